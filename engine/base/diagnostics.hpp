// What went wrong, where, and what to do: codes with arguments, collected, rendered late in the reader's language.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/exit_code.hpp"
#include "base/source.hpp"

namespace banxin {

enum class Severity : std::uint8_t { kNote, kWarning, kError };
enum class Language : std::uint8_t { kEnglish, kChinese };

/// Every code of the program: one line each in base/codes/*.def, by the room that reports it.
enum class Code : std::uint16_t {
#define BANXIN_CODE(number, name, severity, exit, english, chinese) name = number,
#include "base/codes/all.def"
#undef BANXIN_CODE
};

/// One fault. Self-contained: it outlives the documents that it speaks of.
struct Diagnostic {
    Code code;
    std::string file;               // empty: no file
    std::uint32_t line;             // from 1; 0: the file as a whole
    std::uint32_t column;           // from 1, in code points
    std::vector<std::string> args;  // put into the message at {0}, {1}, ...

    bool operator==(const Diagnostic&) const = default;
};

/// Stands between the items of an argument that is a list; messages have 、 or a comma in its place.
inline constexpr char kBetweenItems = '\x1F';
/// The items as one argument; "-" where there are none.
std::string listed(std::span<const std::string> items);

Severity severity_of(Code code);
ExitCode exit_code_of(Code code);
/// "BX1203".
std::string name_of(Code code);
/// The message alone, without place and code.
std::string message(const Diagnostic& d, Language language);
/// "file:line:column: error[BX1203]: message".
std::string render(const Diagnostic& d, Language language);
/// One JSON object without a line end: severity, code, file, line, column, message (in `language`), args.
std::string render_json(const Diagnostic& d, Language language);

/// The reference page of all codes, as Markdown.
std::string codes_markdown(Language language);

/// Collects the faults of one run in the order found, each once. Not for use by several threads at once.
class Diagnostics {
  public:
    /// Beyond this many only counts are kept, so a hostile file cannot fill memory. An error takes the place of what is none.
    static constexpr std::size_t kLimit = 1'000;

    void report(Code code, SourcePos where, std::initializer_list<std::string_view> args = {});
    /// The same with a place by name, for faults in files that were never read.
    void report_in(Code code, std::string_view file, std::initializer_list<std::string_view> args = {});
    void add(Diagnostic d);
    /// What another collector found, with what it counted and did not keep.
    void add_all(const Diagnostics& others);

    std::span<const Diagnostic> all() const { return list_; }
    /// Faults that were found after kLimit and not kept.
    std::size_t dropped() const { return dropped_; }
    std::size_t errors() const { return errors_; }
    bool failed() const { return errors_ > 0; }
    /// Faults that a person must look at, though the work was done.
    std::size_t to_confirm() const { return to_confirm_; }
    /// The exit code of the gravest fault; kDone if there was none.
    ExitCode exit_code() const;
    /// What failed in part failed altogether: nothing was made after all.
    void none_made() { worst_ = worst_ == ExitCode::kSomeFailed ? ExitCode::kBadInput : worst_; }
    /// Sorts by file in order of first appearance, then line and column; stable.
    void sort();

  private:
    std::vector<Diagnostic> list_;
    std::size_t errors_ = 0;
    std::size_t to_confirm_ = 0;
    std::size_t dropped_ = 0;
    ExitCode worst_ = ExitCode::kDone;
};

/// The candidate nearest to `word` if it is near enough to be a slip (edit distance at most 2 and below half its length); else "".
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace banxin
