// Styles: inheritance by based-on, then every value resolved in the style's own units.
#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "base/values.hpp"
#include "reader/layout_context.hpp"
#include "reader/lengths.hpp"
#include "reader/value_types.hpp"

namespace banxin::reader {
namespace {

constexpr std::size_t kLongestChain = 32;

using Attributes = std::map<std::string, xml::Attribute, std::less<>>;

class StyleReader {
  public:
    explicit StyleReader(LayoutContext& context) : context_(context) {}

    void all() {
        for (const auto& [name, element] : context_.parts.styles) read(name, element, effective(name, element));
    }

  private:
    /// The style's own attributes over those of the styles that it is based on. What is wrong higher up is reported by the style there.
    Attributes effective(const std::string& name, const xml::Element& own) {
        std::vector<std::string_view> names{name};
        std::vector<xml::Element> chain{own};
        sound_ = false;
        while (const auto based_on = chain.back().attribute("based-on")) {
            const auto found = context_.parts.styles.find(based_on->value);
            if (found == context_.parts.styles.end()) {
                if (chain.size() == 1) context_.unknown(*based_on, names_of(context_.parts.styles));
                return merged(chain);
            }
            if (found->first == name) {
                context_.diagnostics.report(Code::kBasedOnItself, based_on->value_pos, {name});
                return merged(chain);
            }
            if (std::find(names.begin(), names.end(), found->first) != names.end()) return merged(chain);
            if (chain.size() == kLongestChain) {
                context_.diagnostics.report(Code::kBasedOnTooDeep, own.pos(), {name, fmt::format("{}", kLongestChain)});
                return merged(chain);
            }
            names.push_back(found->first);
            chain.push_back(found->second);
        }
        sound_ = true;
        return merged(chain);
    }

    static Attributes merged(const std::vector<xml::Element>& chain) {
        Attributes out;
        for (const xml::Element& element : chain)  // the nearest first: it wins
            for (const xml::Attribute& a : element.attributes()) out.try_emplace(std::string(a.name), a);
        return out;
    }

    /// What the style needs and nothing gives it; said only where based-on leads somewhere.
    void without(const Style& style, const xml::Element& element, std::string_view what) {
        if (sound_) context_.diagnostics.report(Code::kStyleWithout, element.pos(), {style.name, what});
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
    /// What 字 is; of a size that failed, and was told, any length is as good as another.
    Length cell_of(const Style& style) const { return style.chars.cell > Length{} ? style.chars.cell : context_.out.page.cell(); }
    Length length(std::string_view name, const Style& style, Length fallback = {}) {
        const xml::Attribute* a = find(name);
        return a ? context_.length(*a, cell_of(style), context_.out.page.pitch()) : fallback;
    }
    std::optional<Limits> limits(std::string_view name, const Style& style) {
        const xml::Attribute* a = find(name);
        if (!a) return std::nullopt;
        const auto [least, most] = context_.lengths(*a, cell_of(style));
        return Limits{least, most};
    }
    int count(std::string_view name, int fallback) const {
        const auto n = parse_number(value(name));
        return n.value_or(fallback);
    }

    void characters(Style& style, const xml::Element& element) {
        CharStyle& chars = style.chars;
        chars.face = value("face");
        chars.latin = value("latin").empty() ? chars.face : std::string(value("latin"));
        if (chars.face.empty()) without(style, element, "face");
        const xml::Attribute* size = find("size");
        if (size) chars.size = context_.length(*size, {}, {});
        const auto written = size ? parse_length(size->value) : std::nullopt;
        const bool plain =
            written && (written->unit == Unit::kMillimetre || written->unit == Unit::kPoint);  // what else gives nothing was told
        if (chars.size <= Length{} && (!size || plain)) without(style, element, "size");
        chars.cell = value("cell") == "grid" ? context_.out.page.cell() : chars.size;
        if (const xml::Attribute* a = find("ink")) chars.ink = context_.ink(*a);
        else without(style, element, "ink");
        const PageGeometry& page = context_.out.page;
        if (page.vertical) {
            style.vertical = &context_.out.vertical;
            style.axis = scale(value("grid") == "no" ? chars.size : page.frame, page.frame_above - 500, 1'000);
        }
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
        style.han_script_gap = length("han-script-gap", style, style.han_latin_gap);
        style.han_latin_limits = limits("han-latin-limits", style).value_or(Limits{style.han_latin_gap, style.han_latin_gap});
        style.word_space_limits = limits("word-space-limits", style).value_or(Limits{});
        marks(style);
        style.hyphenate = value("hyphenate") == "none" ? std::string() : std::string(value("hyphenate"));
        style.measure = length("measure", style);
        style.words = value("words") == "yes";
        const auto shapes = words_of(value("shape"));
        for (std::size_t i = 0; i < shapes.size() && i < std::size(style.shapes); ++i)
            style.shapes[i] = shapes[i] == "diamond" ? Shape::kDiamond : Shape::kTrapezoid;
        style.fit_line = value("fit") == "line";
        style.min_size = length("min-size", style);
    }

    void marks(Style& style) {
        if (value("marks") == "kaiming") style.marks = Marks::kKaiming;
        if (value("marks") == "half") style.marks = Marks::kHalf;
        if (value("line-end-marks") == "css") style.line_end_marks = LineEndMarks::kCss;
        if (value("line-end-marks") == "jis") style.line_end_marks = LineEndMarks::kJis;
        constexpr std::array<std::string_view, kGives> kBlanks{"spaces", "brackets", "pauses", "gaps", "stops"};
        const auto named = words_of(value("squeeze"));
        for (std::size_t i = 0; i < kGives; ++i)
            if (named.empty() || std::find(named.begin(), named.end(), kBlanks[i]) != named.end())
                style.squeeze |= static_cast<std::uint8_t>(1u << i);
        style.least_blank = length("least-blank", style);
        style.hanging = utf8::to_utf32(value("hanging"));
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
        if (style.chars.size <= Length{}) return;  // has been told
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
    bool sound_ = true;  // based-on of the style at hand
};

}  // namespace

void read_styles(LayoutContext& context) { StyleReader(context).all(); }

}  // namespace banxin::reader
