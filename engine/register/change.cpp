// What people record by hand, and how events are written. Each change is one transaction, on the disk when it returns.
#include <algorithm>

#include <fmt/format.h>

#include "register/inside.hpp"

namespace banxin::registry {
namespace {

/// Of a date, with or without a time: how much of two can be compared.
std::string_view common(std::string_view at, std::string_view with) {
    constexpr std::size_t kDay = 10, kMinute = 16;
    return at.substr(0, std::min(at.size(), with.size()) < kMinute ? kDay : kMinute);
}

}  // namespace

/// Copy numbers in the order of the shares, after those given out before, where they have none yet. False: more than were printed.
bool Register::Inside::number(std::vector<Share>& shares, const Issue& issue, std::int64_t printed, Diagnostics& diagnostics) const {
    std::int64_t sum = issue.given(), last = issue.last_given();
    for (const Share& s : shares) sum += s.copies;
    if (sum > printed || printed > kMostCopies) {
        const Code code = sum > printed ? Code::kMoreThanPrinted : Code::kTooManyCopies;
        diagnostics.report_in(code, path,
                              {issue.series, issue.text, fmt::format("{}", sum > printed ? sum : kMostCopies), fmt::format("{}", printed)});
        return false;
    }
    for (Share& s : shares) {
        if (s.copies > 0 && s.first == 0) s.first = static_cast<int>(last) + 1;
        if (s.copies > 0) last = s.first + s.copies - 1;
    }
    return true;
}

bool Register::Inside::after_last(const Issue& issue, const Stamp& stamp, Diagnostics& diagnostics) const {
    const std::string& last = issue.events.back().stamp.at;
    if (common(stamp.at, last) >= common(last, stamp.at)) return true;
    diagnostics.report_in(Code::kBeforeLast, path, {issue.series, issue.text, stamp.at, last});
    return false;
}

bool Register::Inside::expect(const Issue& issue, State wanted, Diagnostics& diagnostics) const {
    const State state = issue.state();
    if (state == wanted) return true;
    const Code code = state == State::kReserved   ? Code::kNotIssued
                      : state == State::kIssued   ? Code::kAlreadyIssued
                      : state == State::kReplaced ? Code::kIsReplaced
                                                  : Code::kIsVoid;
    diagnostics.report_in(code, path, {issue.series, issue.text, issue.replaced_by});
    return false;
}

void Register::Inside::under_way(const Issue& issue, Diagnostics& diagnostics) const {
    diagnostics.report_in(Code::kUnderWay, path, {issue.series, issue.text});
}

bool Register::Inside::not_under_way(const Issue& issue, Diagnostics& diagnostics) const {
    if (issue.under_way()) under_way(issue, diagnostics);
    return !issue.under_way();
}

std::int64_t Register::Inside::add_event(std::int64_t issue, Kind kind, const Stamp& stamp, const std::string& note,
                                         const Publication& publication) {
    Statement event =
        database.prepare("INSERT INTO event (issue, kind, at, who, note, title, copies, shares, files) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    event.with(issue).with(name_of(kind)).with(stamp.at).with(stamp.who).with(note).with(publication.title).with(publication.copies);
    event.with(std::ssize(publication.shares)).with(std::ssize(publication.files)).step();
    const std::int64_t id = database.last_id();
    Statement share = database.prepare("INSERT INTO share (event, recipient, copies, first) VALUES (?, ?, ?, ?)");
    for (const Share& s : publication.shares) share.again().with(id).with(s.recipient).with(s.copies).with(s.first).step();
    Statement file = database.prepare("INSERT INTO file (event, role, path, sha256) VALUES (?, ?, ?, ?)");
    for (const File& f : publication.files) file.again().with(id).with(f.role).with(f.path).with(f.sha256).step();
    return id;
}

/// The one that it replaces may have become void meanwhile, or have been replaced before by one that is void now.
void Register::Inside::set_issued(const Issue& issue, const Publication& publication, const std::string& note, const Stamp& stamp) {
    add_event(issue.id, Kind::kIssued, stamp, note, publication);
    Statement row = database.prepare("SELECT replaces FROM issue WHERE id = ? AND replaces IS NOT NULL");
    const auto old = row.with(issue.id).step() ? read_issue(row.integer(0)) : std::nullopt;
    if (old && old->state() == State::kIssued) add_event(old->id, Kind::kReplaced, stamp, issue.text, {});
}

bool Register::issue(const Issue& issue, const Publication& publication, const Stamp& stamp, Diagnostics& diagnostics) {
    return inside_->changed(diagnostics, [&] {
        const auto now = inside_->read_issue(issue.id);
        if (!now || !inside_->expect(*now, State::kReserved, diagnostics) || !inside_->not_under_way(*now, diagnostics)) return false;
        if (!inside_->after_last(*now, stamp, diagnostics)) return false;
        Publication numbered = publication;
        if (!inside_->number(numbered.shares, *now, publication.copies, diagnostics)) return false;
        inside_->set_issued(*now, numbered, {}, stamp);
        return true;
    });
}

bool Register::make_void(const Issue& issue, const std::string& reason, const Stamp& stamp, Diagnostics& diagnostics) {
    return inside_->changed(diagnostics, [&] {
        const auto now = inside_->read_issue(issue.id);
        if (!now || !inside_->not_under_way(*now, diagnostics)) return false;
        if (now->state() != State::kReserved && !inside_->expect(*now, State::kIssued, diagnostics)) return false;
        if (!inside_->after_last(*now, stamp, diagnostics)) return false;
        inside_->add_event(issue.id, Kind::kVoid, stamp, reason, {});
        return true;
    });
}

bool Register::is_out(const Issue& issue, Diagnostics& diagnostics) const { return inside_->expect(issue, State::kIssued, diagnostics); }

bool Register::reprint(const Issue& issue, const Publication& publication, const std::string& note, const Stamp& stamp,
                       Diagnostics& diagnostics) {
    return inside_->changed(diagnostics, [&] {
        const auto now = inside_->read_issue(issue.id);
        if (!now || !inside_->expect(*now, State::kIssued, diagnostics)) return false;
        if (!inside_->after_last(*now, stamp, diagnostics)) return false;
        Publication numbered = publication;
        if (!inside_->number(numbered.shares, *now, now->copies() + publication.copies, diagnostics)) return false;
        inside_->add_event(issue.id, Kind::kReprinted, stamp, note, numbered);
        return true;
    });
}

bool Register::give_out(const Issue& issue, const std::vector<Share>& shares, const Stamp& stamp, Diagnostics& diagnostics) {
    return inside_->changed(diagnostics, [&] {
        const auto now = inside_->read_issue(issue.id);
        if (!now || !inside_->expect(*now, State::kIssued, diagnostics)) return false;
        if (!inside_->after_last(*now, stamp, diagnostics)) return false;
        Publication numbered;
        numbered.shares = shares;
        if (!inside_->number(numbered.shares, *now, now->copies(), diagnostics)) return false;
        inside_->add_event(issue.id, Kind::kCopies, stamp, {}, numbered);
        return true;
    });
}

}  // namespace banxin::registry
