// Diagnostics of all calls, by file and line, and their sum.
#include "cli/outcome.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

#include <fmt/format.h>

#include "cli/advice.hpp"

namespace banxin::cli {
namespace {

constexpr int kToConfirm = 1, kUsage = 2, kSomeFailed = 4, kInternal = 70;

/// Files in the order in which they were met.
void sort(std::vector<Diagnostic>& all) {
    std::vector<std::string> order;
    for (const Diagnostic& d : all)
        if (std::find(order.begin(), order.end(), d.file) == order.end()) order.push_back(d.file);
    const auto rank = [&](const Diagnostic& d) { return std::find(order.begin(), order.end(), d.file) - order.begin(); };
    std::stable_sort(all.begin(), all.end(), [&](const Diagnostic& a, const Diagnostic& b) {
        return std::tuple(rank(a), a.line, a.column) < std::tuple(rank(b), b.line, b.column);
    });
}

}  // namespace

void Outcome::add(std::span<const Diagnostic> diagnostics, const banxin_summary& summary) {
    all_.insert(all_.end(), diagnostics.begin(), diagnostics.end());
    errors_ += summary.errors;
    to_confirm_ += summary.to_confirm;
    dropped_ += summary.dropped;
    exit_code_ = std::max(exit_code_, summary.exit_code);
}

void Outcome::add(const Error& error) {
    add(error.found());
    if (exit_code_ > kToConfirm) return;
    const banxin_text text = banxin_status_text(error.status(), BANXIN_ENGLISH);
    say(fmt::format("banxin: {}\n", std::string_view(text.data, text.size)));
    exit_code_ = error.status() == BANXIN_WRONG_CALL ? kUsage : kInternal;
}

void Outcome::print(const Options& options) const {
    std::vector<Diagnostic> sorted = all_;
    sort(sorted);
    std::string out;
    std::set<int> advised;  // once is enough
    for (const Diagnostic& d : sorted) {
        out += (options.json ? d.json : d.rendered) + '\n';
        const std::string typed = options.json || !advised.insert(d.code).second ? "" : advice(d.code, options.language);
        if (!typed.empty()) out += fmt::format("  → {}\n", typed);
    }
    const bool chinese = options.language == Language::kChinese;
    const auto count = [&](std::string_view english, std::string_view in_chinese, std::size_t n) {
        out += fmt::format(fmt::runtime(chinese ? in_chinese : english), n, n == 1 ? "" : "s");
    };
    if (options.json) return say(out);
    if (dropped_ > 0) count("{} more message{} not shown\n", "另有 {} 条提示未列出\n", dropped_);
    const bool only_looks = options.command == "batch" && options.batch.verify;
    if (exit_code_ == kSomeFailed || (only_looks && errors_ > 0)) count("{} error{}\n", "共 {} 处错误\n", errors_);
    else if (errors_ > 0) count("{} error{}, nothing was written\n", "共 {} 处错误，未写任何文件\n", errors_);
    else if (exit_code_ == kToConfirm) count("{} thing{} to confirm\n", "共 {} 处需要核对\n", to_confirm_);
    say(out);
}

}  // namespace banxin::cli
