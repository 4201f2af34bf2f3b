// The register's calls.
#include "register/register.hpp"

#include "api/calls.hpp"
#include "files/files.hpp"

struct banxin_register {
    std::unique_ptr<banxin::registry::Register> of;
    banxin::registry::Issue last;  // that text handed out belongs to
};

namespace banxin::api {
namespace {

std::string copy(banxin_text text) { return std::string(view(text)); }

int whole(std::uint32_t number) {
    if (number > INT32_MAX) throw Stopped{BANXIN_WRONG_CALL};
    return static_cast<int>(number);
}

registry::Stamp stamp_of(const banxin_stamp* given) {
    const banxin_stamp stamp = taken(given);
    if (stamp.at.size == 0 || stamp.who.size == 0) throw Stopped{BANXIN_WRONG_CALL};
    return {copy(stamp.at), copy(stamp.who)};
}

registry::Request request_of(banxin_text series, std::uint32_t year) {
    registry::Request out;
    out.series = copy(series);
    out.year = whole(year);
    return out;
}

banxin_issue_state state_of(const registry::Issue& issue) {
    switch (issue.state()) {
        case registry::State::kIssued: return BANXIN_ISSUED;
        case registry::State::kReplaced: return BANXIN_REPLACED;
        case registry::State::kVoid: return BANXIN_VOID;
        case registry::State::kReserved: break;
    }
    return BANXIN_RESERVED;
}

banxin_issue data_of(const registry::Issue& issue) {
    banxin_issue out{};
    out.struct_size = sizeof out;
    out.year = static_cast<std::uint32_t>(issue.numbers.year);
    out.number = static_cast<std::uint32_t>(issue.numbers.number);
    out.total = static_cast<std::uint32_t>(issue.numbers.total.value_or(0));
    out.state = issue.events.empty() ? BANXIN_RESERVED : state_of(issue);
    out.key = text_of(issue.key);
    out.text = text_of(issue.text);
    if (const registry::Event* issued = issue.last(registry::Kind::kIssued)) out.title = text_of(issued->publication.title);
    out.copies = static_cast<std::uint64_t>(issue.copies());
    return out;
}

/// Text of it lives in the register until the next call.
banxin_status hand_out(banxin_register& registry, registry::Issue issue, banxin_issue* out) {
    registry.last = std::move(issue);
    return give(data_of(registry.last), out);
}

banxin_register& checked(banxin_register* registry) {
    if (!registry) throw Stopped{BANXIN_WRONG_CALL};
    return *registry;
}

}  // namespace
}  // namespace banxin::api

using namespace banxin;
using namespace banxin::api;

extern "C" {

banxin_status banxin_register_open(banxin_text path, int create, banxin_diagnostics* diagnostics, banxin_register** out) {
    return guarded(diagnostics, out, [&](Diagnostics& found) -> std::unique_ptr<banxin_register> {
        if (path.size == 0) throw Stopped{BANXIN_WRONG_CALL};
        auto made = std::make_unique<banxin_register>();
        if (create == 0 || publish(copy(path), registry::Register::empty(), found))
            made->of = registry::Register::open(copy(path), registry::Register::For::kWriting, found);
        return made->of ? std::move(made) : nullptr;
    });
}

void banxin_register_free(banxin_register* registry) { const std::unique_ptr<banxin_register> owner(registry); }

banxin_status banxin_register_add_series(banxin_register* registry, const banxin_series* series, const banxin_stamp* stamp,
                                         banxin_diagnostics* diagnostics) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        if (!series) throw Stopped{BANXIN_WRONG_CALL};
        const banxin_series given = taken(series);
        if (given.name.size == 0 || given.pattern.size == 0) throw Stopped{BANXIN_WRONG_CALL};
        registry::Series made;
        made.name = copy(given.name);
        made.pattern = copy(given.pattern);
        made.counting = given.running != 0 ? registry::Counting::kRunning : registry::Counting::kYearly;
        made.supplement = given.supplement != 0;
        made.year = whole(given.last_year);
        made.number = whole(given.last_number);
        made.total = whole(given.last_total);
        return checked(registry).of->add(made, stamp_of(stamp), found) ? BANXIN_OK : status_of(found);
    });
}

banxin_status banxin_register_next(banxin_register* registry, banxin_text series, uint32_t year, banxin_diagnostics* diagnostics,
                                   banxin_issue* out) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        registry::Register& of = *checked(registry).of;
        const auto named = of.series(view(series), found);
        const auto next = named ? of.next(request_of(series, year), found) : std::nullopt;
        if (!next) return status_of(found);
        registry::Issue issue;
        issue.numbers = *next;
        issue.key = registry::key_of(*named, *next);
        issue.text = registry::written(*named, *next).value_or("");
        return hand_out(*registry, std::move(issue), out);
    });
}

banxin_status banxin_register_reserve(banxin_register* registry, banxin_text series, uint32_t year, const banxin_stamp* stamp,
                                      banxin_diagnostics* diagnostics, banxin_issue* out) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        if (!out || out->struct_size < sizeof(std::size_t)) throw Stopped{BANXIN_WRONG_CALL};  // before a number is taken
        auto issue = checked(registry).of->reserve(request_of(series, year), stamp_of(stamp), found);
        return issue ? hand_out(*registry, std::move(*issue), out) : status_of(found);
    });
}

banxin_status banxin_register_issue(banxin_register* registry, banxin_text series, banxin_text key, const banxin_publication* publication,
                                    const banxin_stamp* stamp, banxin_diagnostics* diagnostics) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        if (!publication) throw Stopped{BANXIN_WRONG_CALL};
        const banxin_publication given = taken(publication);
        registry::Publication made;
        made.title = copy(given.title);
        made.copies = whole(given.copies);
        if (given.path.size > 0) made.files.push_back({"pdf", copy(given.path), copy(given.sha256)});
        registry::Register& of = *checked(registry).of;
        const auto issue = of.find(view(series), view(key), found);
        return issue && of.issue(*issue, made, stamp_of(stamp), found) ? BANXIN_OK : status_of(found);
    });
}

banxin_status banxin_register_void(banxin_register* registry, banxin_text series, banxin_text key, banxin_text reason,
                                   const banxin_stamp* stamp, banxin_diagnostics* diagnostics) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        registry::Register& of = *checked(registry).of;
        const auto issue = of.find(view(series), view(key), found);
        return issue && of.make_void(*issue, copy(reason), stamp_of(stamp), found) ? BANXIN_OK : status_of(found);
    });
}

banxin_status banxin_register_find(banxin_register* registry, banxin_text series, banxin_text key, banxin_diagnostics* diagnostics,
                                   banxin_issue* out) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        auto issue = checked(registry).of->find(view(series), view(key), found);
        return issue ? hand_out(*registry, std::move(*issue), out) : status_of(found);
    });
}

banxin_status banxin_register_list(banxin_register* registry, banxin_text series, banxin_on_issue on_issue, void* user,
                                   banxin_diagnostics* diagnostics) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        if (!on_issue) throw Stopped{BANXIN_WRONG_CALL};
        for (const registry::Issue& issue : checked(registry).of->issues(view(series), found)) {
            const banxin_issue data = data_of(issue);
            if (on_issue(user, &data) != 0) throw Stopped{BANXIN_CANCELLED};
        }
        return found.failed() ? status_of(found) : BANXIN_OK;
    });
}

}  // extern "C"
