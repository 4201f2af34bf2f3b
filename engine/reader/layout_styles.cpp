// Styles: inheritance by based-on, then every value resolved in the style's own units.
#include <algorithm>
#include <map>

#include "base/values.hpp"
#include "reader/layout_context.hpp"
#include "reader/value_types.hpp"

namespace banxin::reader {
namespace {

using Attributes = std::map<std::string, xml::Attribute, std::less<>>;

class StyleReader {
  public:
    explicit StyleReader(LayoutContext& context) : context_(context) {}

    void all() {
        for (const auto& [name, element] : context_.parts.styles) {
            std::vector<std::string> chain;
            const Attributes attributes = effective(element, chain);
            read(name, element, attributes);
        }
    }

  private:
    /// The style's own attributes over those of the styles that it is based on.
    Attributes effective(const xml::Element& element, std::vector<std::string>& chain) {
        Attributes out;
        const auto based_on = element.attribute("based-on");
        if (based_on) {
            const auto found = context_.parts.styles.find(based_on->value);
            if (found == context_.parts.styles.end()) {
                if (chain.empty()) context_.unknown(*based_on, names_of(context_.parts.styles));
            } else if (std::find(chain.begin(), chain.end(), based_on->value) != chain.end() || found->second == element) {
                if (chain.empty() || found->second == element) context_.diagnostics.report(Code::kBasedOnItself, based_on->value_pos, {based_on->value});
            } else {
                chain.emplace_back(based_on->value);
                out = effective(found->second, chain);
            }
        }
        for (const xml::Attribute& a : element.attributes()) out.insert_or_assign(std::string(a.name), a);
        return out;
    }

    void read(const std::string& name, const xml::Element& element, const Attributes& attributes) {
        attributes_ = &attributes;
        Style& style = context_.out.styles[name];
        style.name = name;
        style.pos = element.pos();
        characters(style, element);
        paragraph(style);
        page_breaks(style);
        check(style, element);
    }

    const xml::Attribute* find(std::string_view name) const {
        const auto found = attributes_->find(name);
        return found == attributes_->end() ? nullptr : &found->second;
    }
    std::string_view value(std::string_view name) const {
        const xml::Attribute* a = find(name);
        return a ? a->value : std::string_view();
    }
    Length length(std::string_view name, const Style& style, Length fallback = {}) {
        const xml::Attribute* a = find(name);
        return a ? context_.length(*a, style.chars.cell, context_.out.page.pitch()) : fallback;
    }
    int count(std::string_view name, int fallback) const {
        const auto n = parse_number(value(name));
        return n.value_or(fallback);
    }

    void characters(Style& style, const xml::Element& element) {
        CharStyle& chars = style.chars;
        chars.face = value("face");
        chars.latin = value("latin").empty() ? chars.face : std::string(value("latin"));
        if (chars.face.empty()) context_.diagnostics.report(Code::kStyleWithout, element.pos(), {style.name, "face"});
        if (const xml::Attribute* a = find("size")) chars.size = context_.length(*a, {}, {});
        if (chars.size <= Length{}) context_.diagnostics.report(Code::kStyleWithout, element.pos(), {style.name, "size"});
        chars.cell = value("cell") == "grid" ? context_.out.page.cell() : chars.size;
        if (const xml::Attribute* a = find("ink")) chars.ink = context_.ink(*a);
        else context_.diagnostics.report(Code::kStyleWithout, element.pos(), {style.name, "ink"});
        chars.lang = value("lang").empty() ? "zh-Hans" : std::string(value("lang"));
    }

    void paragraph(Style& style) {
        static const std::map<std::string_view, Align> kAligns{
            {"justify", Align::kJustify}, {"left", Align::kLeft}, {"right", Align::kRight}, {"center", Align::kCentre}};
        if (const auto found = kAligns.find(value("align")); found != kAligns.end()) style.align = found->second;
        if (value("composition") == "strict") style.composition = Composition::kStrict;
        kinsoku(style);
        style.indent = length("indent", style);
        style.inset_left = length("inset-left", style);
        style.inset_right = length("inset-right", style);
        style.han_latin_gap = length("han-latin-gap", style);
        style.measure = length("measure", style);
        style.words = value("words") == "yes";
        const auto shapes = words_of(value("shape"));
        for (std::size_t i = 0; i < shapes.size() && i < std::size(style.shapes); ++i)
            style.shapes[i] = shapes[i] == "diamond" ? Shape::kDiamond : Shape::kTrapezoid;
        style.fit_line = value("fit") == "line";
        style.min_size = length("min-size", style);
    }

    void kinsoku(Style& style) {
        static const Kinsoku kNone;
        style.kinsoku = &kNone;
        const xml::Attribute* a = find("kinsoku");
        if (!a) return;
        const auto found = context_.out.kinsoku.find(a->value);
        if (found == context_.out.kinsoku.end()) context_.unknown(*a, names_of(context_.out.kinsoku));
        else style.kinsoku = &found->second;
    }

    void page_breaks(Style& style) {
        style.pitch = length("pitch", style, context_.out.page.pitch());
        style.on_grid = value("grid") != "no";
        style.before = length("before", style);
        style.after = length("after", style);
        if (value("run-in") == "always") style.run_in = RunIn::kAlways;
        if (value("run-in") == "if-stopped") style.run_in = RunIn::kIfStopped;
        style.keep_with_next = value("keep-with-next") == "yes";
        style.keep_with_previous = value("keep-with-previous") == "yes";
        style.keep_together = value("keep-together") == "yes";
        style.orphans = count("orphans", 2);
        style.widows = count("widows", 2);
    }

    void check(const Style& style, const xml::Element& element) {
        const Length room = context_.out.page.block_width - style.inset_left - style.inset_right;
        if (room - style.indent < style.chars.cell || room < style.chars.cell)
            context_.diagnostics.report(Code::kNoRoomForText, element.pos(), {style.name});
        if (style.pitch < style.chars.size && !style.on_grid)
            context_.diagnostics.report(Code::kPitchBelowSize, element.pos(), {style.name});
        if (style.on_grid && style.chars.size > context_.out.page.frame)
            context_.diagnostics.report(Code::kTooBigForGrid, element.pos(), {style.name});
    }

    LayoutContext& context_;
    const Attributes* attributes_ = nullptr;
};

}  // namespace

void read_styles(LayoutContext& context) { StyleReader(context).all(); }

}  // namespace banxin::reader
