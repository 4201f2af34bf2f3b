// Outline, labels, metadata.
#include "pdf/catalog.hpp"

#include <fmt/format.h>

namespace banxin::pdf {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// Places of an entry's relatives in the list of entries.
struct Links {
    std::size_t parent = kNone, previous = kNone, next = kNone, first = kNone, last = kNone;
    std::size_t children = 0;
};

std::vector<Links> link(const std::vector<Bookmark>& entries) {
    std::vector<Links> out(entries.size());
    std::vector<std::size_t> open;  // the last entry of each level
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::size_t depth = entries[i].level - 1u;
        if (depth > 0 && depth <= open.size()) out[i].parent = open[depth - 1];
        if (depth < open.size()) {
            out[i].previous = open[depth];
            out[open[depth]].next = i;
        }
        open.resize(std::min(depth, open.size()));
        open.push_back(i);
        if (out[i].parent == kNone) continue;
        Links& parent = out[out[i].parent];
        if (parent.first == kNone) parent.first = i;
        parent.last = i;
        ++parent.children;
    }
    return out;
}

std::string escape(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else out += c;
    }
    return out;
}

/// D:20191125 of 2019-11-25.
std::string pdf_date(const std::string& iso) { return fmt::format("D:{}{}{}", iso.substr(0, 4), iso.substr(5, 2), iso.substr(8, 2)); }

}  // namespace

Ref write_outline(const std::vector<Bookmark>& entries, Objects& file) {
    if (entries.empty()) return 0;
    const auto links = link(entries);
    const Ref root = file.reserve();
    std::vector<Ref> refs;
    for (std::size_t i = 0; i < entries.size(); ++i) refs.push_back(file.reserve());
    std::size_t first = kNone, last = kNone, tops = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Bookmark& entry = entries[i];
        const Links& l = links[i];
        std::string text = fmt::format("/Title{}/Parent {}/Dest{}", text_string(entry.title),
                                       reference(l.parent == kNone ? root : refs[l.parent]), entry.destination);
        const auto relative = [&](std::string_view key, std::size_t at) {
            if (at != kNone) text += fmt::format("/{} {}", key, reference(refs[at]));
        };
        relative("Prev", l.previous);
        relative("Next", l.next);
        relative("First", l.first);
        relative("Last", l.last);
        if (l.children > 0) text += fmt::format("/Count -{}", l.children);
        file.set(refs[i], std::move(text));
        if (l.parent != kNone) continue;
        if (first == kNone) first = i;
        last = i;
        ++tops;
    }
    file.set(root, fmt::format("/Type/Outlines/First {}/Last {}/Count {}", reference(refs[first]), reference(refs[last]), tops));
    return root;
}

std::string page_labels(const display::Document& document, std::size_t first, const std::string& prefix) {
    std::string out;
    const std::string before = prefix.empty() ? "" : "/P" + text_string(prefix);
    std::size_t expected = 0;  // the decimal label that continues the range; 0: no range
    for (std::size_t i = 0; i < document.pages.size(); ++i) {
        const std::string& label = document.pages[i].label;
        const bool decimal =
            !label.empty() && label.size() < 9 && label.find_first_not_of("0123456789") == std::string::npos && label[0] != '0';
        if (!decimal) {
            out += fmt::format("{}<</P{}>>", first + i, text_string(prefix + label));
            expected = 0;
            continue;
        }
        const std::size_t number = std::stoul(label);
        if (number != expected) out += fmt::format("{}<<{}/S/D/St {}>>", first + i, before, number);
        expected = number + 1;
    }
    return out;
}

Ref write_info(const display::Metadata& metadata, const std::string& producer, Objects& file) {
    std::string out = "/Producer" + text_string(producer);
    const auto entry = [&](std::string_view key, const std::string& value) {
        if (!value.empty()) out += fmt::format("/{}{}", key, text_string(value));
    };
    entry("Title", metadata.title);
    entry("Author", metadata.author);
    entry("Subject", metadata.subject);
    entry("Keywords", metadata.keywords);
    if (!metadata.date.empty()) out += fmt::format("/CreationDate({})", pdf_date(metadata.date));
    return file.dictionary(std::move(out));
}

Ref write_xmp(const display::Metadata& metadata, const std::string& producer, Objects& file) {
    std::string out =
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
        "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n";
    const auto alt = [&](std::string_view name, const std::string& value) {
        if (!value.empty())
            out += fmt::format("<dc:{0}><rdf:Alt><rdf:li xml:lang=\"x-default\">{1}</rdf:li></rdf:Alt></dc:{0}>\n", name, escape(value));
    };
    alt("title", metadata.title);
    alt("description", metadata.subject);
    if (!metadata.author.empty())
        out += fmt::format("<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n", escape(metadata.author));
    if (!metadata.language.empty())
        out += fmt::format("<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>\n", escape(metadata.language));
    if (!metadata.keywords.empty()) out += fmt::format("<pdf:Keywords>{}</pdf:Keywords>\n", escape(metadata.keywords));
    out += fmt::format("<pdf:Producer>{}</pdf:Producer>\n", escape(producer));
    if (!metadata.date.empty()) out += fmt::format("<xmp:CreateDate>{}</xmp:CreateDate>\n", metadata.date);
    out += "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>";
    return file.stream("/Type/Metadata/Subtype/XML", std::move(out));  // not compressed: catalogues read it as it is
}

}  // namespace banxin::pdf
