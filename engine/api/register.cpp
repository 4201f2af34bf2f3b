// The register's calls.
#include "register/register.hpp"

#include <algorithm>
#include <array>

#include "api/issues.hpp"
#include "base/values.hpp"
#include "files/hold.hpp"
#include "office/guard.hpp"
#include "office/on_record.hpp"
#include "office/register_text.hpp"
#include "office/verify.hpp"

struct banxin_register {
    std::string path;
    std::unique_ptr<banxin::registry::Register> of;
    banxin::registry::Issue last;  // that text handed out belongs to
    std::unique_ptr<banxin::api::IssueData> data;
};

namespace banxin::api {
namespace {

registry::Request request_of(banxin_text series, std::uint32_t year) {
    registry::Request out;
    out.series = copy(series);
    out.year = whole(year, "year");
    return out;
}

std::vector<registry::Share> shares_of(const banxin_share* shares, std::size_t count) {
    must_be_there(shares || count == 0, "shares");
    std::vector<registry::Share> out;
    for (std::size_t i = 0; i < count; ++i) {
        must_be_there(shares[i].recipient.size > 0, "shares.recipient");
        out.push_back({on_record(shares[i].recipient, "shares.recipient"), whole(shares[i].copies, "shares.copies"), 0});
    }
    return out;
}

bool is_role(std::string_view role) {
    constexpr std::array<std::string_view, 6> kRoles{"brief", "table", "layout", "font", "manifest", "pdf"};
    return std::find(kRoles.begin(), kRoles.end(), role) != kRoles.end();
}

bool is_sha256(std::string_view hash) { return hash.size() == 64 && hash.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

/// As given, or by its hash as it lies there. False: a fault was reported.
bool add_file(std::vector<registry::File>& files, banxin_text role, banxin_text path, banxin_text sha256, Diagnostics& diagnostics) {
    must_be_there(path.size > 0, "publication.files.path");
    must_be_right(is_role(view(role, "publication.files.role")), "publication.files.role",
                  "must be brief, table, layout, font, manifest or pdf", "应为 brief、table、layout、font、manifest 或 pdf");
    must_be_right(sha256.size == 0 || is_sha256(view(sha256, "publication.files.sha256")), "publication.files.sha256",
                  "must be 64 digits from 0 to f", "应为 64 位十六进制数字（小写）");
    auto file = sha256.size > 0 ? std::optional(registry::File{copy(role), path_of(path, "publication.files.path"), copy(sha256)})
                                : office::record_of(copy(role).c_str(), path_of(path, "publication.files.path"), diagnostics);
    if (file) files.push_back(std::move(*file));
    return file.has_value();
}

std::optional<registry::Publication> publication_of(const banxin_publication* given, Diagnostics& diagnostics) {
    must_be_there(given, "publication");
    const banxin_publication from = taken(given, "publication");
    registry::Publication out{
        on_record(from.title, "publication.title"), whole(from.copies, "publication.copies"), shares_of(from.shares, from.share_count), {}};
    must_be_there(from.files || from.file_count == 0, "publication.files");
    bool all = true;
    for (std::size_t i = 0; i < from.file_count; ++i)
        all = add_file(out.files, from.files[i].role, from.files[i].path, from.files[i].sha256, diagnostics) && all;
    if (from.path.size > 0) all = add_file(out.files, text_of("pdf"), from.path, from.sha256, diagnostics) && all;
    return all ? std::optional(std::move(out)) : std::nullopt;
}

/// "2025-14", or "30" in a running series.
bool take_last(registry::Series& series, const banxin_series& given, const std::string& file, Diagnostics& diagnostics) {
    const std::string_view last = view(given.last);
    const std::size_t hyphen = last.find('-');
    const bool yearly = series.counting == registry::Counting::kYearly;
    const auto year = yearly && hyphen != std::string_view::npos ? parse_number(last.substr(0, hyphen)) : std::nullopt;
    const auto number = parse_number(last.substr(year ? hyphen + 1 : 0));
    if (!last.empty() && (!number || yearly != year.has_value()))
        return diagnostics.report_in(Code::kNoIssue, file, {series.name, last, yearly ? "2026-3" : "3"}), false;
    series.year = year.value_or(0);
    series.number = number.value_or(0);
    series.total = whole(given.last_total, "series.last_total");
    if (series.total > 0 && !series.has_total()) return diagnostics.report_in(Code::kSeriesWithoutTotal, file, {series.name}), false;
    return true;
}

/// Text of it lives in the register until the next call.
banxin_status hand_out(banxin_register& registry, registry::Issue issue, banxin_issue* out) {
    registry.last = std::move(issue);
    registry.data = std::make_unique<IssueData>(registry.last);
    return give(registry.data->data(), out);
}

void tell(const registry::Issue& issue, banxin_on_issue on_issue, void* user) {
    const IssueData data(issue);
    if (on_issue(user, &data.data()) != 0) throw Stopped{BANXIN_CANCELLED};
}

banxin_register& checked(banxin_register* registry) {
    must_be_there(registry, "registry");
    return *registry;
}

/// A change of a number that is there.
template <class Change>
banxin_status change(banxin_register* registry, banxin_text series, banxin_text key, Diagnostics& found, Change change) {
    registry::Register& of = *checked(registry).of;
    const auto issue = of.find(view(series), view(key), found);
    return issue && change(of, *issue) ? BANXIN_OK : status_of(found);
}

/// Before anything is looked up or taken for it.
void must_take_issue(const banxin_issue* out) {
    must_be_there(out, "out");
    must_have_size(out->struct_size, "out");
}

banxin_status reserve(banxin_register* registry, banxin_text series, banxin_text replaces, std::uint32_t year, const banxin_stamp* stamp,
                      banxin_issue* out, Diagnostics& found) {
    must_take_issue(out);
    registry::Request request = request_of(series, year);
    request.replaces = copy(replaces);
    auto issue = checked(registry).of->reserve(request, stamp_of(stamp), found);
    return issue ? hand_out(*registry, std::move(*issue), out) : status_of(found);
}

/// Of the series asked for, or of all; nothing where there is no such series or number.
std::vector<registry::Issue> issues(registry::Register& of, std::string_view series, std::string_view key, Diagnostics& found) {
    if (!key.empty()) {
        auto issue = of.find(series, key, found);
        return issue ? std::vector{std::move(*issue)} : std::vector<registry::Issue>{};
    }
    if (!series.empty() && !of.series(series, found)) return {};
    return of.issues(series, found);
}

std::string text_in(banxin_register_form form, registry::Register& of, std::string_view series, std::string_view key, Language language,
                    Diagnostics& found) {
    if (form == BANXIN_FORM_SERIES) {
        if (series.empty()) return office::series_list(of.all_series(found), language);
        const auto one = of.series(series, found);
        return one ? office::series_list({&*one, 1}, language) : std::string();
    }
    const std::vector<registry::Issue> all = issues(of, series, key, found);
    if (form == BANXIN_FORM_LIST) return office::issue_list(all, language);
    if (form == BANXIN_FORM_CSV) return office::issue_csv(all, language);
    must_be_right(form == BANXIN_FORM_PAGE, "form", "must be a banxin_register_form", "应为 banxin_register_form 之一");
    std::string out;
    for (const registry::Issue& issue : all) out += office::issue_page(issue, language);
    return out;
}

std::unique_ptr<banxin_register> open(const std::string& path, banxin_register_use use, Diagnostics& found) {
    auto out = std::make_unique<banxin_register>();
    must_be_right(use == BANXIN_REGISTER_READ || use == BANXIN_REGISTER_WRITE, "use", "must be a banxin_register_use",
                  "应为 banxin_register_use 之一");
    out->path = path;
    Hold::note(path);
    const auto how = use == BANXIN_REGISTER_READ ? registry::Register::For::kReading : registry::Register::For::kWriting;
    out->of = registry::Register::open(path, how, found);
    return out->of ? std::move(out) : nullptr;
}

}  // namespace
}  // namespace banxin::api

using namespace banxin;
using namespace banxin::api;

extern "C" {

banxin_status banxin_register_create(banxin_text path, banxin_diagnostics* diagnostics) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        must_be_there(path.data, "path");
        const std::string file = path_of(path, "path");
        if (exists(file)) return found.report_in(Code::kRegisterExists, file, {file}), status_of(found);
        const bool made = office::spares_registers({file}, found) && publish(file, registry::Register::empty(), found);
        return made ? BANXIN_OK : status_of(found);
    });
}

