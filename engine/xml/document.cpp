// Reading a whole file: mend, scan, hand to pugi; and the reading of the tree. The read stage.
#include "xml/document.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <span>

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "base/utf8.hpp"
#include "xml/encoding.hpp"
#include "xml/faults.hpp"
#include "xml/scanner.hpp"
#include "xml/state.hpp"

namespace banxin::xml {
namespace {

struct FileKind {
    std::string_view magic, english, chinese;
};
/// What briefs are sent as.
constexpr std::array kOtherFiles{
    FileKind{"PK\x03\x04", "a Word document (.docx) or another zip archive", " Word 文档（.docx）或其他压缩文件"},
    FileKind{"\xD0\xCF\x11\xE0", "an old Word document (.doc)", "旧格式的 Word 文档（.doc）"},
    FileKind{"%PDF-", "a PDF", " PDF 文件"},
    FileKind{"\x89PNG", "a PNG picture", " PNG 图片"},
    FileKind{"\xFF\xD8\xFF", "a JPEG picture", " JPEG 图片"},
    FileKind{"GIF8", "a GIF picture", " GIF 图片"},
    FileKind{"{\\rtf", "a rich text document (.rtf)", " RTF 文档（.rtf）"},
};

bool begins_as_xml(std::string_view bytes) {
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    return first != bytes.npos && bytes[first] == '<';
}

/// Tells what is wrong with the bytes. False: the file is in another encoding, so nothing else can be said of it.
bool check_bytes(std::string_view bytes, const Mended& mended, Faults& faults) {
    const Encoding encoding = guess_encoding(bytes);
    if (encoding == Encoding::kUtf16) faults.report(Code::kUtf16File, 0);
    for (const Offence& offence : mended.offences) {
        if (encoding == Encoding::kUtf16) break;
        const std::string byte = fmt::format("0x{:02X}", static_cast<unsigned char>(bytes[offence.offset]));
        if (offence.character) faults.report(Code::kForbiddenCharacter, offence.offset, {utf8::name(*offence.character)});
        else faults.report(encoding == Encoding::kGb18030 ? Code::kGb18030File : Code::kNotUtf8, offence.offset, {byte});
        if (!offence.character && encoding == Encoding::kGb18030) break;
    }
    return encoding == Encoding::kUtf8;
}

/// pugi's elements in document order, in the places where the scan found its own. False if the two disagree.
bool join(const pugi::xml_document& pugi, const Tree& tree, std::vector<pugi::xml_node>& nodes) {
    nodes.reserve(tree.elements.size());
    pugi::xml_node node = pugi.document_element();
    while (node) {
        if (node.type() == pugi::node_element) nodes.push_back(node);
        pugi::xml_node next = node.first_child();
        for (; !next && node; node = node.parent()) next = node.next_sibling();
        node = next;
    }
    const auto same = [](const pugi::xml_node& n, const ElementRecord& e) { return n.offset_debug() == std::ptrdiff_t(e.start) + 1; };
    return std::equal(nodes.begin(), nodes.end(), tree.elements.begin(), tree.elements.end(), same);
}

std::span<const AttributeRecord> attributes_of(const Element& element) {
    const ElementRecord& record = Access::record(element);
    return std::span(Access::state(element).tree.attributes).subspan(record.first_attribute, record.attribute_count);
}

/// The bytes [from, to) of the content; each line and each piece begins a stretch of places of its own.
SourceText text_of(const Access::State& state, std::size_t from, std::size_t to) {
    const std::vector<Piece>& pieces = state.tree.pieces;
    const std::string_view content = std::string_view(state.tree.content).substr(0, to);
    auto next = std::upper_bound(pieces.begin(), pieces.end(), from, [](std::size_t offset, const Piece& p) { return offset < p.content; });
    SourceText text;
    while (from < to) {
        const Piece& piece = *std::prev(next);
        const std::size_t piece_end = next == pieces.end() ? to : std::min<std::size_t>(to, next->content);
        const std::size_t end = std::min(content.substr(0, piece_end).find('\n', from), piece_end - 1) + 1;
        text.append(content.substr(from, end - from), state.at(piece.source + (from - piece.content)));
        from = end;
        if (from == piece_end && next != pieces.end()) ++next;
    }
    return text;
}

}  // namespace

bool Document::State::load() {
    constexpr unsigned kOptions =
        pugi::parse_cdata | pugi::parse_escapes | pugi::parse_wconv_attribute | pugi::parse_eol | pugi::parse_ws_pcdata;
    const pugi::xml_parse_result result = pugi.load_buffer(text.data(), text.size(), kOptions, pugi::encoding_utf8);
    return result && join(pugi, tree, nodes);
}

SourcePos Document::State::at(std::size_t offset) const {
    if (origins.empty()) return lines.at(offset);
    const auto after =
        std::upper_bound(origins.begin(), origins.end(), offset, [](std::size_t o, const Origin& a) { return o < a.offset; });
    const Origin& origin = *std::prev(after);
    SourcePos pos = origin.pos;
    pos.column += static_cast<std::uint32_t>(utf8::count(std::string_view(text).substr(origin.offset, offset - origin.offset)));
    return pos;
}

Attribute Access::attribute(const Access::State& state, const AttributeRecord& record) {
    return {std::string_view(state.text).substr(record.name, record.name_size),
            std::string_view(state.tree.values).substr(record.value, record.value_size), state.at(record.name),
            state.at(record.value_source)};
}

Document::Document() : state_(std::make_unique<State>()) {}
Document::~Document() = default;

std::shared_ptr<const Document> Document::parse(std::string_view bytes, std::string_view file_name, const Limits& limits,
                                                Diagnostics& diagnostics) {
    const std::size_t longest = std::min<std::size_t>(limits.bytes, std::numeric_limits<std::uint32_t>::max() - 1);
    if (bytes.size() > longest) {
        diagnostics.report_in(Code::kFileTooLong, file_name, {fmt::format("{}", bytes.size()), fmt::format("{}", longest)});
        return nullptr;
    }
    for (const FileKind& kind : kOtherFiles) {
        if (!bytes.starts_with(kind.magic)) continue;
        diagnostics.report_in(Code::kNotXml, file_name, {kind.english, kind.chinese});
        return nullptr;
    }
    std::string hash = sha256(bytes);
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());

