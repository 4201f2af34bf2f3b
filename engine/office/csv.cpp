// Quotes of CSV (RFC 4180), and what spreadsheets make of text.
#include "office/csv.hpp"

#include <algorithm>

namespace banxin::office {
namespace {

bool is_number(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == ','; });
}

}  // namespace

std::string csv_cell(std::string_view text) {
    constexpr std::string_view kBeginsFormula = "=+-@\t\r";
    const bool formula = !text.empty() && kBeginsFormula.find(text.front()) != std::string_view::npos && !is_number(text);
    std::string shown(formula ? 1 : 0, '\'');
    shown += text;
    if (shown.find_first_of(",\"\r\n") == std::string::npos) return shown;
    std::string out = "\"";
    for (const char c : shown) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

}  // namespace banxin::office
