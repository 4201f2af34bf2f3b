// banxin_register_calls.hpp - how the register in C++ calls banxin.h; a part of banxin.hpp, which includes it.
#pragma once

#include "banxin.hpp"

namespace banxin {
inline namespace v1 {

namespace detail {

inline Issue issue_of(const banxin_issue& from) {
    Issue out{from.year,
              from.number,
              from.total,
              static_cast<banxin_issue_state>(from.state),
              copy(from.series),
              copy(from.key),
              copy(from.text),
              copy(from.title),
              from.copies,
              copy(from.replaces),
              copy(from.replaced_by),
              {}};
    for (std::size_t i = 0; i < from.event_count; ++i) {
        const banxin_event& e = from.events[i];
        Event& event = out.events.emplace_back();
        event.kind = static_cast<banxin_event_kind>(e.kind);
        event.stamp = {copy(e.at), copy(e.who)};
        event.note = copy(e.note);
        event.publication.title = copy(e.title);
        event.publication.copies = e.copies;
        for (std::size_t s = 0; s < e.share_count; ++s)
            event.publication.shares.push_back({copy(e.shares[s].recipient), e.shares[s].copies, e.shares[s].first});
        for (std::size_t f = 0; f < e.file_count; ++f)
            event.publication.files.push_back({copy(e.files[f].role), copy(e.files[f].path), copy(e.files[f].sha256)});
    }
    return out;
}

/// Where a callback puts what it is told.
template <class Made>
struct Collected {
    Call* call;
    std::vector<Made> all;
};

inline int on_issue(void* user, const banxin_issue* issue) {
    auto* to = static_cast<Collected<Issue>*>(user);
    return to->call->run([&] { to->all.push_back(issue_of(*issue)); }) ? 0 : 1;
}

inline int on_series(void* user, const banxin_series* s) {
    auto* to = static_cast<Collected<Series>*>(user);
    return to->call->run([&] {
        to->all.push_back({copy(s->name), copy(s->pattern), s->running != 0, s->supplement != 0, copy(s->last), s->last_total});
    })
               ? 0
               : 1;
}

inline std::vector<banxin_share> in_c(const std::vector<Share>& shares) {
    std::vector<banxin_share> out;
    for (const Share& s : shares) out.push_back({text_of(s.recipient), s.copies, s.first});
    return out;
}

struct PublicationInC {
    explicit PublicationInC(const Publication& from) : shares(in_c(from.shares)) {
        for (const File& f : from.files) files.push_back({text_of(f.role), text_of(f.path), text_of(f.sha256)});
        publication.struct_size = sizeof publication;
        publication.title = text_of(from.title);
        publication.copies = from.copies;
        publication.shares = shares.data();
        publication.share_count = shares.size();
        publication.files = files.data();
        publication.file_count = files.size();
    }
    PublicationInC(const PublicationInC&) = delete;
    PublicationInC& operator=(const PublicationInC&) = delete;
    std::vector<banxin_share> shares;
    std::vector<banxin_file> files;
    banxin_publication publication{};
};

inline banxin_issue empty_issue() {
    banxin_issue out{};
    out.struct_size = sizeof out;
    return out;
}

}  // namespace detail

template <class Work>
void Register::call(Work work) {
    detail::Call call(language_);
    call.check(work(call));
    found_ = call.found();
}

inline Register::Register(const std::string& path, banxin_register_use use, banxin_language language) : language_(language) {
    call([&](detail::Call& c) {
        banxin_register* made = nullptr;
        const banxin_status status = banxin_register_open(detail::text_of(path), use, c.list(), &made);
        register_.reset(made);
        return status;
    });
}

inline void Register::create(const std::string& path, banxin_language language) {
    const detail::Call call(language);
    call.check(banxin_register_create(detail::text_of(path), call.list()));
}

inline void Register::add(const Series& s, const Stamp& stamp) {
    const banxin_stamp by = detail::in_c(stamp);
    const banxin_series series{sizeof series,     detail::text_of(s.name), detail::text_of(s.pattern),
                               s.running ? 1 : 0, s.supplement ? 1 : 0,    detail::text_of(s.last),
                               s.last_total};
    call([&](detail::Call& c) { return banxin_register_add_series(get(), &series, &by, c.list()); });
}

inline std::vector<Series> Register::series() {
    detail::Collected<Series> to{nullptr, {}};
    call([&](detail::Call& c) {
        to.call = &c;
        return banxin_register_series(get(), detail::on_series, &to, c.list());
    });
    return std::move(to.all);
}

inline Issue Register::next(const std::string& series, std::uint32_t year) {
    banxin_issue out = detail::empty_issue();
    call([&](detail::Call& c) { return banxin_register_next(get(), detail::text_of(series), year, c.list(), &out); });
    return detail::issue_of(out);
}

inline Issue Register::reserve(const std::string& series, std::uint32_t year, const Stamp& stamp, const std::string& replaces) {
    const banxin_stamp by = detail::in_c(stamp);
    const banxin_text name = detail::text_of(series);
    banxin_issue out = detail::empty_issue();
    call([&](detail::Call& c) {
        return replaces.empty() ? banxin_register_reserve(get(), name, year, &by, c.list(), &out)
                                : banxin_register_reissue(get(), name, detail::text_of(replaces), year, &by, c.list(), &out);
    });
    return detail::issue_of(out);
}

inline void Register::issue(const std::string& series, const std::string& key, const Publication& publication, const Stamp& stamp) {
    const banxin_stamp by = detail::in_c(stamp);
    const detail::PublicationInC what(publication);
    call([&](detail::Call& c) {
        return banxin_register_issue(get(), detail::text_of(series), detail::text_of(key), &what.publication, &by, c.list());
    });
}

inline void Register::make_void(const std::string& series, const std::string& key, const std::string& reason, const Stamp& stamp) {
    const banxin_stamp by = detail::in_c(stamp);
    call([&](detail::Call& c) {
        return banxin_register_void(get(), detail::text_of(series), detail::text_of(key), detail::text_of(reason), &by, c.list());
    });
}

inline void Register::reprint(const std::string& series, const std::string& key, const Publication& publication, const std::string& reason,
                              const Stamp& stamp) {
    const banxin_stamp by = detail::in_c(stamp);
    const detail::PublicationInC what(publication);
    call([&](detail::Call& c) {
        return banxin_register_reprint(get(), detail::text_of(series), detail::text_of(key), &what.publication, detail::text_of(reason),
                                       &by, c.list());
    });
}

inline void Register::give_out(const std::string& series, const std::string& key, const std::vector<Share>& shares, const Stamp& stamp) {
    const banxin_stamp by = detail::in_c(stamp);
    const std::vector<banxin_share> to = detail::in_c(shares);
    call([&](detail::Call& c) {
        return banxin_register_give_out(get(), detail::text_of(series), detail::text_of(key), to.data(), to.size(), &by, c.list());
    });
}

inline Issue Register::find(const std::string& series, const std::string& key) {
    banxin_issue out = detail::empty_issue();
    call([&](detail::Call& c) { return banxin_register_find(get(), detail::text_of(series), detail::text_of(key), c.list(), &out); });
    return detail::issue_of(out);
}

inline std::vector<Issue> Register::issues(const std::string& series) {
    detail::Collected<Issue> to{nullptr, {}};
    call([&](detail::Call& c) {
        to.call = &c;
        return banxin_register_list(get(), detail::text_of(series), detail::on_issue, &to, c.list());
    });
    return std::move(to.all);
}

inline std::string Register::text(banxin_register_form form, const std::string& series, const std::string& key) {
    banxin_bytes* made = nullptr;
    call([&](detail::Call& c) {
        return banxin_register_text(get(), form, detail::text_of(series), detail::text_of(key), language_, c.list(), &made);
    });
    return detail::taken(made);
}

inline Verified Register::verify() {
    Verified out;
    call([&](detail::Call& c) { return banxin_register_verify(get(), c.list(), &out.count); });
    out.found = found_;
    return out;
}

inline void Register::backup(const std::string& path) {
    call([&](detail::Call& c) { return banxin_register_backup(get(), detail::text_of(path), c.list()); });
}

inline std::vector<Issue> Register::recover(const Stamp& stamp, const std::string& series, const std::string& key,
                                            const std::string& reason) {
    const banxin_stamp by = detail::in_c(stamp);
    detail::Collected<Issue> to{nullptr, {}};
    call([&](detail::Call& c) {
        to.call = &c;
        return banxin_register_recover(get(), detail::text_of(series), detail::text_of(key), detail::text_of(reason), &by, detail::on_issue,
                                       &to, c.list());
    });
    return std::move(to.all);
}

}  // namespace v1
}  // namespace banxin
