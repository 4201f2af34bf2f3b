// Reading of fonts.xml.
#include "font/catalogue.hpp"

#include <algorithm>
#include <charconv>
#include <initializer_list>

namespace banxin::font {
namespace {

class CatalogueReader {
  public:
    explicit CatalogueReader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    Catalogue read(const xml::Document& document) {
        Catalogue out;
        out.file = document.file();
        const xml::Element root = document.root();
        if (!expect(root, "fonts")) return out;
        attributes(root, {"version"});
        if (text(root, "version") != "1") diagnostics_.report(Code::kFontsVersion, root.pos());
        for (const xml::Element& element : xml::child_elements(root))
            if (expect(element, "role")) out.roles.push_back(role(element));
        return out;
    }

  private:
    CatalogueRole role(const xml::Element& element) {
        attributes(element, {"name", "title"});
        CatalogueRole out{text(element, "name"), text(element, "title"), {}, element.pos()};
        for (const xml::Element& child : xml::child_elements(element))
            if (expect(child, "face")) out.candidates.push_back(candidate(child));
        if (out.candidates.empty()) diagnostics_.report(Code::kRoleWithoutFace, element.pos(), {out.name});
        return out;
    }

    Candidate candidate(const xml::Element& element) {
        attributes(element, {"names", "free", "stand-in", "scale", "shift"});
        Candidate out;
        out.names = names(text(element, "names"));
        out.free = flag(element, "free");
        out.stand_in = flag(element, "stand-in");
        out.scale = number(element, "scale", 1000, 100, 4000);
        out.shift = number(element, "shift", 0, -1000, 1000);
        return out;
    }

    static std::vector<std::string> names(std::string_view list) {
        std::vector<std::string> out;
        while (!list.empty()) {
            const std::size_t end = std::min(list.find(';'), list.size());
            std::string_view name = list.substr(0, end);
            list.remove_prefix(std::min(end + 1, list.size()));
            const std::size_t first = name.find_first_not_of(" \n");
            if (first == std::string_view::npos) continue;
            out.emplace_back(name.substr(first, name.find_last_not_of(" \n") + 1 - first));
        }
        return out;
    }

    bool expect(const xml::Element& element, std::string_view name) {
        if (element.name() == name) return true;
        diagnostics_.report(Code::kFontsElement, element.pos(), {element.name(), name});
        return false;
    }

    void attributes(const xml::Element& element, std::initializer_list<std::string_view> known) {
        for (const xml::Attribute& a : element.attributes())
            if (std::find(known.begin(), known.end(), a.name) == known.end())
                diagnostics_.report(Code::kFontsAttribute, a.name_pos, {element.name(), a.name});
    }

    std::string text(const xml::Element& element, std::string_view name) {
        const auto a = element.attribute(name);
        if (a && !a->value.empty()) return std::string(a->value);
        diagnostics_.report(Code::kFontsMissing, element.pos(), {element.name(), name});
        return {};
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
