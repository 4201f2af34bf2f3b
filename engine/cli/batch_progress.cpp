// Progress at most ten times a second.
#include "cli/batch_progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "files/files.hpp"

namespace banxin::cli {

BatchProgress::BatchProgress(const Options& options) : options_(options), terminal_(::isatty(STDERR_FILENO) == 1) {}

BatchProgress::~BatchProgress() {
    if (open_line_) say("\n");
}

void BatchProgress::show(const batch::Progress& progress) {
    if (!options_.batch.progress_json && !terminal_) return;
    const auto now = Clock::now();
    if (progress.done == 1 || progress.stage != last_.stage) begun_ = now;
    last_ = progress;
    constexpr std::chrono::milliseconds kPause{100};
    if (now - shown_ < kPause && progress.done != progress.all) return;
    shown_ = now;
    const double seconds = std::chrono::duration<double>(now - begun_).count();
    const double rate = seconds > 0 ? static_cast<double>(progress.done) / seconds : 0;
    const double left = rate > 0 ? static_cast<double>(progress.all - progress.done) / rate : 0;
    const bool checks = progress.stage == batch::Progress::Stage::kCheck;
    if (options_.batch.progress_json)
        return say(fmt::format("{{\"progress\":\"{}\",\"done\":{},\"all\":{},\"per-second\":{:.1f},\"seconds-left\":{:.1f}}}\n",
                               checks ? "check" : "write", progress.done, progress.all, rate, left));
    const bool chinese = options_.language == Language::kChinese;
    open_line_ = true;
    if (chinese)
        say(fmt::format("\r{} {}/{}，每秒 {:.0f}，还需 {:.0f} 秒  ", checks ? "检查" : "生成", progress.done, progress.all, rate, left));
    else
        say(fmt::format("\r{} {}/{}, {:.0f} a second, {:.0f} s left  ", checks ? "checking" : "writing", progress.done, progress.all, rate,
                        left));
}

}  // namespace banxin::cli
