// register: the actions of the secretariat on a register of numbers.
#include "register/register.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/values.hpp"
#include "cli/commands.hpp"
#include "cli/guard.hpp"
#include "cli/on_record.hpp"
#include "cli/register_list.hpp"
#include "cli/stamp.hpp"
#include "files/files.hpp"

namespace banxin::cli {
namespace {

using namespace registry;

/// Standard output, a pipe or a device: what keeps nothing that could be lost.
bool is_stream(const std::string& path) {
    std::error_code error;
    return path.empty() || path == "-" || (std::filesystem::exists(path, error) && std::filesystem::is_other(path, error));
}

/// One action on one open register.
class Desk {
  public:
    Desk(Register& reg, const Options& options, Diagnostics& diagnostics)
        : register_(reg), options_(options), asked_(options.registry), diagnostics_(diagnostics), stamp_(stamp_of(options)) {}

    void run() {
        const std::string& action = asked_.action;
        if (action == "series")
            return asked_.series.empty() ? say(series_list(register_.all_series(diagnostics_), options_.language)) : add_series();
        if (action == "reserve") return reserve("");
        if (action == "list") return say(issue_list(issues(), options_.language));
        if (action == "export") return export_csv();
        if (action == "verify") return verify();
        if (action == "recover") return recover();
        if (action == "backup") return back_up();
        const auto issue = register_.find(asked_.series, asked_.number, diagnostics_);
        if (!issue) return;
        if (action == "issue") issue_it(*issue);
        if (action == "void") register_.make_void(*issue, asked_.reason, stamp_, diagnostics_);
        if (action == "reissue") reserve(asked_.number);
        if (action == "reprint") reprint(*issue);
        if (action == "copies") register_.give_out(*issue, asked_.shares, stamp_, diagnostics_);
        if (action == "show") return say(issue_page(*issue, options_.language));
        if (diagnostics_.failed() || action == "reissue") return;
        if (const auto now = register_.find(asked_.series, asked_.number, diagnostics_)) say(issue_list({&*now, 1}, options_.language));
    }

  private:
    void say(const std::string& text) {
        if (!diagnostics_.failed()) write_file("-", text, diagnostics_);
    }

    /// Of the series asked for, or of all; nothing where there is no such series.
    std::vector<Issue> issues() {
        if (!asked_.series.empty() && !register_.series(asked_.series, diagnostics_)) return {};
        return register_.issues(asked_.series, diagnostics_);
    }

    void back_up() {
        if (const auto bytes = register_.copy(diagnostics_)) publish(asked_.copy, *bytes, diagnostics_);
    }

    void add_series() {
        Series series{asked_.series, asked_.pattern, asked_.counting == "yearly" ? Counting::kYearly : Counting::kRunning,
                      asked_.supplement};
        const std::size_t hyphen = asked_.last.find('-');
        const bool with_year = series.counting == Counting::kYearly;
        const auto year =
            with_year && hyphen != std::string::npos ? parse_number(std::string_view(asked_.last).substr(0, hyphen)) : std::nullopt;
        const auto number = parse_number(std::string_view(asked_.last).substr(with_year && year ? hyphen + 1 : 0));
        if (!asked_.last.empty() && (!number || with_year != year.has_value()))
            return diagnostics_.report_in(Code::kNoIssue, asked_.file, {asked_.series, asked_.last, with_year ? "2026-3" : "3"});
        if (asked_.last_total > 0 && !series.has_total())
            return diagnostics_.report_in(Code::kSeriesWithoutTotal, asked_.file, {series.name});
        series.year = year.value_or(0);
        series.number = number.value_or(0);
        series.total = asked_.last_total;
        if (register_.add(series, stamp_, diagnostics_)) say(series_list({&series, 1}, options_.language));
    }

    void reserve(const std::string& replaces) {
        Request request;
        request.series = asked_.series;
        request.year = asked_.year ? *asked_.year : parse_number(std::string_view(stamp_.at).substr(0, 4)).value_or(0);
        request.replaces = replaces;
        if (const auto issue = register_.reserve(request, stamp_, diagnostics_)) say(issue_list({&*issue, 1}, options_.language));
    }

    bool add_file(Publication& publication, const char* role, const std::string& path) {
        if (path.empty()) return true;
        if (auto file = record_of(role, path, diagnostics_)) publication.files.push_back(std::move(*file));
        return !diagnostics_.failed();
    }

    void issue_it(const Issue& issue) {
        Publication publication{asked_.title, asked_.copies.value_or(0), asked_.shares, {}};
        if (add_file(publication, "brief", asked_.brief) && add_file(publication, "pdf", asked_.pdf))
            register_.issue(issue, publication, stamp_, diagnostics_);
    }

    void reprint(const Issue& issue) {
        register_.reprint(issue, {"", asked_.copies.value_or(0), asked_.shares, {}}, asked_.reason, stamp_, diagnostics_);
    }

