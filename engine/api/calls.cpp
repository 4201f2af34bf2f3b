// Inputs, outputs, limits.
#include "api/calls.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "files/files.hpp"
#include "office/guard.hpp"

namespace banxin::api {
namespace {

std::optional<std::string> from_callback(const banxin_source& source, const Reading& reading, std::size_t most, Diagnostics& diagnostics) {
    constexpr std::size_t kPiece = 65'536;
    std::string out;
    while (true) {
        const std::size_t used = out.size();
        out.resize(used + kPiece);
        const std::ptrdiff_t n = source.read(source.user, out.data() + used, kPiece);
        if (n < 0 || static_cast<std::size_t>(n) > kPiece) throw Stopped{BANXIN_CALLBACK};
        out.resize(used + static_cast<std::size_t>(n));
        if (n == 0) return out;
        if (out.size() > most) return too_long(copy(source.name), out.size(), most, diagnostics), std::nullopt;
        if (reading) reading(out.size());
    }
}

}  // namespace

banxin_status status_of(const Diagnostics& found) {
    switch (found.exit_code()) {
        case ExitCode::kBadInput:
        case ExitCode::kUsage: return BANXIN_REFUSED;
        case ExitCode::kSomeFailed: return BANXIN_SOME_FAILED;
        case ExitCode::kTemporary: return BANXIN_TEMPORARY;
        default: return BANXIN_INTERNAL;
    }
}

std::optional<std::string> bytes_of(const banxin_source& source, Diagnostics& diagnostics, const Reading& reading, std::size_t most) {
    if (source.data) return std::string(static_cast<const char*>(source.data), source.data_size);
    if (source.read) return from_callback(source, reading, most, diagnostics);
    return read_file(copy(source.name), diagnostics, reading);
}

banxin_source taken_source(const banxin_source* from, const std::string& name) {
    must_be_there(from, name);
    const banxin_source out = taken(from, name);
    must_be_right(!out.data || !out.read, name, "has both data and read", "data 与 read 不能同用");
    must_be_right(out.data || out.data_size == 0, name, "has a data_size, but no data", "有 data_size 而没有 data");
    must_be_right(fits_memory(out.data_size), name + ".data_size", "is more than memory can be", "超出内存所能容纳");
    must_be_right(!is_in_file(out) || out.name.size > 0, name, "has neither data nor read nor name", "没有 data、read，也没有 name");
    if (is_in_file(out)) path_of(out.name, name + ".name");
    else view(out.name, name + ".name");
    return out;
}

std::optional<banxin_sink> taken_sink(const banxin_sink* from, const std::string& name) {
    if (!from) return std::nullopt;
    const banxin_sink out = taken(from, name);
    if (out.write) return out;
    must_be_right(out.descriptor >= 0, name + ".descriptor", "must be above 0", "应大于 0");
    must_be_right(out.descriptor > 0 || out.path.size > 0, name, "has neither write nor descriptor nor path",
                  "没有 write、descriptor，也没有 path");
    if (out.descriptor == 0) path_of(out.path, name + ".path");
    return out;
}

bool is_file(const banxin_sink& sink) { return !sink.write && sink.descriptor == 0; }

Output output_of(const banxin_sink& sink, Supervisor& supervisor) {
    const bool file = is_file(sink);
    Output out{copy(sink.path)};
    if (sink.write) {
        out.write = [sink, &supervisor](std::string_view bytes) {
            constexpr std::size_t kPiece = 16'384;
            for (std::size_t done = 0; done < bytes.size();) {
                const std::size_t size = std::min(kPiece, bytes.size() - done);
                if (sink.write(sink.user, bytes.data() + done, size) != 0) throw Stopped{BANXIN_CALLBACK};
                done += size;
                supervisor.look(BANXIN_PDF, done, bytes.size(), bytes.size());
            }
        };
    } else if (!file) {
        out.descriptor = sink.descriptor;
    }
    return out;
}

bool put(const std::string& bytes, const banxin_sink& sink, Supervisor& supervisor, Diagnostics& diagnostics) {
    const Output to = output_of(sink, supervisor);
    const bool named = !to.write && to.descriptor < 0;
    std::error_code error;
    if (named && !office::spares_registers({to.path}, diagnostics)) return false;
    if (sink.fresh != 0 && named && !open_stream(to.path) && !std::filesystem::is_other(to.path, error)) {
        if (!exists(to.path)) return publish(to.path, bytes, diagnostics);
        return diagnostics.report_in(Code::kRegisterExists, to.path, {to.path}), false;
    }
    return write_file(to, bytes, diagnostics);
}

void Supervisor::look(Stage stage, std::size_t done, std::size_t all, std::size_t held) {
    if (stage == Stage::kPaginate) check_pages(done);
    look(stage == Stage::kPicture ? BANXIN_READ : stage == Stage::kSet ? BANXIN_SET : BANXIN_PAGINATE, done, all, held);
}

void Supervisor::look(banxin_stage stage, std::uint64_t done, std::uint64_t all, std::uint64_t held) {
    if (options_.stop && options_.stop->now) throw Stopped{BANXIN_CANCELLED};
    if (options_.max_memory > 0 && held_ + held > options_.max_memory) throw Stopped{BANXIN_OVER_MEMORY};
    if (options_.max_time_ms > 0 && Clock::now() - began_ > std::chrono::milliseconds(options_.max_time_ms))
        throw Stopped{BANXIN_OVER_TIME};
    if (!options_.on_progress) return;
    const banxin_progress progress{sizeof progress, stage, done, all};
    if (options_.on_progress(options_.user, &progress) != 0) throw Stopped{BANXIN_CANCELLED};
}

Reading Supervisor::reading() {
    return [this](std::size_t bytes) { look(BANXIN_READ, 0, 1, bytes); };
}

void Supervisor::lap(std::string_view stage) {
    if (!options_.on_time) return;
    const auto now = Clock::now();
    options_.on_time(options_.user, text_of(stage), std::chrono::duration<double, std::milli>(now - last_).count());
    last_ = now;
}

void Supervisor::check_pages(std::size_t pages) const {
    if (options_.max_pages > 0 && pages > options_.max_pages) throw Stopped{BANXIN_OVER_PAGES};
}

}  // namespace banxin::api
