// What is written: numbers taken, events added. Each change is one transaction, on the disk when it returns.
#include <algorithm>

#include <fmt/format.h>

#include "register/inside.hpp"

namespace banxin::registry {
namespace {

std::string digits(int n) { return fmt::format("{}", n); }

/// True if the issue is in the state; else says in which it is.
bool expect(const Issue& issue, State wanted, const std::string& path, Diagnostics& diagnostics) {
    const State state = issue.state();
    if (state == wanted) return true;
    const Code code = state == State::kReserved   ? Code::kNotIssued
                      : state == State::kIssued   ? Code::kAlreadyIssued
                      : state == State::kReplaced ? Code::kIsReplaced
                                                  : Code::kIsVoid;
    diagnostics.report_in(code, path, {issue.series, issue.text, issue.replaced_by});
    return false;
}

/// Copy numbers in the order of the shares, after those given out before. False: more than were printed.
bool number(std::vector<Share>& shares, const Issue& issue, int printed, const std::string& path, Diagnostics& diagnostics) {
    int given = 0;
    for (const Event& e : issue.events)
        if (e.kind != Kind::kPrepared)
            for (const Share& s : e.publication.shares) given += s.copies;
    for (Share& s : shares) {
        s.first = s.copies > 0 ? given + 1 : 0;
        given += s.copies;
    }
    if (given > printed) diagnostics.report_in(Code::kMoreThanPrinted, path, {issue.series, issue.text, digits(given), digits(printed)});
    return given <= printed;
}

}  // namespace

std::int64_t Register::Inside::add_event(std::int64_t issue, Kind kind, const Stamp& stamp, const std::string& note,
                                         const Publication& publication) {
    Statement event = database.prepare("INSERT INTO event (issue, kind, at, who, note, title, copies) VALUES (?, ?, ?, ?, ?, ?, ?)");
    event.with(issue).with(name_of(kind)).with(stamp.at).with(stamp.who).with(note).with(publication.title).with(publication.copies).step();
    const std::int64_t id = database.last_id();
    for (const Share& s : publication.shares) {
        Statement share = database.prepare("INSERT INTO share (event, recipient, copies, first) VALUES (?, ?, ?, ?)");
        share.with(id).with(s.recipient).with(s.copies).with(s.first).step();
    }
    for (const File& f : publication.files) {
        Statement file = database.prepare("INSERT INTO file (event, role, path, sha256) VALUES (?, ?, ?, ?)");
        file.with(id).with(f.role).with(f.path).with(f.sha256).step();
    }
    return id;
}

void Register::Inside::set_issued(const Issue& issue, const Publication& publication, const std::string& note, const Stamp& stamp) {
    add_event(issue.id, Kind::kIssued, stamp, note, publication);
    Statement old = database.prepare("SELECT replaces FROM issue WHERE id = ? AND replaces IS NOT NULL");
    if (!old.with(issue.id).step()) return;
    add_event(old.integer(0), Kind::kReplaced, stamp, issue.text, {});
}

namespace {

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

std::optional<Issue> Register::Inside::asked(const Request& request, const Series& series, Diagnostics& diagnostics) {
    if (series.counting == Counting::kYearly && request.year < series.year) {
        diagnostics.report_in(Code::kYearBeforeRegister, path, {series.name, digits(series.year), digits(request.year)});
        return std::nullopt;
    }
    Issue out;
    if (request.number) {
        const auto id = id_of(series, key_of(series, {request.year, request.number->value, {}}));
        auto held = id ? read_issue(*id) : std::nullopt;
        if (held && held->state() == State::kReserved && held->document.empty()) out = std::move(*held);
    }
    if (out.id == 0) out.numbers = next_numbers(series, request.year);
    if (!agrees(request, out.numbers, diagnostics)) return std::nullopt;
    out.series = series.name;
    out.text = written(series, out.numbers).value_or("");
    return out;
}

std::optional<Numbers> Register::next(const Request& request, Diagnostics& diagnostics) {
    return inside_->guarded(diagnostics, [&]() -> std::optional<Numbers> {
        const auto of = series(request.series, diagnostics);
        const auto issue = of ? inside_->asked(request, *of, diagnostics) : std::nullopt;
        return issue ? std::optional(issue->numbers) : std::nullopt;
    });
}

std::optional<Issue> Register::reserve(const Request& request, const Stamp& stamp, Diagnostics& diagnostics) {
    return inside_->changed(diagnostics, [&]() -> std::optional<Issue> {
        const auto of = series(request.series, diagnostics);
        auto out = of ? inside_->asked(request, *of, diagnostics) : std::nullopt;
        if (!out || out->id != 0) return out;
        std::optional<std::int64_t> replaces;
        if (!request.replaces.empty()) {
            const auto old = find(request.series, request.replaces, diagnostics);
            if (!old || !expect(*old, State::kIssued, inside_->path, diagnostics)) return std::nullopt;
            replaces = old->id;
        }
        Statement row = inside_->database.prepare(
            "INSERT INTO issue (series, scope, year, number, total, document, replaces) VALUES (?, ?, ?, ?, ?, ?, ?)");
        row.with(of->name).with(of->counting == Counting::kYearly ? request.year : 0).with(request.year).with(out->numbers.number);
        row.with(out->numbers.total).with(request.document).with(replaces).step();
        const std::int64_t id = inside_->database.last_id();
        inside_->add_event(id, Kind::kReserved, stamp, {}, {});
        return inside_->read_issue(id);
    });
}

bool Register::prepare(const Issue& issue, const Publication& publication, const Stamp& stamp, Diagnostics& diagnostics) {
    return inside_->changed(diagnostics, [&] {
        const auto now = inside_->read_issue(issue.id);
        if (!now || !expect(*now, State::kReserved, inside_->path, diagnostics)) return false;
        inside_->add_event(issue.id, Kind::kPrepared, stamp, {}, publication);
        return true;
    });
}

bool Register::issue(const Issue& issue, const Stamp& stamp, Diagnostics& diagnostics) {
    return inside_->changed(diagnostics, [&] {
        const auto now = inside_->read_issue(issue.id);
        if (!now || !expect(*now, State::kReserved, inside_->path, diagnostics)) return false;
        const Event* prepared = now->last(Kind::kPrepared);
        inside_->set_issued(*now, prepared ? prepared->publication : Publication{}, {}, stamp);
        return true;
    });
}

bool Register::issue(const Issue& issue, const Publication& publication, const Stamp& stamp, Diagnostics& diagnostics) {
    return inside_->changed(diagnostics, [&] {
        const auto now = inside_->read_issue(issue.id);
        if (!now || !expect(*now, State::kReserved, inside_->path, diagnostics)) return false;
        Publication numbered = publication;
        if (!number(numbered.shares, *now, publication.copies, inside_->path, diagnostics)) return false;
        inside_->set_issued(*now, numbered, {}, stamp);
        return true;
    });
}

bool Register::make_void(const Issue& issue, const std::string& reason, const Stamp& stamp, Diagnostics& diagnostics) {
    return inside_->changed(diagnostics, [&] {
        const auto now = inside_->read_issue(issue.id);
        if (!now || (now->state() != State::kReserved && !expect(*now, State::kIssued, inside_->path, diagnostics))) return false;
        inside_->add_event(issue.id, Kind::kVoid, stamp, reason, {});
        return true;
    });
}

bool Register::reprint(const Issue& issue, const Publication& publication, const std::string& note, const Stamp& stamp,
                       Diagnostics& diagnostics) {
    return inside_->changed(diagnostics, [&] {
        const auto now = inside_->read_issue(issue.id);
        if (!now || !expect(*now, State::kIssued, inside_->path, diagnostics)) return false;
        Publication numbered = publication;
        if (!number(numbered.shares, *now, now->copies() + publication.copies, inside_->path, diagnostics)) return false;
        inside_->add_event(issue.id, Kind::kReprinted, stamp, note, numbered);
        return true;
    });
}

bool Register::give_out(const Issue& issue, const std::vector<Share>& shares, const Stamp& stamp, Diagnostics& diagnostics) {
    return inside_->changed(diagnostics, [&] {
        const auto now = inside_->read_issue(issue.id);
        if (!now || !expect(*now, State::kIssued, inside_->path, diagnostics)) return false;
        Publication numbered;
        numbered.shares = shares;
        if (!number(numbered.shares, *now, now->copies(), inside_->path, diagnostics)) return false;
        inside_->add_event(issue.id, Kind::kCopies, stamp, {}, numbered);
        return true;
    });
}

std::vector<Issue> Register::recover(const Published& published, const Stamp& stamp, Diagnostics& diagnostics) {
    std::vector<Issue> out;
    for (const Issue& issue : issues("", diagnostics)) {
        const Event* prepared = issue.last(Kind::kPrepared);
        if (issue.state() != State::kReserved || (issue.document.empty() && !prepared)) continue;
        const auto& files = prepared ? prepared->publication.files : std::vector<File>{};
        const auto pdf = std::find_if(files.begin(), files.end(), [](const File& f) { return f.role == "pdf"; });
        const bool is_out = pdf != files.end() && published(issue, *pdf);
        if (!is_out && issue.document.empty()) continue;  // reserved by hand: it stays so
        const bool done = inside_->changed(diagnostics, [&] {
            if (is_out) inside_->set_issued(issue, prepared->publication, "found published", stamp);
            else inside_->add_event(issue.id, Kind::kVoid, stamp, "not published", {});
            return true;
        });
        if (!done) break;
        if (auto now = inside_->guarded(diagnostics, [&] { return inside_->read_issue(issue.id); })) out.push_back(std::move(*now));
    }
    return out;
}

}  // namespace banxin::registry
