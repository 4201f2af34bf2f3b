// Progress at most ten times a second.
#include "cli/batch_progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace banxin::cli {

BatchProgress::BatchProgress(const Options& options) : options_(options), terminal_(::isatty(STDERR_FILENO) == 1) {}

BatchProgress::~BatchProgress() {
    if (open_line_) say("\n");
}

void BatchProgress::show(banxin_stage stage, std::uint64_t done, std::uint64_t all) {
    if (stage == BANXIN_READ || (!options_.batch.progress_json && !terminal_)) return;
    const auto now = Clock::now();
    if (done == 1 || stage != last_) begun_ = now;
    last_ = stage;
    constexpr std::chrono::milliseconds kPause{100};
    if (now - shown_ < kPause && done != all) return;
    shown_ = now;
    const double seconds = std::chrono::duration<double>(now - begun_).count();
    const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
    const bool known = rate > 0;  // not with the first
    const double left = known ? static_cast<double>(all - done) / rate : 0;
    const bool checks = stage == BANXIN_CHECK;
    if (options_.batch.progress_json)
        return say(fmt::format("{{\"progress\":\"{}\",\"done\":{},\"all\":{},\"per-second\":{},\"seconds-left\":{}}}\n",
                               checks ? "check" : "write", done, all, known ? fmt::format("{:.1f}", rate) : "null",
                               known ? fmt::format("{:.1f}", left) : "null"));
    const bool chinese = options_.language == Language::kChinese;
    open_line_ = true;
    if (chinese) say(fmt::format("\r{} {}/{}，每秒 {:.0f}，还需 {:.0f} 秒  ", checks ? "检查" : "生成", done, all, rate, left));
    else say(fmt::format("\r{} {}/{}, {:.0f} a second, {:.0f} s left  ", checks ? "checking" : "writing", done, all, rate, left));
}

}  // namespace banxin::cli
