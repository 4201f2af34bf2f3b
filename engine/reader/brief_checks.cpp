// Checks of meaning.
#include "reader/brief_checks.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "base/values.hpp"
#include "reader/directions.hpp"
#include "reader/pinyin.hpp"
#include "reader/readings.hpp"
#include "reader/running_text.hpp"
#include "reader/whitespace.hpp"

namespace banxin::reader {
namespace {

constexpr std::array<std::string_view, 5> kLines{"p", "title", "subtitle", "heading", "picture"};
constexpr int kFirstYear = 1900, kLastYear = 2199;

std::string trimmed(const xml::Element& element) { return std::string(reader::trimmed(xml::string_value(element).str())); }

std::optional<int> number(const xml::Element& element, std::string_view name) {
    const auto a = element.attribute(name);
    return a ? parse_number(a->value) : std::nullopt;
}

/// 1年, 10年, 6个月, 长期.
bool is_period(std::string_view text) {
    if (text == "长期") return true;
    for (const std::string_view unit : {"个月", "年"})
        if (text.ends_with(unit)) return parse_number(text.substr(0, text.size() - unit.size())).has_value();
    return false;
}

bool is_copy_number(std::string_view text) { return text == "auto" || (text.size() <= 6 && parse_number(text).has_value()); }

std::string in_half_width_digits(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = utf8::next(text, at);
        utf8::append(out, c >= U'０' && c <= U'９' ? c - U'０' + U'0' : c);
    }
    return out;
}

class Checker {
  public:
    explicit Checker(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    void all(const xml::Element& root) {
        const auto identity = xml::child_element(root, "identity"), distribution = xml::child_element(root, "distribution");
        if (identity) {
            if (const auto issue = xml::child_element(*identity, "issue-number")) issue_number(*issue);
            dates(*identity);
            restrictions(*identity);
            for (const std::string_view name : {"name", "issuer"})
                if (const auto element = xml::child_element(*identity, name)) marks(*element);
        }
        if (distribution) recipients(*distribution);
        if (identity && distribution) copies(*identity, *distribution);
        if (const auto dispatch = xml::child_element(root, "dispatch")) entries(*dispatch, distribution);
        inlines(root);
        check_directions(root, kLines, diagnostics_);
    }

  private:
    void issue_number(const xml::Element& issue) {
        const auto n = number(issue, "number"), total = number(issue, "total");
        const bool has_number = issue.attribute("number").has_value(), has_supplement = issue.attribute("supplement").has_value();
        const std::size_t known = (issue.attribute("year") ? 1u : 0u) + (issue.attribute("total") ? 1u : 0u);
        const bool misspelt = !has_number && !has_supplement && issue.attributes().size() > known;  // the table's check has said so
        if (has_number && has_supplement) diagnostics_.report(Code::kNumberOrSupplement, issue.pos());
        if (!has_number && !has_supplement && !misspelt) diagnostics_.report(Code::kNumberMissing, issue.pos());
        if (has_supplement && issue.attribute("total")) diagnostics_.report(Code::kSupplementTotal, issue.attribute("total")->name_pos);
        if (n && total && *total < *n)
            diagnostics_.report(Code::kTotalBelowNumber, issue.attribute("total")->value_pos,
                                {issue.attribute("total")->value, issue.attribute("number")->value});
    }

    void dates(const xml::Element& identity) {
        const auto date_element = xml::child_element(identity, "date");
        const auto date = date_element ? parse_iso_date(trimmed(*date_element)) : std::nullopt;
        if (!date) return;
        if (date->year < kFirstYear || date->year > kLastYear)
            diagnostics_.report(Code::kYearUnlikely, date_element->pos(), {trimmed(*date_element)});
        const auto issue = xml::child_element(identity, "issue-number");
        const auto year = issue ? number(*issue, "year") : std::nullopt;
        if (year && *year >= kFirstYear && *year <= kLastYear && *year != date->year)
            diagnostics_.report(Code::kYearDiffers, issue->attribute("year")->value_pos,
                                {issue->attribute("year")->value, trimmed(*date_element)});
        const auto printed = xml::child_element(identity, "printed");
        const auto on = printed ? printed->attribute("on") : std::nullopt;
        const auto print_date = on ? parse_iso_date(on->value) : std::nullopt;
        if (print_date && *print_date < *date)
            diagnostics_.report(Code::kPrintedBeforeIssue, on->value_pos, {on->value, trimmed(*date_element)});
    }

    void restrictions(const xml::Element& identity) {
        const auto security = xml::child_element(identity, "security"), copy = xml::child_element(identity, "copy-number"),
                   urgency = xml::child_element(identity, "urgency");
        if (const auto period = security ? security->attribute("period") : std::nullopt; period && !is_period(period->value))
            diagnostics_.report(Code::kNotAPeriod, period->value_pos, {period->value});
        const auto level = security ? security->attribute("level") : std::nullopt;
        const bool secret = level && (level->value == "绝密" || level->value == "机密" || level->value == "秘密");
        if (secret && !copy) diagnostics_.report(Code::kNoCopyNumber, security->pos(), {level->value});
        if (copy) copy_number(*copy);
        if (urgency && trimmed(*urgency) != "特急" && trimmed(*urgency) != "加急")
            diagnostics_.report(Code::kNotAnUrgency, urgency->pos(), {trimmed(*urgency)});
    }

    void copy_number(const xml::Element& copy) {
        const std::string typed = trimmed(copy), half = in_half_width_digits(typed);
        if (is_copy_number(typed)) return;
        if (is_copy_number(half)) diagnostics_.report(Code::kFullWidthValue, copy.pos(), {copy.name(), typed, half});
        else diagnostics_.report(Code::kNotACopyNumber, copy.pos(), {typed});
    }

    void recipients(const xml::Element& distribution) {
        std::set<std::string> names, roles;
        for (const xml::Element& group : xml::child_elements(distribution)) {
            if (const auto role = group.attribute("role"); role && !roles.insert(std::string(role->value)).second)
                diagnostics_.report(Code::kRoleTwice, role->value_pos, {role->value});
            for (const xml::Element& to : xml::child_elements(group)) {
                if (!names.insert(trimmed(to)).second) diagnostics_.report(Code::kRecipientTwice, to.pos(), {trimmed(to)});
                marks(to);
            }
        }
        const auto run = number(distribution, "copies");
        if (run && static_cast<std::size_t>(*run) < names.size())
            diagnostics_.report(Code::kFewCopies, distribution.attribute("copies")->value_pos,
                                {distribution.attribute("copies")->value, fmt::format("{}", names.size())});
    }

    /// No copy goes to two units, and all of them are printed.
    void entries(const xml::Element& dispatch, const std::optional<xml::Element>& distribution) {
        std::int64_t sum = 0;
        std::map<int, int> given;  // last copy by first
        for (const xml::Element& entry : xml::child_elements(dispatch)) {
            const auto copies = number(entry, "copies"), first = number(entry, "first-copy"), last = number(entry, "last-copy");
            sum += copies.value_or(0);
            if (first.has_value() != last.has_value()) diagnostics_.report(Code::kDispatchRange, entry.pos());
            if (!copies || !first || !last) continue;
            if (*last - *first + 1 != *copies)
                diagnostics_.report(
                    Code::kDispatchCopies, entry.attribute("copies")->value_pos,
                    {entry.attribute("copies")->value, entry.attribute("first-copy")->value, entry.attribute("last-copy")->value});
            const auto after = given.upper_bound(*last);
            if (after != given.begin() && std::prev(after)->second >= *first)
                diagnostics_.report(Code::kDispatchTwice, entry.attribute("first-copy")->value_pos,
                                    {fmt::format("{:06}", std::max(*first, std::prev(after)->first))});
            given.emplace(*first, *last);
        }
        const auto run = distribution ? number(*distribution, "copies") : std::nullopt;
        if (run && sum > *run)
            diagnostics_.report(Code::kDispatchAboveRun, dispatch.pos(),
                                {fmt::format("{}", sum), distribution->attribute("copies")->value});
    }

    void inlines(const xml::Element& parent) {
        for (const xml::Element& element : xml::child_elements(parent)) {
            if (element.name() == "ruby") ruby(element);
            else if (element.name() == "spread") spread(element);
            else if (element.name() == "circled") circled(element);
            else inside(element);
        }
    }

    /// What is drawn beside text is drawn once.
    void inside(const xml::Element& element) {
        const bool drawn = is_drawn(element.name());
        const bool twice = drawn && std::find(around_.begin(), around_.end(), element.name()) != around_.end();
        if (twice) diagnostics_.report(Code::kInsideItself, element.pos(), {element.name()});
        if (element.name() == "underline") underline(element);
        else if (drawn && element.name() != "strike") beside_marks(element);
        around_.push_back(element.name());
        inlines(element);
        around_.pop_back();
    }

    /// Dots and lines of names belong to words.
    void beside_marks(const xml::Element& element) {
        const std::string text = trimmed(element);
        if (!is_unseen(text) && marks_alone(text)) diagnostics_.report(Code::kMarksAlone, element.pos(), {element.name(), text});
    }

    /// Blanks typed in a row, as on a line to be written on; a line end in them is the editor's.
    void underline(const xml::Element& element) {
        const SourceText text = xml::string_value(element);
        const std::string& s = text.str();
        if (is_unseen(s)) return;  // the table's check has said so
        for (std::size_t at = s.find(' '); at < s.size(); at = s.find(' ', at)) {
            const std::size_t end = std::min(s.find_first_not_of(" \t\n", at), s.size());
            const bool typed = s.find('\n', at) >= end && (at == 0 || s[at - 1] != '\n');
            if (typed && end - at > 1) diagnostics_.report(Code::kUnderlinedBlanks, text.at(at), {fmt::format("{}", end - at)});
            at = end;
        }
    }

    void ruby(const xml::Element& element) {
        const auto reading = element.attribute("reading");
        if (!reading) return;
        const std::vector<SourceText> said = readings_of(SourceText(reading->value, reading->value_pos));
        const std::size_t readings = said.size(), bases = count_bases(trimmed(element), true);
        if (readings == 0 || bases == 0) return;  // the table's check has said so
        if (marks_alone(trimmed(element))) {
            diagnostics_.report(Code::kReadingOfMark, element.pos(), {trimmed(element)});
            return;
        }
        if (readings == 1 && blank_inside(trimmed(element))) diagnostics_.report(Code::kRubyBlank, element.pos());
        for (const SourceText& one : said)
            if (const std::string marked = with_tone_marks(one.str()); !marked.empty())
                diagnostics_.report(Code::kToneDigit, one.at(0), {one.str(), marked});
        const bool zhuyin = is_zhuyin(reading->value);
        if (readings == bases || (readings == 1 && !zhuyin)) return zhuyin ? syllables(said) : void();
        diagnostics_.report(zhuyin ? Code::kZhuyinCount : Code::kReadingCount, reading->value_pos,
                            {fmt::format("{}", readings), fmt::format("{}", bases)});
    }

    void syllables(const std::vector<SourceText>& said) {
        for (const SourceText& one : said)
            if (!is_zhuyin_syllable(one.str())) diagnostics_.report(Code::kNotASyllable, one.at(0), {one.str()});
    }

    void spread(const xml::Element& element) {
        const std::size_t characters = count_bases(trimmed(element), false);
        const auto cells = number(element, "cells");
        if (characters == 1) single(element);
        if (blank_inside(trimmed(element)) || blank_at_edge(xml::string_value(element).str()))
            return diagnostics_.report(Code::kSpreadBlank, element.pos());
        if (cells && characters > 1 && *cells > 1 && static_cast<std::size_t>(*cells) <= characters)
            diagnostics_.report(Code::kSpreadTooNarrow, element.attribute("cells")->value_pos,
                                {fmt::format("{}", *cells), fmt::format("{}", characters), fmt::format("{}", characters + 1)});
    }

    /// What cannot be spread: a hanzi, or a word whose letters stay together.
    void single(const xml::Element& element) {
        const std::string text = trimmed(element);
        if (is_word(text)) diagnostics_.report(Code::kSpreadWord, element.pos(), {text});
        else diagnostics_.report(Code::kSpreadSingle, element.pos());
    }

    /// A stretch with a line end in it is the editor's.
    static bool blank_at_edge(std::string_view text) {
        constexpr std::string_view kKeyboard = " \t\n";
        const std::size_t first = text.find_first_not_of(kKeyboard), last = text.find_last_not_of(kKeyboard) + 1;
        if (first == text.npos) return false;  // the table's check has said so
        const auto typed = [](std::string_view edge) { return !edge.empty() && edge.find('\n') == edge.npos; };
        const std::u32string inner = utf8::to_utf32(text.substr(first, last - first));
        return typed(text.substr(0, first)) || typed(text.substr(last)) || is_space(inner.front()) || is_space(inner.back());
    }

    /// 王 军, as names are spread by hand. Between Western words it stays.
    static bool blank_inside(std::string_view text) {
        const std::u32string chars = utf8::to_utf32(text);
        const auto blank = [](char32_t c) { return c == U' ' || c == U'\t' || c == U'\n' || is_space(c); };
        for (std::size_t i = 1; i + 1 < chars.size(); ++i) {
            const bool beside_hanzi = (is_wide(chars[i - 1]) && !blank(chars[i - 1])) || (is_wide(chars[i + 1]) && !blank(chars[i + 1]));
            if (blank(chars[i]) && beside_hanzi) return true;
        }
        return false;
    }

    void circled(const xml::Element& element) {
        const std::string text = trimmed(element);
        const auto n = parse_number(text);
        if (text.empty() || !is_circled(n)) {
            const std::string half = in_half_width_digits(text);
            if (is_circled(parse_number(half))) diagnostics_.report(Code::kFullWidthValue, element.pos(), {element.name(), text, half});
            else if (!text.empty()) diagnostics_.report(Code::kNotACircledNumber, element.pos(), {text});
        } else if (text.front() == '0') {
            diagnostics_.report(Code::kCircledZeros, element.pos(), {text, fmt::format("{}", *n)});
        }
    }

    static bool is_circled(std::optional<int> n) { return n && *n >= 1 && *n <= 999; }

    void copies(const xml::Element& identity, const xml::Element& distribution) {
        const auto copy = xml::child_element(identity, "copy-number");
        const auto number_of_copy = copy ? parse_number(trimmed(*copy)) : std::nullopt, run = number(distribution, "copies");
        if (number_of_copy && run && *number_of_copy > *run)
            diagnostics_.report(Code::kCopyNumberAboveRun, copy->pos(), {trimmed(*copy), distribution.attribute("copies")->value});
    }

    void marks(const xml::Element& element) { check_running_text(normalise({{xml::string_value(element), {}}}), false, diagnostics_); }

    Diagnostics& diagnostics_;
    std::vector<std::string_view> around_;  // elements that are open
};

}  // namespace

void check_meaning(const xml::Document& document, Diagnostics& diagnostics) { Checker(diagnostics).all(document.root()); }

}  // namespace banxin::reader
