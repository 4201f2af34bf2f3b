// Reading of fonts.xml.
#include "font/catalogue.hpp"

#include <algorithm>
#include <charconv>
#include <span>

#include "base/utf8.hpp"

namespace banxin::font {
namespace {

constexpr std::string_view kFontsAttributes[] = {"version"};
constexpr std::string_view kRoleAttributes[] = {"name", "title", "western", "scripts"};
constexpr std::string_view kFaceAttributes[] = {"names", "free", "stand-in", "scale", "shift", "without", "lang"};

class CatalogueReader {
  public:
    explicit CatalogueReader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    Catalogue read(const xml::Document& document) {
        Catalogue out;
        out.file = document.file();
        const xml::Element root = document.root();
        if (!expect(root, "fonts")) return out;
        check_attributes(root, kFontsAttributes);
        if (text(root, "version").value_or("1") != "1") diagnostics_.report(Code::kFontsVersion, root.pos());
        for (const xml::Element& element : elements(root, "role")) {
            out.roles.push_back(role(element));
            const auto same = [&](const CatalogueRole& r) { return r.name == out.roles.back().name; };
            if (std::any_of(out.roles.begin(), out.roles.end() - 1, same))
                diagnostics_.report(Code::kFontsRoleTwice, element.pos(), {out.roles.back().name});
        }
        return out;
    }

  private:
    CatalogueRole role(const xml::Element& element) {
        check_attributes(element, kRoleAttributes);
        CatalogueRole out{
            text(element, "name").value_or(""), text(element, "title").value_or(""), flag(element, "western"), {}, {}, element.pos()};
        if (const auto a = element.attribute("scripts")) out.scripts = words(a->value);
        for (const xml::Element& child : elements(element, "face")) out.candidates.push_back(candidate(child));
        if (out.candidates.empty()) diagnostics_.report(Code::kRoleWithoutFace, element.pos(), {out.name});
        std::stable_partition(out.candidates.begin(), out.candidates.end(), [](const Candidate& c) { return !c.stand_in; });
        return out;
    }

    Candidate candidate(const xml::Element& element) {
        check_attributes(element, kFaceAttributes);
        elements(element, {});
        Candidate out;
        out.pos = element.pos();
        out.names = names(element);
        out.free = flag(element, "free");
        out.stand_in = flag(element, "stand-in");
        out.scale = number(element, "scale", 1000, 100, 4000);
        out.shift = number(element, "shift", 0, -1000, 1000);
        if (const auto a = element.attribute("without")) out.without = utf8::to_utf32(a->value);
        if (const auto a = element.attribute("lang")) out.languages = words(a->value);
        return out;
    }

    static std::vector<std::string> words(std::string_view text) {
        std::vector<std::string> out;
        for (std::size_t at = 0; (at = text.find_first_not_of(' ', at)) != text.npos;) {
            const std::size_t end = std::min(text.find(' ', at), text.size());
            out.emplace_back(text.substr(at, end - at));
            at = end;
        }
        return out;
    }

    std::vector<std::string> names(const xml::Element& element) {
        const auto list = text(element, "names");
        if (!list) return {};
        std::vector<std::string> out;
        for (std::string_view rest = *list; !rest.empty();) {
            const std::size_t end = std::min(rest.find(';'), rest.size());
            const std::string_view name = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            const std::size_t first = name.find_first_not_of(' ');  // the reader of XML has turned line ends into blanks
            if (first != std::string_view::npos) out.emplace_back(name.substr(first, name.find_last_not_of(' ') + 1 - first));
        }
        if (out.empty()) diagnostics_.report(Code::kFontsMissing, element.pos(), {element.name(), "names"});
        return out;
    }

    /// The children named `name`; all others, and text, are reported. An empty `name`: no child may stand here.
    std::vector<xml::Element> elements(const xml::Element& parent, std::string_view name) {
        std::vector<xml::Element> out;
        for (const xml::Node& node : xml::children(parent)) {
            if (node.element && expect(*node.element, name)) out.push_back(*node.element);
            if (node.element) continue;
            const std::size_t first = node.text.str().find_first_not_of(" \t\n");
            if (first != std::string::npos) diagnostics_.report(Code::kFontsText, node.text.at(first), {parent.name()});
        }
        return out;
    }

    bool expect(const xml::Element& element, std::string_view name) {
        if (!name.empty() && element.name() == name) return true;
        const std::string_view candidates[] = {name};
        if (!nearest(element.name(), candidates).empty())
            diagnostics_.report(Code::kFontsElementMeant, element.pos(), {element.name(), name});
        else diagnostics_.report(Code::kFontsElement, element.pos(), {element.name()});
        return false;
    }

    void check_attributes(const xml::Element& element, std::span<const std::string_view> known) {
        for (const xml::Attribute& a : element.attributes()) {
            if (std::find(known.begin(), known.end(), a.name) != known.end()) continue;
            const std::string_view meant = nearest(a.name, known);
            if (meant.empty()) diagnostics_.report(Code::kFontsAttribute, a.name_pos, {element.name(), a.name});
            else diagnostics_.report(Code::kFontsAttributeMeant, a.name_pos, {element.name(), a.name, meant});
        }
    }

    std::optional<std::string> text(const xml::Element& element, std::string_view name) {
        const auto a = element.attribute(name);
        if (a && !a->value.empty()) return std::string(a->value);
        diagnostics_.report(Code::kFontsMissing, element.pos(), {element.name(), name});
        return std::nullopt;
    }

    bool flag(const xml::Element& element, std::string_view name) {
        const auto a = element.attribute(name);
        if (!a || a->value == "no") return false;
        if (a->value != "yes") diagnostics_.report(Code::kFontsValue, a->value_pos, {a->name, a->value, "yes, no"});
        return true;
    }

    std::int32_t number(const xml::Element& element, std::string_view name, std::int32_t fallback, std::int32_t low, std::int32_t high) {
        const auto a = element.attribute(name);
        if (!a) return fallback;
        std::int32_t n = 0;
        const char* end = a->value.data() + a->value.size();
        const auto parsed = std::from_chars(a->value.data(), end, n);
        if (parsed.ec == std::errc() && parsed.ptr == end && n >= low && n <= high) return n;
        diagnostics_.report(Code::kFontsValue, a->value_pos, {a->name, a->value, std::to_string(low) + ".." + std::to_string(high)});
        return fallback;
    }

    Diagnostics& diagnostics_;
};

}  // namespace

std::optional<Catalogue> read_catalogue(const xml::Document& document, Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.errors();
    Catalogue out = CatalogueReader(diagnostics).read(document);
    if (diagnostics.errors() > before) return std::nullopt;
    return out;
}

}  // namespace banxin::font