    void export_csv() {
        const std::string csv = issue_csv(issues(), options_.language);
        const std::string& output = options_.output;
        if (diagnostics_.failed()) return;
        // Like a copy of the register: what lies there may be somebody's work.
        if (is_stream(output)) write_file(output.empty() ? "-" : output, csv, diagnostics_);
        else publish(output, csv, diagnostics_);
    }

    /// Numbers under way are told too: somebody's program may have ended early.
    void verify() {
        if (!register_.sound(diagnostics_)) return;
        std::size_t files = 0;
        for (const Issue& issue : register_.issues("", diagnostics_)) {
            if (issue.under_way()) diagnostics_.report_in(Code::kNumberPending, asked_.file, {issue.series, issue.text});
            std::set<std::string> out;  // documents that are on record as published
            for (const Event& e : issue.events) {
                if (e.kind != Kind::kIssued && e.kind != Kind::kReprinted) continue;
                for (const File& file : e.publication.files) {
                    verify(issue, file);
                    out.insert(file.path);
                }
                files += e.publication.files.size();
            }
            for (const Event& e : issue.events)
                if (e.kind == Kind::kPrepared && &e != issue.open()) verify_unpublished(issue, e, out);
        }
        say(fmt::format(fmt::runtime(options_.language == Language::kChinese ? "核对了 {} 个文件\n" : "{} files compared\n"), files));
    }

    void verify(const Issue& issue, const File& file) {
        const Compared seen = compare_once(file);
        const bool gone = seen.is == Compared::Is::kMissing || seen.error == ENOENT || seen.error == ENOTDIR;
        if (gone) diagnostics_.report_in(Code::kFileMissing, file.path, {issue.series, issue.text, file.role});
        else if (seen.is == Compared::Is::kUnknown)
            diagnostics_.report_in(Code::kCannotRead, file.path, {file.path, std::strerror(seen.error), in_chinese(seen.error)});
        else if (seen.is == Compared::Is::kOther)
            diagnostics_.report_in(Code::kFileChanged, file.path, {issue.series, issue.text, file.role});
    }

    /// What was prepared and not issued does not lie there.
    void verify_unpublished(const Issue& issue, const Event& prepared, const std::set<std::string>& out) {
        for (const File& pdf : prepared.publication.files)
            if (pdf.role == "pdf" && !out.contains(pdf.path) && compare_once(pdf).is == Compared::Is::kSame)
                diagnostics_.report_in(Code::kVoidButThere, pdf.path, {issue.series, issue.text});
    }

    /// Fonts and layouts are on record with every issue, and are large: each file is read once.
    Compared compare_once(const File& file) {
        const auto [known, fresh] = compared_.try_emplace({file.path, file.sha256});
        if (fresh) known->second = compare(file);
        return known->second;
    }

    /// --reason decides about the number that is named, where nothing else can.
    void recover() {
        if (!hold(asked_.file, true)) return diagnostics_.report_in(Code::kRegisterBusy, asked_.file, {asked_.file});
        const auto named = asked_.series.empty() ? std::nullopt : register_.find(asked_.series, asked_.number, diagnostics_);
        const auto look = [&](const Issue& issue, const Publication& prepared) {
            Diagnostics unknown;
            const auto found = look_for(issue, prepared, asked_.file, unknown);
            if (named && named->id == issue.id && unknown.to_confirm() > 0)
                return Register::Finding{Register::Finding::Is::kNotPublished, asked_.reason};
            diagnostics_.add_all(unknown);
            return found;
        };
        if (!diagnostics_.failed()) say(issue_list(register_.recover(look, stamp_, diagnostics_), options_.language));
    }

    Register& register_;
    const Options& options_;
    const RegisterOptions& asked_;
    Diagnostics& diagnostics_;
    Stamp stamp_;
    std::map<std::pair<std::string, std::string>, Compared> compared_;  // by path and hash
};

}  // namespace

void run_register(const Options& options, Diagnostics& diagnostics) {
    const RegisterOptions& asked = options.registry;
    for (const std::string& fresh : {asked.action == "init" ? asked.file : "", asked.copy})
        if (!fresh.empty() && exists(fresh)) return diagnostics.report_in(Code::kRegisterExists, fresh, {fresh});
    if (!spares_registers({options.output, asked.copy}, diagnostics)) return;
    if (asked.action == "export" && !is_stream(options.output) && exists(options.output))
        return diagnostics.report_in(Code::kRegisterExists, options.output, {options.output});
    if (asked.action == "init") {
        if (spares_registers({asked.file}, diagnostics)) publish(asked.file, Register::empty(), diagnostics);
        return;
    }
    static constexpr std::array<std::string_view, 5> kReading{"list", "show", "export", "verify", "backup"};
    const bool reads =
        std::find(kReading.begin(), kReading.end(), asked.action) != kReading.end() || (asked.action == "series" && asked.series.empty());
    if (const auto reg = Register::open(asked.file, reads ? Register::For::kReading : Register::For::kWriting, diagnostics))
        Desk(*reg, options, diagnostics).run();
}

}  // namespace banxin::cli