banxin_status banxin_register_open(banxin_text path, banxin_register_use use, banxin_diagnostics* diagnostics, banxin_register** out) {
    return guarded(diagnostics, out, [&](Diagnostics& found) {
        must_be_there(path.size > 0, "path");
        return open(path_of(path, "path"), use, found);
    });
}

void banxin_register_free(banxin_register* registry) { const std::unique_ptr<banxin_register> owner(registry); }

banxin_status banxin_register_add_series(banxin_register* registry, const banxin_series* series, const banxin_stamp* stamp,
                                         banxin_diagnostics* diagnostics) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        must_be_there(series, "series");
        const banxin_series given = taken(series, "series");
        must_be_there(given.name.size > 0, "series.name");
        must_be_there(given.pattern.size > 0, "series.pattern");
        registry::Series made;
        made.name = on_record(given.name, "series.name");
        made.pattern = on_record(given.pattern, "series.pattern");
        made.counting = given.running != 0 ? registry::Counting::kRunning : registry::Counting::kYearly;
        made.supplement = given.supplement != 0;
        const registry::Stamp by = stamp_of(stamp);
        banxin_register& to = checked(registry);
        return take_last(made, given, to.path, found) && to.of->add(made, by, found) ? BANXIN_OK : status_of(found);
    });
}

