// Checks of running text. Each knows what stands at both sides, also across inline elements.
#include "reader/running_text.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "reader/document_number.hpp"

namespace banxin::reader {
namespace {

constexpr std::u32string_view kOpening = U"“‘（《〈【〔「『", kClosing = U"”’）》〉】〕」』";

bool hanzi(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0x20000; }
bool common(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }
bool letter_or_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }
bool digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }
bool full_width_form(char32_t c) {
    return (c >= U'０' && c <= U'９') || (c >= U'Ａ' && c <= U'Ｚ') || (c >= U'ａ' && c <= U'ｚ') || c == U'％';
}

/// The full-width mark that should stand for `c` between these neighbours; 0: `c` is right, or no such mark.
char32_t full_width(char32_t before, char32_t c, char32_t after) {
    constexpr std::u32string_view kHalf = U",;:!?().", kFull = U"，；：！？（）。";
    const std::size_t at = kHalf.find(c);
    if (at == std::u32string_view::npos) return U'\0';
    bool chinese = hanzi(before) || hanzi(after);
    if (c == U'(') chinese = hanzi(after);  // what stands inside decides
    if (c == U')') chinese = hanzi(before);
    if (c == U'.') chinese = hanzi(before) && !(after > U' ' && after < 0x7F);
    return chinese ? kFull[at] : U'\0';
}

/// U+FE50 to U+FE5E are for old files alone; 0: none of them.
char32_t full_form(char32_t c) {
    constexpr std::u32string_view kSmall = U"﹐﹑﹒﹔﹕﹖﹗﹘﹙﹚﹛﹜﹝﹞", kFull = U"，、．；：？！—（）｛｝〔〕";
    const std::size_t at = kSmall.find(c);
    return at == kSmall.npos ? U'\0' : kFull[at];
}

class TextChecker {
  public:
    TextChecker(const InlineText& text, Diagnostics& diagnostics) : text_(text), diagnostics_(diagnostics) {
        std::size_t bytes = 0;
        for (const InlineSpan& span : text) bytes += span.text.size();
        chars_.reserve(bytes);
        for (const InlineSpan& span : text)
            for (std::size_t at = 0; at < span.text.size();) chars_ += utf8::next(span.text.str(), at);
    }

    void run(bool title) {
        if (chars_.find(U'《') != chars_.npos) find_titles();
        if (std::any_of(text_.begin(), text_.end(), is_foreign)) find_foreign();
        for (std::size_t i = 0; i < chars_.size();)
            i = common(chars_[i])    ? i + 1  // most of a text, and never a fault
                : dots(i)            ? next_
                : dashes(i)          ? next_
                : wide_forms(i)      ? next_
                : underscores(i)     ? next_
                : title_marks(i)     ? i + 1
                : document_number(i) ? next_
                                     : mark(i);
        pairs();
        notes();
        const char32_t last = at(chars_.size() - 1);
        if (title && (last == U'。' || last == U'；' || last == U'，')) report(Code::kTitleStop, chars_.size() - 1, {utf8::encode(last)});
    }

  private:
    struct Place {
        std::size_t index = 0, span = 0, offset = 0;
    };

    /// 0 beyond the text.
    char32_t at(std::size_t i) const { return i < chars_.size() ? chars_[i] : U'\0'; }
    char32_t before(std::size_t i) const { return i > 0 ? chars_[i - 1] : U'\0'; }
    void report(Code code, std::size_t i, std::initializer_list<std::string_view> args) { diagnostics_.report(code, place(i), args); }
    /// Where a character stands; asked for one after the other.
    SourcePos place(std::size_t i) {
        if (i < place_.index) place_ = {};
        while (true) {
            const SourceText& text = text_[place_.span].text;
            if (place_.offset >= text.size()) place_ = {place_.index, place_.span + 1, 0};
            else if (place_.index == i) return text.at(place_.offset);
            else {
                utf8::next(text.str(), place_.offset);
                ++place_.index;
            }
        }
    }
    std::string part(std::size_t from, std::size_t to) const {
        std::string out;
        for (std::size_t i = from; i < to; ++i) out += utf8::encode(chars_[i]);
        return out;
    }
    std::size_t run_end(std::size_t i) const {
        std::size_t end = i;
        while (end < chars_.size() && chars_[end] == chars_[i]) ++end;
        return end;
    }

