// Text form of the placed page.
#include "display/dump.hpp"

#include <iterator>
#include <string_view>

#include <fmt/format.h>

namespace banxin::display {
namespace {

constexpr int kFormat = 1;
constexpr int kPlaces = 4;

constexpr std::string_view kRoleNames[] = {"document",  "masthead",    "editor-note", "article", "title", "subtitle", "heading",
                                           "paragraph", "contributor", "colophon",    "row",     "span",  "picture",  "artifact"};

constexpr std::string_view kOrientations[] = {"level", "upright", "turned", "across"};

using Out = std::back_insert_iterator<std::string>;

std::string mm(Length a) { return format_mm(a, kPlaces); }

void quote(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n') out += "\\n";
        else out += c;
    }
    out += '"';
}

void place(std::string& out, SourcePos pos) {
    if (pos.file) fmt::format_to(Out(out), " source={}:{}:{}", pos.file->name, pos.line, pos.column);
}

void node_number(std::string& out, NodeId node) {
    if (node != kNoNode) fmt::format_to(Out(out), " node={}", node);
}

void dump_run(std::string& out, const GlyphRun& run, const Document& document) {
    const FaceInfo& face = document.faces[run.face];
    fmt::format_to(Out(out), "run x={} y={} face={} size={}pt ink={}", mm(run.origin.x), mm(run.origin.y), face.postscript_name,
                   format_pt(run.size, 3), document.inks[run.ink].name);
    if (run.orientation != Orientation::kLevel)
        fmt::format_to(Out(out), " orientation={}", kOrientations[static_cast<std::size_t>(run.orientation)]);
    if (run.stretch != 1'000) fmt::format_to(Out(out), " stretch={}", run.stretch);
    node_number(out, run.node);
    if (run.right_to_left) out += " right-to-left";
    place(out, run.source);
    out += " text=";
    quote(out, run.text);
    out += "\n glyphs";
    for (const Glyph& glyph : run.glyphs) {
        fmt::format_to(Out(out), " {}:{}@{}", glyph.cluster, glyph.id, mm(glyph.x));
        if (glyph.y != Length{}) fmt::format_to(Out(out), ",{}", mm(glyph.y));
        fmt::format_to(Out(out), "+{}", mm(glyph.advance));
    }
    out += '\n';
}

void dump_rule(std::string& out, const Rule& rule, const Document& document) {
    fmt::format_to(Out(out), "rule x={} y={} width={} height={} ink={}", mm(rule.box.x), mm(rule.box.y), mm(rule.box.width),
                   mm(rule.box.height), document.inks[rule.ink].name);
    node_number(out, rule.node);
    place(out, rule.source);
    out += '\n';
}

void dump_point(std::string& out, Point p) { fmt::format_to(Out(out), "{},{}", mm(p.x), mm(p.y)); }

/// M begins the contour, L is straight, C curved (control points first), Z closes it: as in SVG.
void dump_path(std::string& out, const Path& path, const Document& document) {
    fmt::format_to(Out(out), "path thickness={} ink={}", mm(path.thickness), document.inks[path.ink].name);
    node_number(out, path.node);
    place(out, path.source);
    out += "\n contour M";
    dump_point(out, path.start);
    for (const Stroke& stroke : path.strokes) {
        out += stroke.curved ? " C" : " L";
        for (const Point p : {stroke.first, stroke.second}) {
            if (!stroke.curved) continue;
            dump_point(out, p);
            out += ' ';
        }
        dump_point(out, stroke.to);
    }
    out += path.closed ? " Z\n" : "\n";
}

void dump_picture(std::string& out, const PictureItem& item) {
    fmt::format_to(Out(out), "picture x={} y={} width={} height={} pixels={}x{} sha256={}", mm(item.box.x), mm(item.box.y),
                   mm(item.box.width), mm(item.box.height), item.picture->width(), item.picture->height(), item.picture->sha256);
    node_number(out, item.node);
    place(out, item.source);
    out += '\n';
}

void dump_page(std::string& out, const Page& page, std::size_t number, const Document& document) {
    fmt::format_to(Out(out), "page {} label=", number);
    quote(out, page.label);
    fmt::format_to(Out(out), " paper={}x{} trim={},{},{},{} text-block={},{},{},{}\n", mm(page.width), mm(page.height), mm(page.trim.x),
                   mm(page.trim.y), mm(page.trim.width), mm(page.trim.height), mm(page.text_block.x), mm(page.text_block.y),
                   mm(page.text_block.width), mm(page.text_block.height));
    for (const Item& item : page.items) {
        if (const auto* run = std::get_if<GlyphRun>(&item)) dump_run(out, *run, document);
        else if (const auto* path = std::get_if<Path>(&item)) dump_path(out, *path, document);
        else if (const auto* picture = std::get_if<PictureItem>(&item)) dump_picture(out, *picture);
        else dump_rule(out, std::get<Rule>(item), document);
    }
}

void dump_metadata(std::string& out, const Metadata& data) {
    for (const auto& [name, value] : {std::pair<std::string_view, const std::string&>{"title", data.title},
                                      {"author", data.author},
                                      {"subject", data.subject},
                                      {"keywords", data.keywords},
                                      {"language", data.language},
                                      {"date", data.date}}) {
        if (value.empty()) continue;
        fmt::format_to(Out(out), "{} ", name);
        quote(out, value);
        out += '\n';
    }
}

}  // namespace

std::string dump(const Document& document) {
    std::string out = fmt::format("banxin-page-dump {}\n", kFormat);
    if (document.bound_right) out += "binding right\n";
    dump_metadata(out, document.metadata);
    for (std::size_t i = 0; i < document.pages.size(); ++i) dump_page(out, document.pages[i], i + 1, document);
    for (std::size_t i = 0; i < document.structure.size(); ++i) {
        const Node& node = document.structure[i];
        fmt::format_to(Out(out), "node {} {}", i, kRoleNames[static_cast<std::size_t>(node.role)]);
        if (node.level > 0) fmt::format_to(Out(out), " level={}", node.level);
        if (node.parent != kNoNode) fmt::format_to(Out(out), " parent={}", node.parent);
        if (!node.lang.empty()) fmt::format_to(Out(out), " lang={}", node.lang);
        place(out, node.source);
        if (!node.alternative.empty()) {
            out += " alternative=";
            quote(out, node.alternative);
        }
        out += '\n';
    }
    for (const OutlineEntry& entry : document.outline) {
        fmt::format_to(Out(out), "bookmark {} page={} y={} ", entry.level, entry.page + 1, mm(entry.y));
        quote(out, entry.title);
        out += '\n';
    }
    return out;
}

}  // namespace banxin::display