    const std::shared_ptr<Document> document(new Document);
    State& state = *document->state_;
    state.file = std::make_shared<SourceFile>(SourceFile{std::string(file_name), std::move(hash)});
    Mended mended = mend(bytes, Faults::kEnough);
    state.text = std::move(mended.text);
    state.lines = LineMap(state.text, state.file.get());
    Faults faults(state.lines, diagnostics);
    if (mended.offences.size() == Faults::kEnough && !begins_as_xml(bytes) && guess_encoding(bytes) == Encoding::kUtf8) {
        diagnostics.report_in(Code::kNotXml, file_name, {"a file that holds no text", "不含文字的文件"});
        return nullptr;
    }
    if (!mended.offences.empty() && !check_bytes(bytes, mended, faults)) return nullptr;
    state.tree = Scanner(state.text, limits, faults).scan();
    if (faults.any()) return nullptr;

    if (!state.load()) {
        diagnostics.report_in(Code::kInternalFault, file_name, {"the XML library reads this file otherwise than the scan before it"});
        return nullptr;
    }
    return document;
}

std::shared_ptr<const Document> Document::with(const std::vector<NewValue>& values) const {
    const std::shared_ptr<Document> document(new Document);
    State& state = *document->state_;
    state.file = state_->file;
    state.text = state_->text;
    state.origins = state_->origins;
    if (state.origins.empty()) state.lines = LineMap(state.text, state.file.get());
    state.tree = state_->tree;
    state.load();  // did so before
    for (const NewValue& v : values) {
        const ElementRecord& element = state.tree.elements[Access::index(v.element)];
        for (std::uint32_t i = element.first_attribute; i < element.first_attribute + element.attribute_count; ++i) {
            AttributeRecord& attribute = state.tree.attributes[i];
            if (std::string_view(state.text).substr(attribute.name, attribute.name_size) != v.name) continue;
            attribute.value = static_cast<std::uint32_t>(state.tree.values.size());
            attribute.value_size = static_cast<std::uint32_t>(v.value.size());
            state.tree.values += v.value;
        }
        state.nodes[Access::index(v.element)].attribute(v.name.c_str()).set_value(v.value.c_str());
    }
    return document;
}