    /// ... 。。。 and a single … for ……; true: the run ends before `next_`.
    bool dots(std::size_t i) {
        const char32_t c = chars_[i];
        if (c != U'.' && c != U'。' && c != U'…' && c != U'·') return false;
        next_ = run_end(i);
        const std::size_t length = next_ - i;
        if (length < (c == U'…' ? 1u : c == U'。' ? 2u : 3u)) return false;
        const bool right = c == U'…' && length % 2 == 0;
        if (!right && (c != U'.' || hanzi(before(i)) || hanzi(at(next_)) || before(i) > 0x2000))
            report(Code::kTypedPair, i, {part(i, next_), "……"});
        return true;
    }

    /// -- for ——, and a single — that stands for a pair: beside a mark, a blank or the edge. Between two hanzi it is a range: 北京—上海;
    /// so is -- between digits: 1--5月.
    bool dashes(std::size_t i) {
        const char32_t c = chars_[i];
        if (c != U'-' && c != U'—' && c != U'－') return false;
        next_ = run_end(i);
        const std::size_t length = next_ - i;
        const bool chinese = hanzi(before(i)) || hanzi(at(next_));
        const auto part_of_range = [](char32_t beside) {
            return hanzi(beside) || letter_or_digit(beside) || beside == U'％' || beside == U'%';
        };
        const bool range = length == 1 && (c != U'—' || (part_of_range(before(i)) && part_of_range(at(next_))));
        const bool digits = c != U'—' && length > 1 && digit(before(i)) && digit(at(next_));
        if (digits) report(Code::kTypedPair, i, {part(i, next_), "—"});
        else if (!range && chinese && !(c == U'—' && length % 2 == 0)) report(Code::kTypedPair, i, {part(i, next_), "——"});
        return true;
    }

    /// １２ and Ａ: set as written, but official text has half-width ones.
    bool wide_forms(std::size_t i) {
        next_ = i;
        std::string narrow;
        for (; full_width_form(at(next_)); ++next_) narrow += static_cast<char>(chars_[next_] - 0xFEE0);
        if (next_ == i) return false;
        report(Code::kWideForm, i, {part(i, next_), narrow});
        return true;
    }

    /// 《 around a title that has a wavy line, or at its beginning.
    bool title_marks(std::size_t i) {
        if (chars_[i] != U'《') return false;
        const InlineElement *here = title_around(i), *next = title_around(i + 1);
        const bool around = !here && next, begins = here && (i == 0 || title_around(i - 1) != here);
        if (around || begins) report(Code::kTitleMarkedTwice, i, {});
        return true;
    }
    const InlineElement* title_around(std::size_t i) const { return i < titles_.size() ? titles_[i] : nullptr; }
    static bool is_foreign(const InlineSpan& span) {
        const InlineElement* words = element_around(span, "span");
        return words && !words->lang.empty() && words->lang != "zh" && !words->lang.starts_with("zh-");
    }
    void find_foreign() {
        for (const InlineSpan& span : text_) {
            const bool foreign = is_foreign(span);
            for (std::size_t at = 0; at < span.text.size(); utf8::next(span.text.str(), at)) foreign_.push_back(foreign);
        }
    }
    void find_titles() {
        for (const InlineSpan& span : text_) {
            const InlineElement* title = element_around(span, "book-title");
            for (std::size_t at = 0; at < span.text.size(); utf8::next(span.text.str(), at)) titles_.push_back(title);
        }
    }

    /// ____ typed for a line to be written on; those of an address stand between letters.
    bool underscores(std::size_t i) {
        const char32_t c = chars_[i];
        if (c != U'_' && c != U'＿') return false;
        next_ = run_end(i);
        const bool inside = letter_or_digit(before(i)) && letter_or_digit(at(next_));
        if (next_ - i > 1 && !inside) report(Code::kUnderscores, i, {part(i, next_)});
        return true;
    }

