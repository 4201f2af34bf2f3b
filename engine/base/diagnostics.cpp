// The table of codes and the rendering of diagnostics.
#include "base/diagnostics.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <tuple>

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace banxin {
namespace {

struct Entry {
    Code code;
    Severity severity;
    ExitCode exit;
    std::string_view english;
    std::string_view chinese;
};

constexpr Entry kEntries[] = {
#define BANXIN_CODE(number, name, severity, exit, english, chinese) {Code::name, Severity::k##severity, ExitCode::exit, english, chinese},
#include "base/codes/all.def"
#undef BANXIN_CODE
};

constexpr bool no_code_twice() {
    for (auto a = std::begin(kEntries); a != std::end(kEntries); ++a)
        for (auto b = std::next(a); b != std::end(kEntries); ++b)
            if (a->code == b->code) return false;
    return true;
}
static_assert(no_code_twice());

const Entry& entry_of(Code code) {
    return *std::find_if(std::begin(kEntries), std::end(kEntries), [&](const Entry& e) { return e.code == code; });
}

void append_argument(std::string& out, std::string_view argument, Language language) {
    for (const char c : argument)
        if (c == kBetweenItems) out += language == Language::kEnglish ? ", " : "、";
        else out += c;
}

/// Puts args at {0}, {1}, ...; a brace that names no argument stays as it is.
std::string fill(std::string_view pattern, const std::vector<std::string>& args, Language language) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool holder = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' && pattern[i + 1] >= '0' &&
                            static_cast<std::size_t>(pattern[i + 1] - '0') < args.size();
        if (!holder) {
            out += pattern[i];
            continue;
        }
        append_argument(out, args[static_cast<std::size_t>(pattern[i + 1] - '0')], language);
        i += 2;
    }
    return out;
}

std::string_view word_of(Severity severity, Language language) {
    const bool english = language == Language::kEnglish;
    switch (severity) {
        case Severity::kNote: return english ? "note" : "提示";
        case Severity::kWarning: return english ? "warning" : "警告";
        case Severity::kError: break;
    }
    return english ? "error" : "错误";
}

bool is_error(const Diagnostic& d) { return severity_of(d.code) == Severity::kError; }
bool is_to_confirm(const Diagnostic& d) { return exit_code_of(d.code) == ExitCode::kToConfirm; }

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    out += '"';
}

std::size_t edit_distance(const std::u32string& a, const std::u32string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t substitute = diagonal + (a[i] != b[j]);
            diagonal = row[j + 1];
            row[j + 1] = std::min({substitute, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

}  // namespace

std::string listed(std::span<const std::string> items) {
    std::string out;
    for (const std::string& item : items) out += (out.empty() ? "" : std::string(1, kBetweenItems)) + item;
    return out.empty() ? "-" : out;
}

Severity severity_of(Code code) { return entry_of(code).severity; }
ExitCode exit_code_of(Code code) { return entry_of(code).exit; }
std::string name_of(Code code) { return fmt::format("BX{:04}", static_cast<unsigned>(code)); }

std::string message(const Diagnostic& d, Language language) {
    const Entry& entry = entry_of(d.code);
    return fill(language == Language::kEnglish ? entry.english : entry.chinese, d.args, language);
}

std::string render(const Diagnostic& d, Language language) {
    std::string out = d.file;
    if (!d.file.empty() && d.line > 0) out += fmt::format(":{}:{}", d.line, d.column);
    if (!out.empty()) out += ": ";
    out += fmt::format("{}[{}]: {}", word_of(severity_of(d.code), language), name_of(d.code), message(d, language));
    return out;
}

std::string render_json(const Diagnostic& d, Language language) {
    std::string out =
        fmt::format("{{\"severity\":\"{}\",\"code\":\"{}\",\"file\":", word_of(severity_of(d.code), Language::kEnglish), name_of(d.code));
    append_json_string(out, d.file);
    out += fmt::format(",\"line\":{},\"column\":{},\"message\":", d.line, d.column);
    append_json_string(out, message(d, language));
    out += ",\"args\":[";
    for (std::size_t i = 0; i < d.args.size(); ++i) {
        if (i > 0) out += ',';
        std::string argument;
        append_argument(argument, d.args[i], Language::kEnglish);
        append_json_string(out, argument);
    }
    out += "]}";
    return out;
}

void Diagnostics::report(Code code, SourcePos where, std::initializer_list<std::string_view> args) {
    Diagnostic d{code, where.file ? where.file->name : std::string(), where.line, where.column, {}};
    d.args.assign(args.begin(), args.end());
    add(std::move(d));
}

void Diagnostics::report_in(Code code, std::string_view file, std::initializer_list<std::string_view> args) {
    Diagnostic d{code, std::string(file), 0, 0, {}};
    d.args.assign(args.begin(), args.end());
    add(std::move(d));
}

void Diagnostics::add(Diagnostic d) {
    const bool full = list_.size() >= kLimit;
    if (!full && std::find(list_.begin(), list_.end(), d) != list_.end()) return;  // the same thing met again on another way
    if (is_error(d)) ++errors_;
    if (is_to_confirm(d)) ++to_confirm_;
    worst_ = std::max(worst_, exit_code_of(d.code));
    if (!full) return list_.push_back(std::move(d));
    ++dropped_;
    const auto lesser = is_error(d) ? std::find_if_not(list_.rbegin(), list_.rend(), is_error) : list_.rend();
    if (lesser == list_.rend()) return;
    list_.erase(std::prev(lesser.base()));
    list_.push_back(std::move(d));
}

void Diagnostics::add_all(const Diagnostics& others) {
    for (const Diagnostic& d : others.list_) add(d);
    const auto kept = [&](auto test) { return static_cast<std::size_t>(std::count_if(others.list_.begin(), others.list_.end(), test)); };
    errors_ += others.errors_ - kept(is_error);
    to_confirm_ += others.to_confirm_ - kept(is_to_confirm);
    dropped_ += others.dropped_;
    worst_ = std::max(worst_, others.worst_);
}

ExitCode Diagnostics::exit_code() const { return worst_; }

void Diagnostics::sort() {
    std::vector<std::string> order;
    for (const Diagnostic& d : list_)
        if (std::find(order.begin(), order.end(), d.file) == order.end()) order.push_back(d.file);
    const auto rank = [&](const Diagnostic& d) { return std::find(order.begin(), order.end(), d.file) - order.begin(); };
    std::stable_sort(list_.begin(), list_.end(), [&](const Diagnostic& a, const Diagnostic& b) {
        return std::tuple(rank(a), a.line, a.column) < std::tuple(rank(b), b.line, b.column);
    });
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
    if (word.size() > 64) return {};  // not a slip of a known word
    const std::u32string wanted = utf8::to_utf32(word);
    std::string_view best;
    std::size_t best_distance = 3;
    for (const std::string_view candidate : candidates) {
        const std::size_t distance = edit_distance(wanted, utf8::to_utf32(candidate));
        if (distance < best_distance && distance * 2 < wanted.size() + 1) {
            best = candidate;
            best_distance = distance;
        }
    }
    return best;
}

}  // namespace banxin
