// Columns by name, keys, and which kind of table a file is.
#include "table/table.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "base/invisible.hpp"
#include "base/utf8.hpp"
#include "table/canonical.hpp"
#include "table/inside.hpp"

namespace banxin::table {
namespace {

std::string names_of(const Table& table) {
    std::vector<std::string> out;
    for (const Cell& column : table.columns) out.push_back(column.str());
    return listed(out);
}

void check_columns(const Table& table, Diagnostics& diagnostics) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Cell& column = table.columns[i];
        if (column.text.empty()) diagnostics.report(Code::kColumnUnnamed, column.pos);
        else if (*table.find(column.str()) != i) diagnostics.report(Code::kColumnTwice, column.pos, {column.str()});
    }
    if (table.size() == 0) diagnostics.report(Code::kNoRows, {table.file.get(), 0, 0});
}

struct Reason {
    std::string english, chinese;
    std::size_t at = 0;  // of the key's bytes
};

/// The first blank that is not plain, or character that nobody sees: two names would look the same.
std::optional<Reason> unseen(std::string_view key) {
    for (std::size_t at = 0; at < key.size();) {
        const std::size_t from = at;
        const char32_t c = utf8::next(key, at);
        if (c == U' ' || !is_unseen(c)) continue;
        const std::string name = utf8::name(c);
        return Reason{fmt::format("{} in it is not seen", name), fmt::format("其中有看不见的字符 {}", name), from};
    }
    return std::nullopt;
}

/// Why a key cannot be a file's name on every system that such files are copied to.
std::optional<Reason> unsafe(std::string_view key) {
    constexpr std::size_t kLongest = 200;
    if (key.find_first_not_of(" \t\n") == key.npos) return Reason{"it is empty", "是空的", 0};
    if (key.size() > kLongest) return Reason{"it is longer than 200 bytes", "超过 200 字节", 0};
    const auto forbidden = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
    };
    if (std::any_of(key.begin(), key.end(), forbidden))
        return Reason{"none of / \\ : * ? \" < > | and no control characters", "不能含有 / \\ : * ? \" < > | 和控制字符", 0};
    if (key.front() == '.' || key.front() == ' ' || key.back() == '.' || key.back() == ' ')
        return Reason{"it begins or ends with a dot or a blank", "开头或结尾是点或空格", 0};
    return unseen(key);
}

/// Keys of equal hashes, each but the first if they are equal.
void report_twice(std::vector<std::pair<std::size_t, std::uint32_t>> hashes, const Table& table, std::size_t column,
                  Diagnostics& diagnostics) {
    std::sort(hashes.begin(), hashes.end());
    const auto cell = [&](std::uint32_t row) { return table.row(row).cells[column]; };
    for (std::size_t from = 0, to = 0; from < hashes.size(); from = to) {
        while (to < hashes.size() && hashes[to].first == hashes[from].first) ++to;
        for (std::size_t i = from + 1; i < to; ++i) {
            const Cell here = cell(hashes[i].second);
            for (std::size_t k = from; k < i; ++k) {
                const Cell there = cell(hashes[k].second);
                if (folded(there.str()) != folded(here.str())) continue;
                diagnostics.report(Code::kKeyTwice, here.pos, {here.str(), fmt::format("{}", there.pos.line)});
                break;
            }
        }
    }
}

class Memory : public Store {
  public:
    explicit Memory(std::string bytes) : bytes_(std::move(bytes)) {}
    std::size_t size() const override { return bytes_.size(); }
    std::string read(std::size_t from, std::size_t size) const override { return bytes_.substr(std::min(from, bytes_.size()), size); }

  private:
    std::string bytes_;
};

}  // namespace

std::shared_ptr<const Store> in_memory(std::string bytes) { return std::make_shared<Memory>(std::move(bytes)); }

Row Table::row(std::size_t number) const {
    if (!text) return rows[number];
    const auto [offset, line] = places[number];
    const std::size_t end = number + 1 < places.size() ? places[number + 1].offset : text->size();
    return row_at(text->read(offset, end - offset), *file, line);
}

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

std::optional<Table> read_table(std::shared_ptr<const Store> bytes, std::string_view file_name, Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.errors();
    Table out;
    out.file = std::make_shared<SourceFile>(SourceFile{std::string(file_name)});
    const std::string head = bytes->read(0, 4);
    if (head.starts_with("PK\x03\x04") || head.starts_with("\xD0\xCF\x11\xE0"))
        return diagnostics.report(Code::kTableIsWorkbook, {out.file.get(), 0, 0}), std::nullopt;
    const auto whole = [&] { return bytes->read(0, bytes->size()); };
    if (file_name.ends_with(".xml") || head.starts_with("<") || head.starts_with("\xEF\xBB\xBF<")) {
        read_xml(whole(), out, diagnostics);
    } else {
        if (is_clean(*bytes)) out.text = std::move(bytes);
        else if (auto text = decode(whole(), *out.file, diagnostics)) out.text = in_memory(std::move(*text));
        if (out.text) read_csv(out, diagnostics);
    }
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
    std::vector<std::pair<std::size_t, std::uint32_t>> hashes;  // of keys, with their rows: the keys themselves are the table's
    hashes.reserve(table.size());
    for (std::size_t i = 0; i < table.size(); ++i) {
        const Row row = table.row(i);
        const Cell& cell = row.cells[*column];
        if (const auto reason = unsafe(cell.str()))
            diagnostics.report(Code::kKeyUnsafe, reason->at > 0 ? cell.text.at(reason->at) : cell.pos,
                               {cell.str(), reason->english, reason->chinese});
        hashes.emplace_back(std::hash<std::string>()(folded(cell.str())), static_cast<std::uint32_t>(i));
    }
    report_twice(std::move(hashes), table, *column, diagnostics);
    return diagnostics.errors() > before ? std::nullopt : column;
}

}  // namespace banxin::table
