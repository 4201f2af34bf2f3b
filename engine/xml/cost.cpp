// One walk over the tokens (XPath 1.0 section 3.7), which counts the steps that reach far.
#include "xml/cost.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "base/utf8.hpp"
#include "xml/characters.hpp"
#include "xml/expression.hpp"

namespace banxin::xml {
namespace {

constexpr std::array<std::string_view, 3> kNarrowAxes = {"attribute", "child", "self"};
constexpr std::array<std::string_view, 2> kDescents = {"descendant", "descendant-or-self"};
constexpr std::array<std::string_view, 4> kSideAxes = {"following", "following-sibling", "preceding", "preceding-sibling"};
constexpr std::array<std::string_view, 4> kNodeTests = {"comment", "node", "processing-instruction", "text"};

bool one_of(std::string_view word, const auto& words) { return std::find(words.begin(), words.end(), word) != words.end(); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Walk {
  public:
    explicit Walk(std::string_view text) : text_(text) {}

    Reach run() {
        for (at_ = behind_space(text_, 0); at_ < text_.size(); at_ = behind_space(text_, at_)) token();
        return out_;
    }

  private:
    enum class Last : std::uint8_t { kOperator, kNode, kScalar };  // kOperator: whatever an operand may follow

    void token() {
        const char c = text_[at_];
        if (c == '"' || c == '\'') {
            at_ = std::min(text_.find(c, at_ + 1), text_.size() - 1) + 1;
            last_ = Last::kScalar;
        } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
            while (is_digit(peek(0)) || peek(0) == '.') ++at_;
            last_ = Last::kScalar;
        } else if (const std::size_t end = behind_name(text_, at_); end > at_) {
            const std::string_view word = text_.substr(at_, end - at_);
            at_ = end;
            name(word);
        } else {
            sign(c);
        }
    }

    void name(std::string_view word) {
        const std::size_t behind = behind_space(text_, at_);
        if (last_ != Last::kOperator) {
            last_ = Last::kOperator;  // and, or, div, mod
        } else if (text_.substr(behind, 2) == "::") {
            at_ = behind + 2;
            if (one_of(word, kDescents)) descent();
            else if (one_of(word, kSideAxes)) sideways();
            else if (!one_of(word, kNarrowAxes)) upward();
        } else {
            last_ = Last::kNode;
        }
        begun_ = true;
    }

    void sign(char c) {
        if (c == '!') {  // what stands before it counts for the = behind it
            ++at_;
            return;
        }
        const bool twice = peek(1) == c, two = (c == '.' || c == '/') && twice;
        if (c == '/') {
            ++out_.steps;
            if (last_ == Last::kOperator) upward();
            else if (two) descent();
        }
        if (c == '.' && two) upward();
        if (c == '[' || c == '(' || c == '|' || c == ',') ++out_.steps;
        if (c == '[') ++depth_;
        if (c == ']') --depth_;
        if (c == '=' || c == '<' || c == '>') compared();
        const bool ends = c == '.' || c == ']' || c == ')' || (c == '*' && last_ == Last::kOperator);
        last_ = ends ? Last::kNode : Last::kOperator;
        begun_ = true;
        const bool with_equals = (c == '<' || c == '>') && peek(1) == '=';
        if (two || with_equals) at_ += 2;
        else utf8::next(text_, at_);
    }

    void descent() {
        if (depth_ > 0) upward();
    }
    void upward() {
        out_.whole = true;
        if (depth_ > 0) ++out_.again;
    }
    void sideways() {
        out_.whole = true;
        if (depth_ > 0 || begun_) ++out_.again;
    }

    /// Two sets are compared each with each; a set with a literal or with what a function gives is not.
    void compared() {
        const std::size_t next = behind_space(text_, at_ + (peek(1) == '=' ? 2 : 1));
        const std::size_t end = behind_name(text_, next);
        const bool function =
            end > next && text_.substr(behind_space(text_, end), 1) == "(" && !one_of(text_.substr(next, end - next), kNodeTests);
        const char c = next < text_.size() ? text_[next] : ' ';
        if (last_ == Last::kScalar || function || c == '"' || c == '\'' || is_digit(c)) return;
        ++out_.again;
        out_.whole = true;
    }

    char peek(std::size_t ahead) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : ' '; }

    std::string_view text_;
    std::size_t at_ = 0;
    Last last_ = Last::kOperator;
    int depth_ = 0;       // of predicates
    bool begun_ = false;  // something stands before
    Reach out_;
};

/// Without running over.
std::uint64_t times(std::uint64_t a, std::uint64_t b) {
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
    return b != 0 && a > kMost / b ? kMost : a * b;
}

}  // namespace

Reach reach_of(std::string_view expression) { return Walk(expression).run(); }

std::uint64_t most_visits(const Reach& reach, std::uint64_t inside, std::uint64_t whole) {
    std::uint64_t out = times(reach.steps, reach.whole ? whole : inside);
    for (unsigned i = 0; i < reach.again && out < std::numeric_limits<std::uint64_t>::max() && whole > 1; ++i) out = times(out, whole);
    return out;
}

}  // namespace banxin::xml
