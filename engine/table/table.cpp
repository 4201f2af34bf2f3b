// Columns by name, keys, and which kind of table a file is.
#include "table/table.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "table/inside.hpp"

namespace banxin::table {
namespace {

std::string names_of(const Table& table) {
    std::string out;
    for (const Cell& column : table.columns) out += (out.empty() ? "" : ", ") + column.str();
    return out;
}

void check_columns(const Table& table, Diagnostics& diagnostics) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Cell& column = table.columns[i];
        if (column.text.empty()) diagnostics.report(Code::kColumnUnnamed, column.pos);
        else if (*table.find(column.str()) != i) diagnostics.report(Code::kColumnTwice, column.pos, {column.str()});
    }
    if (table.rows.empty()) diagnostics.report(Code::kNoRows, {table.file.get(), 0, 0});
}

struct Reason {
    std::string_view english, chinese;
};

/// Why a key cannot be a file's name on every system that such files are copied to.
std::optional<Reason> unsafe(std::string_view key) {
    constexpr std::size_t kLongest = 200;
    if (key.find_first_not_of(" \t\n") == key.npos) return Reason{"it is empty", "是空的"};
    if (key.size() > kLongest) return Reason{"it is longer than 200 bytes", "超过 200 字节"};
    const auto forbidden = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
    };
    if (std::any_of(key.begin(), key.end(), forbidden))
        return Reason{"none of / \\ : * ? \" < > | and no control characters", "不能含有 / \\ : * ? \" < > | 和控制字符"};
    if (key.front() == '.' || key.front() == ' ' || key.back() == '.' || key.back() == ' ')
        return Reason{"it begins or ends with a dot or a blank", "开头或结尾是点或空格"};
    return std::nullopt;
}

/// Names that differ only in the case of letters are one on some systems.
std::string folded(std::string_view key) {
    std::string out(key);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

}  // namespace

std::optional<std::size_t> Table::find(std::string_view column) const {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Cell& c) { return c.str() == column; });
    return found == columns.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - columns.begin()));
}

std::optional<std::size_t> Table::find(std::string_view column, SourcePos where, Diagnostics& diagnostics) const {
    const auto found = find(column);
    if (found) return found;
    std::vector<std::string_view> names;
    for (const Cell& c : columns) names.push_back(c.str());
    const std::string_view meant = nearest(column, names);
    if (meant.empty()) diagnostics.report(Code::kNoColumn, where, {column, names_of(*this)});
    else diagnostics.report(Code::kNoColumnMeant, where, {column, meant});
    return std::nullopt;
}

std::optional<Table> read_table(std::string_view bytes, std::string_view file_name, Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.errors();
    Table out;
    out.file = std::make_shared<SourceFile>(SourceFile{std::string(file_name)});
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0"))
        return diagnostics.report(Code::kTableIsWorkbook, {out.file.get(), 0, 0}), std::nullopt;
    const bool xml = file_name.ends_with(".xml") || bytes.starts_with("<") || bytes.starts_with("\xEF\xBB\xBF<");
    if (xml) read_xml(bytes, out, diagnostics);
    else if (const auto text = decode(bytes, *out.file, diagnostics)) read_csv(*text, out, diagnostics);
    if (diagnostics.errors() == before) check_columns(out, diagnostics);
    if (diagnostics.errors() > before) return std::nullopt;
    return out;
}

std::optional<std::size_t> key_column(const Table& table, std::string_view asked, Diagnostics& diagnostics) {
    const std::string_view name = asked.empty() ? std::string_view(table.key) : asked;
    const SourcePos whole{table.file.get(), 0, 0};
    if (name.empty()) return diagnostics.report(Code::kNoKey, whole, {names_of(table)}), std::nullopt;
    const auto column = table.find(name, whole, diagnostics);
    if (!column) return std::nullopt;
    const std::size_t before = diagnostics.errors();
    std::map<std::string, std::uint32_t> lines;
    for (const Row& row : table.rows) {
        const Cell& cell = row.cells[*column];
        if (const auto reason = unsafe(cell.str()))
            diagnostics.report(Code::kKeyUnsafe, cell.pos, {cell.str(), reason->english, reason->chinese});
        const auto [first, added] = lines.emplace(folded(cell.str()), cell.pos.line);
        if (!added) diagnostics.report(Code::kKeyTwice, cell.pos, {cell.str(), fmt::format("{}", first->second)});
    }
    return diagnostics.errors() > before ? std::nullopt : column;
}

}  // namespace banxin::table