    /// 国发[2012]5号, 国发〔2012〕第5号: a document's number as it should not be written.
    bool document_number(std::size_t i) {
        const auto [end, written] = loose_document_number(chars_, i);
        if (end == 0) return false;
        next_ = end;
        numbers_.emplace_back(i, end);
        const bool apart = i > 1 && blank(before(i)) && hanzi(chars_[i - 2]);
        const std::string typed = part(apart ? i - 1 : i, end);
        if (typed != written) report(Code::kDocumentNumber, i, {written});
        return true;
    }
    static bool blank(char32_t c) { return c == U' ' || c == U'\u3000'; }

    /// Half-width marks are right in other languages.
    std::size_t mark(std::size_t i) {
        const char32_t c = chars_[i];
        if (i < foreign_.size() && foreign_[i]) return i + 1;
        if (const char32_t full = full_width(before(i), c, at(i + 1)))
            report(Code::kHalfWidthMark, i, {utf8::encode(c), utf8::encode(full)});
        if (const char32_t full = full_form(c)) report(Code::kSmallForm, i, {utf8::encode(c), utf8::encode(full)});
        if ((c == U'"' || c == U'\'') && (hanzi(before(i)) || hanzi(at(i + 1)))) report(Code::kStraightQuote, i, {utf8::encode(c)});
        return i + 1;
    }

    /// Two notes without a character between them.
    void notes() {
        const InlineElement* before = nullptr;
        for (const InlineSpan& span : text_) {
            const InlineElement* note = element_around(span, "inline-note");
            if (note && before && note != before) diagnostics_.report(Code::kNotesTouch, note->pos);
            before = note;
        }
    }
    static const InlineElement* element_around(const InlineSpan& span, std::string_view name) {
        const auto named = [&](const InlineElementPtr& mark) { return mark->name == name; };
        const auto found = std::find_if(span.marks.begin(), span.marks.end(), named);
        return found == span.marks.end() ? nullptr : found->get();
    }

    /// Brackets and quotation marks without their other half.
    void pairs() {
        std::vector<std::size_t> open;
        auto number = numbers_.begin();  // what is wrong with its brackets has been said
        for (std::size_t i = 0; i < chars_.size(); ++i) {
            if (number != numbers_.end() && i == number->first) {
                i = number++->second - 1;
                continue;
            }
            if (common(chars_[i])) continue;
            if (kOpening.find(chars_[i]) != kOpening.npos) open.push_back(i);
            const std::size_t kind = kClosing.find(chars_[i]);
            if (kind == kClosing.npos || apostrophe(i)) continue;
            if (!open.empty() && chars_[open.back()] == kOpening[kind]) open.pop_back();
            else if (!list_number(i)) return unpaired(i, kOpening[kind]);
        }
        if (open.empty() || continued_quotation(open)) return;
        unpaired(open.back(), kClosing[kOpening.find(chars_[open.back()])]);
    }
    void unpaired(std::size_t i, char32_t other) { report(Code::kUnpairedMark, i, {utf8::encode(chars_[i]), utf8::encode(other)}); }

    bool apostrophe(std::size_t i) const { return chars_[i] == U'’' && letter_or_digit(before(i)); }

    /// 1） 一） a）
    bool list_number(std::size_t i) const {
        if (chars_[i] != U'）') return false;
        std::size_t from = i;
        while (from > 0 && (letter_or_digit(chars_[from - 1]) ||
                            std::u32string_view(U"一二三四五六七八九十").find(chars_[from - 1]) != std::u32string_view::npos))
            --from;
        return from < i && i - from <= 3 && (from == 0 || !hanzi(chars_[from - 1]));
    }

    /// A quotation of several paragraphs opens each of them and is closed in the last.
    bool continued_quotation(const std::vector<std::size_t>& open) const { return open.size() == 1 && open[0] == 0 && chars_[0] == U'“'; }

    const InlineText& text_;
    Diagnostics& diagnostics_;
    std::u32string chars_;
    std::vector<const InlineElement*> titles_;                  // around each character, where 《 stands anywhere
    std::vector<bool> foreign_;                                 // of each character; empty: none is
    std::vector<std::pair<std::size_t, std::size_t>> numbers_;  // of documents, from their brackets on
    Place place_;                                               // of the last fault
    std::size_t next_ = 0;                                      // what follows the run that a check has taken
};

}  // namespace

void check_running_text(const InlineText& text, bool title, Diagnostics& diagnostics) { TextChecker(text, diagnostics).run(title); }

}  // namespace banxin::reader
