// Writing and reading of manifests: flat objects of strings and numbers.
#include "batch/manifest.hpp"

#include <fmt/format.h>

#include "base/values.hpp"

namespace banxin::batch {
namespace {

using Object = std::map<std::string, std::string>;

/// A JSON string from `at`, which stands behind its opening quote; moved behind the closing one.
std::optional<std::string> string_at(std::string_view line, std::size_t& at) {
    std::string out;
    for (; at < line.size() && line[at] != '"'; ++at) {
        if (line[at] != '\\') {
            out += line[at];
            continue;
        }
        if (++at == line.size()) return std::nullopt;
        if (line[at] != '"' && line[at] != '\\') return std::nullopt;  // print() writes no other
        out += line[at];
    }
    return at++ < line.size() ? std::optional(out) : std::nullopt;
}

std::optional<Object> parse_object(std::string_view line) {
    Object out;
    if (!line.starts_with('{')) return std::nullopt;
    for (std::size_t at = 1; at < line.size();) {
        if (line[at++] != '"') return std::nullopt;
        const auto name = string_at(line, at);
        if (!name || at + 1 >= line.size() || line[at++] != ':') return std::nullopt;
        std::string value;
        if (line[at] == '"') {
            const auto text = string_at(line, ++at);
            if (!text) return std::nullopt;
            value = *text;
        } else {
            const std::size_t end = line.find_first_of(",}", at);
            if (end == line.npos) return std::nullopt;
            value = line.substr(at, end - at);
            at = end;
        }
        out.emplace(*name, value);
        if (at < line.size() && line[at] == '}') return at + 1 == line.size() ? std::optional(out) : std::nullopt;
        if (at >= line.size() || line[at++] != ',') return std::nullopt;
    }
    return std::nullopt;
}

std::string at(const Object& object, const std::string& name) {
    const auto found = object.find(name);
    return found == object.end() ? "" : found->second;
}

std::size_t number(const Object& object, const std::string& name) {
    return static_cast<std::size_t>(parse_number(at(object, name)).value_or(0));
}

bool take(Manifest& out, const Object& object, bool first) {
    if (first) {
        out.program = at(object, "program");
        out.number = at(object, "number");
        out.glyphs = at(object, "glyphs");
        out.editions = number(object, "editions");
        out.shard = number(object, "shard");
        out.shards = number(object, "shards");
        out.form = at(object, "form");
        out.lists = at(object, "lists");
        return object.contains("run");
    }
    if (object.contains("source")) return out.sources.push_back({at(object, "source"), at(object, "path"), at(object, "sha256")}), true;
    if (!object.contains("edition") && !object.contains("list") && !object.contains("volume")) return false;
    out.entries.push_back({at(object, "edition"), at(object, "list"), at(object, object.contains("volume") ? "volume" : "file"),
                           number(object, "line"), object.contains("sha256"), at(object, "sha256"), number(object, "bytes"),
                           number(object, "pages"), at(object, "copies"), number(object, "page")});
    return true;
}

}  // namespace

std::string json(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out + '"';
}

std::string Manifest::file_name() const { return shards == 1 ? "manifest.jsonl" : fmt::format("manifest-{}-of-{}.jsonl", shard, shards); }

std::vector<Manifest::Part> Manifest::identity() const {
    std::map<std::string_view, std::string> values{{"program", program},
                                                   {"number", number},
                                                   {"glyphs", glyphs},
                                                   {"form", form},
                                                   {"lists", lists},
                                                   {"editions", fmt::format("{}", editions)},
                                                   {"shards", fmt::format("{}", shards)}};
    for (const Source& source : sources) values[source.role] += source.sha256 + ' ';
    std::vector<Part> out{
#define BANXIN_PART(name, english, chinese) {name, english, chinese, {}},
#include "batch/parts.def"
#undef BANXIN_PART
    };
    for (Part& part : out) part.value = values[part.name];
    return out;
}

std::string print(const Manifest& manifest) {
    const std::string form = manifest.form.empty() ? "" : fmt::format("\"form\":{},", json(manifest.form));
    const std::string lists = manifest.lists.empty() ? "" : fmt::format("\"lists\":{},", json(manifest.lists));
    const std::string number = manifest.number.empty() ? "" : fmt::format(",\"number\":{}", json(manifest.number));
    std::string out =
        fmt::format("{{\"run\":1,\"program\":{},\"editions\":{},\"shard\":{},\"shards\":{},{}{}\"glyphs\":\"{}\"{}}}\n",
                    json(manifest.program), manifest.editions, manifest.shard, manifest.shards, form, lists, manifest.glyphs, number);
    for (const Source& s : manifest.sources)
        out += fmt::format("{{\"source\":\"{}\",\"path\":{},\"sha256\":\"{}\"}}\n", s.role, json(s.path), s.sha256);
    for (const Entry& e : manifest.entries) {
        if (!e.list.empty()) out += fmt::format("{{\"list\":{},\"file\":{}", json(e.list), json(e.file));
        else if (e.edition.empty()) out += fmt::format("{{\"volume\":{}", json(e.file));
        else
            out += fmt::format("{{\"edition\":{},\"{}\":{},\"line\":{}", json(e.edition), e.first_page > 0 ? "volume" : "file",
                               json(e.file), e.line);
        if (!e.copies.empty()) out += fmt::format(",\"copies\":\"{}\"", e.copies);
        if (e.first_page > 0) out += fmt::format(",\"page\":{},\"pages\":{}", e.first_page, e.pages);
        if (e.made) out += fmt::format(",\"pages\":{},\"bytes\":{},\"sha256\":\"{}\"", e.pages, e.bytes, e.sha256);
        out += "}\n";
    }
    return out;
}

std::optional<Manifest> parse_manifest(std::string_view text, std::string_view file_name, Diagnostics& diagnostics) {
    Manifest out;
    for (std::size_t line = 1; !text.empty(); ++line) {
        const std::size_t end = text.find('\n');
        const auto object = end == text.npos ? std::nullopt : parse_object(text.substr(0, end));
        if (!object || !take(out, *object, line == 1)) {
            diagnostics.report_in(Code::kManifestUnreadable, file_name, {file_name, fmt::format("{}", line)});
            return std::nullopt;
        }
        text.remove_prefix(end + 1);
    }
    if (out.shards == 0) return diagnostics.report_in(Code::kManifestUnreadable, file_name, {file_name, "1"}), std::nullopt;
    return out;
}

}  // namespace banxin::batch