banxin_status banxin_register_series(banxin_register* registry, banxin_on_series on_series, void* user, banxin_diagnostics* diagnostics) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        must_be_there(on_series, "on_series");
        for (const registry::Series& s : checked(registry).of->all_series(found)) {
            const std::string last = s.number > 0 ? registry::key_of(s, {s.year, s.number, {}}) : std::string();
            const banxin_series data{sizeof data,
                                     text_of(s.name),
                                     text_of(s.pattern),
                                     s.counting == registry::Counting::kRunning,
                                     s.supplement,
                                     text_of(last),
                                     static_cast<std::uint32_t>(s.total)};
            if (on_series(user, &data) != 0) throw Stopped{BANXIN_CANCELLED};
        }
        return found.failed() ? status_of(found) : BANXIN_OK;
    });
}

banxin_status banxin_register_next(banxin_register* registry, banxin_text series, uint32_t year, banxin_diagnostics* diagnostics,
                                   banxin_issue* out) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        must_take_issue(out);
        registry::Register& of = *checked(registry).of;
        const auto named = of.series(view(series), found);
        const auto next = named ? of.next(request_of(series, year), found) : std::nullopt;
        if (!next) return status_of(found);
        registry::Issue issue;
        issue.series = named->name;
        issue.numbers = *next;
        issue.key = registry::key_of(*named, *next);
        issue.text = registry::written(*named, *next).value_or("");
        return hand_out(*registry, std::move(issue), out);
    });
}

banxin_status banxin_register_reserve(banxin_register* registry, banxin_text series, uint32_t year, const banxin_stamp* stamp,
                                      banxin_diagnostics* diagnostics, banxin_issue* out) {
    return guarded(diagnostics, [&](Diagnostics& found) { return reserve(registry, series, {}, year, stamp, out, found); });
}

banxin_status banxin_register_reissue(banxin_register* registry, banxin_text series, banxin_text key, uint32_t year,
                                      const banxin_stamp* stamp, banxin_diagnostics* diagnostics, banxin_issue* out) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        must_be_there(key.size > 0, "key");
        return reserve(registry, series, key, year, stamp, out, found);
    });
}

banxin_status banxin_register_issue(banxin_register* registry, banxin_text series, banxin_text key, const banxin_publication* publication,
                                    const banxin_stamp* stamp, banxin_diagnostics* diagnostics) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        return change(registry, series, key, found, [&](registry::Register& of, const registry::Issue& issue) {
            const auto made = publication_of(publication, found);
            return made && of.issue(issue, *made, stamp_of(stamp), found);
        });
    });
}

banxin_status banxin_register_void(banxin_register* registry, banxin_text series, banxin_text key, banxin_text reason,
                                   const banxin_stamp* stamp, banxin_diagnostics* diagnostics) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        must_be_there(reason.size > 0, "reason");
        return change(registry, series, key, found, [&](registry::Register& of, const registry::Issue& issue) {
            return of.make_void(issue, on_record(reason, "reason"), stamp_of(stamp), found);
        });
    });
}

