// A document on its way out: put on record, issued or given up; and what to do where its program ended in between.
#include "register/inside.hpp"

namespace banxin::registry {

bool Register::prepare(Issue& issue, const Publication& publication, const Stamp& stamp, Diagnostics& diagnostics) {
    auto prepared = inside_->changed(diagnostics, [&]() -> std::optional<Issue> {
        const auto now = inside_->read_issue(issue.id);
        if (!now || !inside_->expect(*now, State::kReserved, diagnostics)) return std::nullopt;
        if (now->open()) return inside_->under_way(*now, diagnostics), std::nullopt;
        Publication numbered = publication;
        if (!inside_->number(numbered.shares, *now, publication.copies, diagnostics)) return std::nullopt;
        inside_->add_event(issue.id, Kind::kPrepared, stamp, {}, numbered);
        return inside_->read_issue(issue.id);
    });
    if (prepared) issue = std::move(*prepared);  // not before it is on the disk
    return prepared.has_value();
}

std::optional<Issue> Register::Inside::held_by(const Issue& issue, Diagnostics& diagnostics) {
    auto now = read_issue(issue.id);
    if (!now || !expect(*now, State::kReserved, diagnostics)) return std::nullopt;
    const Event *mine = issue.open(), *open = now->open();
    if ((mine ? mine->id : 0) == (open ? open->id : 0)) return now;
    under_way(*now, diagnostics);
    return std::nullopt;
}

bool Register::issue(const Issue& issue, const Stamp& stamp, Diagnostics& diagnostics) {
    return inside_->changed(diagnostics, [&] {
        const auto now = inside_->held_by(issue, diagnostics);
        if (now && now->open()) inside_->set_issued(*now, now->open()->publication, {}, stamp);
        return now && now->open();
    });
}

std::optional<Issue> Register::made_for(std::string_view series, const std::string& document, Diagnostics& diagnostics) {
    return inside_->guarded(diagnostics, [&]() -> std::optional<Issue> {
        Statement row = inside_->database.prepare(
            "SELECT id FROM issue WHERE series = ?1 AND (document = ?2 OR EXISTS (SELECT 1 FROM event e JOIN file f ON f.event = e.id "
            "WHERE e.issue = issue.id AND e.kind IN ('prepared', 'issued') AND f.role IN ('manifest', 'pdf') AND f.path = ?2)) ORDER BY id "
            "DESC LIMIT 1");
        auto out = row.with(series).with(document).step() ? inside_->read_issue(row.integer(0)) : std::nullopt;
        return out && out->state() != State::kVoid ? out : std::nullopt;
    });
}

std::string Register::manifest_place(const std::string& sha256, Diagnostics& diagnostics) {
    return inside_->guarded(diagnostics, [&] {
        Statement row = inside_->database.prepare("SELECT path FROM file WHERE role = 'manifest' AND sha256 = ? ORDER BY id DESC LIMIT 1");
        return row.with(sha256).step() ? row.text(0) : std::string();
    });
}

bool Register::release(Issue& issue, const Stamp& stamp, Diagnostics& diagnostics) {
    auto released = inside_->changed(diagnostics, [&]() -> std::optional<Issue> {
        const auto now = inside_->held_by(issue, diagnostics);
        if (!now) return std::nullopt;
        if (now->open()) inside_->add_event(issue.id, Kind::kReleased, stamp, {}, {});
        return now->open() ? inside_->read_issue(issue.id) : issue;
    });
    if (released) issue = std::move(*released);
    return released.has_value();
}

bool Register::give_up(const Issue& issue, const Stamp& stamp, Diagnostics& diagnostics) {
    return inside_->changed(diagnostics, [&] {
        const auto now = inside_->held_by(issue, diagnostics);
        if (!now || now->kept() || (now->document.empty() && !now->open())) return now.has_value();
        if (!now->open()) inside_->add_event(issue.id, Kind::kPrepared, stamp, {}, {});  // only what is prepared is released
        inside_->add_event(issue.id, Kind::kReleased, stamp, "not published", {});
        return true;
    });
}

void Register::Inside::set_unpublished(const Issue& issue, const std::string& note, const Stamp& stamp) {
    if (!issue.document.empty()) add_event(issue.id, Kind::kVoid, stamp, note, {});
    else if (issue.open()) add_event(issue.id, Kind::kReleased, stamp, note, {});
}

std::optional<Issue> Register::Inside::settle(std::int64_t id, const Look& look, const Stamp& stamp) {
    const auto now = read_issue(id);
    if (!now || !now->under_way()) return std::nullopt;
    Finding found{Finding::Is::kNotPublished, "not published"};
    if (now->open()) found = look(*now, now->open()->publication);
    if (found.is == Finding::Is::kUnknown) return std::nullopt;
    if (found.is == Finding::Is::kPublished) set_issued(*now, now->open()->publication, found.note, stamp);
    else set_unpublished(*now, found.note, stamp);
    return read_issue(id);
}

std::vector<Issue> Register::recover(const Look& look, const Stamp& stamp, Diagnostics& diagnostics) {
    std::vector<Issue> out;
    for (const Issue& issue : issues("", diagnostics)) {
        if (!issue.under_way()) continue;
        auto settled = inside_->changed(diagnostics, [&] { return inside_->settle(issue.id, look, stamp); });
        if (settled) out.push_back(std::move(*settled));
    }
    return out;
}

}  // namespace banxin::registry
