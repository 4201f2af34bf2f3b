// Numbers asked for and taken.
#include <fmt/format.h>

#include "base/values.hpp"
#include "register/inside.hpp"

namespace banxin::registry {
namespace {

std::string digits(int n) { return fmt::format("{}", n); }

/// The typed numbers are those that the register gives; else tells which it gives.
bool agrees(const Request& request, const Numbers& numbers, Diagnostics& diagnostics) {
    if (request.number && request.number->value != numbers.number) {
        const bool past = request.number->value < numbers.number;
        diagnostics.report(past ? Code::kNumberTaken : Code::kNumberNotNext, request.number->where,
                           {request.series, digits(request.number->value), digits(numbers.number)});
        return false;
    }
    if (request.total && request.total->value != numbers.total.value_or(0)) {
        if (numbers.total)
            diagnostics.report(Code::kTotalNotNext, request.total->where,
                               {request.series, digits(request.total->value), digits(*numbers.total)});
        else diagnostics.report(Code::kSeriesWithoutTotal, request.total->where, {request.series});
        return false;
    }
    return true;
}

}  // namespace

/// An issue that is out or was, and that no other replaces; one whose replacement became void may be replaced again.
bool Register::Inside::replaceable(const Issue& old, Diagnostics& diagnostics) {
    Statement other = database.prepare(
        "SELECT id FROM issue WHERE replaces = ? AND NOT EXISTS (SELECT 1 FROM event WHERE issue = issue.id AND kind = 'void') LIMIT 1");
    const bool taken = other.with(old.id).step();
    const bool was_out = old.state() == State::kReplaced || (old.state() == State::kVoid && old.last(Kind::kIssued));
    if (was_out && !taken) return true;
    if (!expect(old, State::kIssued, diagnostics)) return false;
    if (!taken) return true;
    const auto by = read_issue(other.integer(0));
    diagnostics.report_in(Code::kReplacedTwice, path, {old.series, old.text, by ? by->text : ""});
    return false;
}

bool Register::Inside::find_replaced(const Request& request, const Series& series, Asked& out, Diagnostics& diagnostics) {
    if (request.replaces.empty()) return true;
    const auto id = id_of(series, request.replaces);
    const auto old = id ? read_issue(*id) : std::nullopt;
    if (!old) return no_issue(series, request.replaces, diagnostics), false;
    out.replaces = old->id;
    if (!out.held) return replaceable(*old, diagnostics);
    if (out.held->replaces == old->key) return true;
    diagnostics.report_in(out.held->replaces.empty() ? Code::kReplacesNothing : Code::kReplacesAnother, path,
                          {series.name, out.held->text, old->text, out.held->replaces});
    return false;
}

/// The number of an earlier try of the document that was not published.
std::optional<Issue> Register::Inside::kept_for(const Request& request, const Series& series) {
    Statement row = database.prepare("SELECT id FROM issue WHERE series = ? AND document = ? AND year = ? ORDER BY id");
    row.with(series.name).with(request.document).with(request.year);
    while (row.step())
        if (auto issue = read_issue(row.integer(0)); issue && issue->kept() && issue->replaces == request.replaces) return issue;
    return std::nullopt;
}

/// Running totals grow with the years: once one has begun, no number of an earlier one is given.
bool Register::Inside::follows_all(const Request& request, const Series& series, Diagnostics& diagnostics) {
    if (!series.has_total()) return true;
    Statement later = database.prepare(
        "SELECT id FROM issue WHERE series = ? AND scope > ? AND NOT EXISTS (SELECT 1 FROM event WHERE issue = issue.id AND kind = 'void') "
        "ORDER BY id LIMIT 1");
    const auto one = later.with(series.name).with(request.year).step() ? read_issue(later.integer(0)) : std::nullopt;
    if (one) diagnostics.report_in(Code::kLaterYearBegun, path, {series.name, one->key, digits(request.year)});
    return !one;
}

std::optional<Register::Inside::Asked> Register::Inside::asked(const Request& request, const Series& series, Diagnostics& diagnostics) {
    if (series.counting == Counting::kYearly && request.year < series.year) {
        diagnostics.report_in(Code::kYearBeforeRegister, path, {series.name, digits(series.year), digits(request.year)});
        return std::nullopt;
    }
    if (request.year < kFirstYear || request.year > kLastYear) {
        diagnostics.report_in(Code::kBeyondRegister, path, {digits(request.year), digits(kFirstYear), digits(kLastYear)});
        return std::nullopt;
    }
    Asked out;
    if (request.number) {
        const auto id = id_of(series, key_of(series, {request.year, request.number->value, {}}));
        auto held = id ? read_issue(*id) : std::nullopt;
        if (held && !not_under_way(*held, diagnostics)) return std::nullopt;
        if (held && held->kept() && !request.document.empty() && held->document != request.document) {
            diagnostics.report(Code::kKeptForAnother, request.number->where, {series.name, held->text, held->document});
            return std::nullopt;
        }
        if (held && held->state() == State::kReserved) out.held = std::move(*held);
    }
    if (!request.number && !request.document.empty()) out.held = kept_for(request, series);
    if (!out.held && !follows_all(request, series, diagnostics)) return std::nullopt;
    out.numbers = out.held ? out.held->numbers : next_numbers(series, request.year);
    if (out.numbers.number > kMostNumber || out.numbers.total.value_or(0) > kMostTotal) {
        const bool number = out.numbers.number > kMostNumber;
        diagnostics.report_in(Code::kBeyondRegister, path,
                              {digits(number ? out.numbers.number : *out.numbers.total), "1", digits(number ? kMostNumber : kMostTotal)});
        return std::nullopt;
    }
    if (!agrees(request, out.numbers, diagnostics) || !find_replaced(request, series, out, diagnostics)) return std::nullopt;
    return out;
}

std::optional<Numbers> Register::next(const Request& request, Diagnostics& diagnostics) {
    return inside_->guarded(diagnostics, [&]() -> std::optional<Numbers> {
        const auto of = series(request.series, diagnostics);
        const auto asked = of ? inside_->asked(request, *of, diagnostics) : std::nullopt;
        return asked ? std::optional(asked->numbers) : std::nullopt;
    });
}

std::optional<Issue> Register::reserve(const Request& request, const Stamp& stamp, Diagnostics& diagnostics) {
    return inside_->changed(diagnostics, [&]() -> std::optional<Issue> {
        const auto of = series(request.series, diagnostics);
        auto asked = of ? inside_->asked(request, *of, diagnostics) : std::nullopt;
        if (!asked) return std::nullopt;
        if (asked->held) return std::move(asked->held);
        Statement row = inside_->database.prepare(
            "INSERT INTO issue (series, scope, year, number, total, document, replaces) VALUES (?, ?, ?, ?, ?, ?, ?)");
        row.with(of->name).with(of->counting == Counting::kYearly ? request.year : 0).with(request.year).with(asked->numbers.number);
        row.with(asked->numbers.total).with(request.document).with(asked->replaces).step();
        const std::int64_t id = inside_->database.last_id();
        inside_->add_event(id, Kind::kReserved, stamp, {}, {});
        auto taken = inside_->read_issue(id);
        const int begun = parse_number(std::string_view(stamp.at).substr(0, 4)).value_or(request.year);
        if (taken && of->has_total() && request.document.empty() && begun < request.year)
            diagnostics.report_in(Code::kYearAhead, inside_->path, {of->name, taken->text, stamp.at});
        return taken;
    });
}

}  // namespace banxin::registry
