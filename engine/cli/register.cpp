// register: the actions of the secretariat on a register of numbers.
#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/stamp.hpp"
#include "cli/values.hpp"

namespace banxin::cli {
namespace {

/// One action on one open register. What it says is printed when the register is closed.
class Desk {
  public:
    Desk(Register& registry, const Options& options, Outcome& outcome)
        : register_(registry), options_(options), asked_(options.registry), outcome_(outcome), stamp_(stamp_of(options)) {}

    std::string run() {
        const std::string& action = asked_.action;
        if (action == "series") return asked_.series.empty() ? text(BANXIN_FORM_SERIES) : add_series();
        if (action == "reserve") return reserve("");
        if (action == "reissue") return reissue();
        if (action == "list") return text(BANXIN_FORM_LIST, asked_.series);
        if (action == "export") return text(BANXIN_FORM_CSV, asked_.series);
        if (action == "show") return text(BANXIN_FORM_PAGE, asked_.series, asked_.number);
        if (action == "verify") return verify();
        if (action == "recover") return recover();
        if (action == "backup") return register_.backup(asked_.copy), told(), std::string();
        if (action == "issue") register_.issue(asked_.series, asked_.number, publication(), stamp_);
        if (action == "void") register_.make_void(asked_.series, asked_.number, asked_.reason, stamp_);
        if (action == "reprint") register_.reprint(asked_.series, asked_.number, publication(), asked_.reason, stamp_);
        if (action == "copies") register_.give_out(asked_.series, asked_.number, asked_.shares, stamp_);
        told();
        return text(BANXIN_FORM_LIST, asked_.series, asked_.number);
    }

  private:
    /// What the last call has found is kept; the next call forgets it.
    void told() { outcome_.add(register_.found()); }
    std::string text(banxin_register_form form, const std::string& series = {}, const std::string& number = {}) {
        const std::string out = register_.text(form, series, number);
        told();
        return out;
    }

    std::string add_series() {
        register_.add({asked_.series, asked_.pattern, asked_.counting == "running", asked_.supplement, asked_.last,
                       static_cast<std::uint32_t>(asked_.last_total)},
                      stamp_);
        told();
        return text(BANXIN_FORM_SERIES, asked_.series);
    }

    std::string reserve(const std::string& replaces) {
        const int year = asked_.year ? *asked_.year : parse_number(std::string_view(stamp_.at).substr(0, 4)).value_or(0);
        const Issue issue = register_.reserve(asked_.series, static_cast<std::uint32_t>(year), stamp_, replaces);
        told();
        return text(BANXIN_FORM_LIST, issue.series, issue.key);
    }

    std::string reissue() {
        register_.find(asked_.series, asked_.number);
        return reserve(asked_.number);
    }

    Publication publication() const {
        Publication out{asked_.title, static_cast<std::uint32_t>(asked_.copies.value_or(0)), asked_.shares, {}};
        if (!asked_.brief.empty()) out.files.push_back({"brief", asked_.brief, ""});
        if (!asked_.pdf.empty()) out.files.push_back({"pdf", asked_.pdf, ""});
        return out;
    }

    std::string verify() {
        const Verified verified = register_.verify();
        told();
        return fmt::format(fmt::runtime(options_.language == Language::kChinese ? "核对了 {} 个文件\n" : "{} files compared\n"),
                           verified.count);
    }

    /// --reason decides about the number that is named, where nothing else can.
    std::string recover() {
        const std::vector<Issue> settled = register_.recover(stamp_, asked_.series, asked_.number, asked_.reason);
        told();
        std::string out;
        for (const Issue& issue : settled) out += text(BANXIN_FORM_LIST, issue.series, issue.key);
        return out;
    }

    Register& register_;
    const Options& options_;
    const RegisterOptions& asked_;
    Outcome& outcome_;
    Stamp stamp_;
};

bool only_reads(const RegisterOptions& asked) {
    static constexpr std::array<std::string_view, 5> kReading{"list", "show", "export", "verify", "backup"};
    return std::find(kReading.begin(), kReading.end(), asked.action) != kReading.end() ||
           (asked.action == "series" && asked.series.empty());
}

}  // namespace

void run_register(const Options& options, Outcome& outcome) {
    const RegisterOptions& asked = options.registry;
    const banxin_language language = in_c(options.language);
    if (asked.action == "init") return Register::create(asked.file, language);
    std::string out;
    {
        Register registry(asked.file, only_reads(asked) ? BANXIN_REGISTER_READ : BANXIN_REGISTER_WRITE, language);
        outcome.add(registry.found());
        out = Desk(registry, options, outcome).run();
    }
    const bool to_file = asked.action == "export" && !options.output.empty() && options.output != "-";
    // Like a copy of the register: what lies there may be somebody's work.
    if (to_file) write_to(Sink::new_file(options.output), out, language);
    else print(out, options.language);
}

}  // namespace banxin::cli