banxin_status banxin_register_reprint(banxin_register* registry, banxin_text series, banxin_text key, const banxin_publication* publication,
                                      banxin_text reason, const banxin_stamp* stamp, banxin_diagnostics* diagnostics) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        must_be_there(publication, "publication");
        must_be_right(taken(publication, "publication").copies > 0 || reason.size > 0, "publication.copies",
                      "must be above 0 where no reason is given", "没有 reason 时应大于 0");
        return change(registry, series, key, found, [&](registry::Register& of, const registry::Issue& issue) {
            const auto made = publication_of(publication, found);
            return made && of.reprint(issue, *made, on_record(reason, "reason"), stamp_of(stamp), found);
        });
    });
}

banxin_status banxin_register_give_out(banxin_register* registry, banxin_text series, banxin_text key, const banxin_share* shares,
                                       size_t share_count, const banxin_stamp* stamp, banxin_diagnostics* diagnostics) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        return change(registry, series, key, found, [&](registry::Register& of, const registry::Issue& issue) {
            return of.give_out(issue, shares_of(shares, share_count), stamp_of(stamp), found);
        });
    });
}

banxin_status banxin_register_find(banxin_register* registry, banxin_text series, banxin_text key, banxin_diagnostics* diagnostics,
                                   banxin_issue* out) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        must_take_issue(out);
        auto issue = checked(registry).of->find(view(series), view(key), found);
        return issue ? hand_out(*registry, std::move(*issue), out) : status_of(found);
    });
}

banxin_status banxin_register_list(banxin_register* registry, banxin_text series, banxin_on_issue on_issue, void* user,
                                   banxin_diagnostics* diagnostics) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        must_be_there(on_issue, "on_issue");
        for (const registry::Issue& issue : issues(*checked(registry).of, view(series), {}, found)) tell(issue, on_issue, user);
        return found.failed() ? status_of(found) : BANXIN_OK;
    });
}

banxin_status banxin_register_text(banxin_register* registry, banxin_register_form form, banxin_text series, banxin_text key,
                                   banxin_language language, banxin_diagnostics* diagnostics, banxin_bytes** out) {
    return guarded(diagnostics, out, [&](Diagnostics& found) {
        auto made = std::make_unique<banxin_bytes>();
        made->bytes = text_in(form, *checked(registry).of, view(series), view(key), language_of(language), found);
        return found.failed() ? nullptr : std::move(made);
    });
}

banxin_status banxin_register_verify(banxin_register* registry, banxin_diagnostics* diagnostics, size_t* files) {
    if (files) *files = 0;
    return guarded(diagnostics, [&](Diagnostics& found) {
        const std::size_t compared = office::verify(*checked(registry).of, registry->path, found);
        if (files) *files = compared;
        return found.failed() ? status_of(found) : BANXIN_OK;
    });
}

banxin_status banxin_register_backup(banxin_register* registry, banxin_text path, banxin_diagnostics* diagnostics) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        must_be_there(path.data, "path");
        const std::string to = path_of(path, "path");
        if (exists(to) && !office::is_named_as_log(to)) return found.report_in(Code::kRegisterExists, to, {to}), status_of(found);
        const auto bytes = office::spares_registers({to}, found) ? checked(registry).of->copy(found) : std::nullopt;
        return bytes && publish(to, *bytes, found) ? BANXIN_OK : status_of(found);
    });
}

banxin_status banxin_register_recover(banxin_register* registry, banxin_text series, banxin_text key, banxin_text reason,
                                      const banxin_stamp* stamp, banxin_on_issue on_issue, void* user, banxin_diagnostics* diagnostics) {
    return guarded(diagnostics, [&](Diagnostics& found) {
        must_be_right((key.size == 0) == (reason.size == 0), "reason", "goes with a key", "须与 key 同用");
        const office::Decision decision{copy(series), copy(key), on_record(reason, "reason")};
        for (const registry::Issue& issue : office::recover(*checked(registry).of, registry->path, decision, stamp_of(stamp), found))
            if (on_issue) tell(issue, on_issue, user);
        return found.failed() ? status_of(found) : BANXIN_OK;
    });
}

}  // extern "C"