Element Document::root() const { return Access::element(*this, 0); }
const SourceFilePtr& Document::file() const { return state_->file; }

std::string_view Element::name() const {
    const ElementRecord& record = Access::record(*this);
    return std::string_view(Access::state(*this).text).substr(record.start + 1, record.name_size);
}

SourcePos Element::pos() const { return Access::state(*this).at(Access::record(*this).start); }

std::vector<Attribute> Element::attributes() const {
    std::vector<Attribute> list;
    list.reserve(attributes_of(*this).size());
    for (const AttributeRecord& record : attributes_of(*this)) list.push_back(Access::attribute(Access::state(*this), record));
    return list;
}

std::optional<Attribute> Element::attribute(std::string_view name) const {
    const Access::State& state = Access::state(*this);
    for (const AttributeRecord& record : attributes_of(*this))
        if (std::string_view(state.text).substr(record.name, record.name_size) == name) return Access::attribute(state, record);
    return std::nullopt;
}

std::optional<Element> Element::parent() const {
    const std::uint32_t parent = Access::record(*this).parent;
    if (parent == kNoElement) return std::nullopt;
    return Access::element(*this, parent);
}

std::vector<Node> children(const Element& element) {
    const ElementRecord& record = Access::record(element);
    std::vector<Node> list;
    std::size_t text_from = record.text_from;
    const auto add_text_to = [&](std::size_t to) {
        if (to > text_from) list.push_back({std::nullopt, text_of(Access::state(element), text_from, to)});
    };
    for (const Element& child : child_elements(element)) {
        add_text_to(Access::record(child).text_from);
        list.push_back({child, {}});
        text_from = Access::record(child).text_to;
    }
    add_text_to(record.text_to);
    return list;
}

std::vector<Element> child_elements(const Element& element) {
    const Tree& tree = Access::state(element).tree;
    std::vector<Element> list;
    const std::size_t first = Access::index(element) + 1, end = Access::record(element).end;
    std::size_t count = 0;
    for (std::size_t i = first; i < end; i = tree.elements[i].end) ++count;
    list.reserve(count);
    for (std::size_t i = first; i < end; i = tree.elements[i].end) list.push_back(Access::element(element, i));
    return list;
}

std::optional<Element> child_element(const Element& element, std::string_view name) {
    for (const Element& child : child_elements(element))
        if (child.name() == name) return child;
    return std::nullopt;
}

std::string_view plain_value(const Element& element) {
    const ElementRecord& record = Access::record(element);
    return std::string_view(Access::state(element).tree.content).substr(record.text_from, record.text_to - record.text_from);
}

bool has_own_text(const Element& element) {
    const Tree& tree = Access::state(element).tree;
    const ElementRecord& record = Access::record(element);
    std::size_t from = record.text_from;
    const auto inked_to = [&](std::size_t to) {
        return std::string_view(tree.content).substr(0, to).find_first_not_of(" \t\n", from) < to;
    };
    for (std::size_t i = Access::index(element) + 1; i < record.end; i = tree.elements[i].end) {
        if (inked_to(tree.elements[i].text_from)) return true;
        from = tree.elements[i].text_to;
    }
    return inked_to(record.text_to);
}

SourceText string_value(const Element& element) {
    const ElementRecord& record = Access::record(element);
    return text_of(Access::state(element), record.text_from, record.text_to);
}

}  // namespace banxin::xml
