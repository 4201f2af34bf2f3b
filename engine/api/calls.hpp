// What every call over the C border does: callers' structs read as far as they have them, faults turned into a status.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/include/banxin.h"
#include "base/diagnostics.hpp"
#include "base/watch.hpp"
#include "files/files.hpp"

struct banxin_bytes {
    std::string bytes;
};

struct banxin_stop {
    std::atomic<bool> now{false};
};

namespace banxin::api {

/// Thrown where a caller's wish ends the work; caught at the border.
struct Stopped {
    banxin_status status;
};

/// An argument that is missing, out of range or at odds with another: what it must be, in both languages. Thrown as well.
struct WrongCall {
    std::string argument;
    std::string_view english, chinese;
};
[[noreturn]] inline void wrong_call(std::string_view argument, std::string_view english, std::string_view chinese) {
    throw WrongCall{std::string(argument), english, chinese};
}
inline void must_be_right(bool right, std::string_view argument, std::string_view english, std::string_view chinese) {
    if (!right) wrong_call(argument, english, chinese);
}
inline void must_be_there(bool there, std::string_view argument) { must_be_right(there, argument, "is missing", "缺失"); }
/// Adds to the caller's list; null: nowhere.
void hand_over(Diagnostics& found, banxin_diagnostics* list);
/// The status of work that failed with these.
banxin_status status_of(const Diagnostics& found);

inline Language language_of(banxin_language language) { return language == BANXIN_CHINESE ? Language::kChinese : Language::kEnglish; }
inline banxin_text text_of(std::string_view text) { return {text.data(), text.size()}; }
/// A size that something in memory can have; -1 as a size_t is none.
inline bool fits_memory(std::size_t size) { return size <= static_cast<std::size_t>(PTRDIFF_MAX); }
inline std::string_view view(banxin_text text, std::string_view name = "banxin_text") {
    must_be_right(text.data || text.size == 0, name, "has a size, but no data", "有长度而没有内容");
    must_be_right(fits_memory(text.size), name, "is longer than memory can be", "长度超出内存所能容纳");
    return text.size > 0 ? std::string_view(text.data, text.size) : std::string_view();
}
inline std::string copy(banxin_text text, std::string_view name = "banxin_text") { return std::string(view(text, name)); }
/// Of a file or folder: the system would take what stands before a zero for all of it.
inline std::string path_of(banxin_text text, std::string_view name) {
    must_be_right(view(text, name).find('\0') == std::string_view::npos, name, "is a path and may not hold a zero",
                  "是路径，不能含有零字节");
    return copy(text);
}

inline void must_have_size(std::size_t size, std::string_view name) {
    must_be_right(size >= sizeof(std::size_t), name, "needs its struct_size", "没有填写 struct_size");
}

/// The caller's struct as far as it has it; the rest is 0.
template <class Struct>
Struct taken(const Struct* from, std::string_view name) {
    Struct out{};
    if (!from) return out;
    must_have_size(from->struct_size, name);
    std::memcpy(&out, from, std::min(from->struct_size, sizeof out));
    return out;
}

/// Fills the caller's struct as far as he has it.
template <class Struct>
banxin_status give(Struct value, Struct* to) {
    if (!to || to->struct_size < sizeof(std::size_t)) return BANXIN_WRONG_CALL;
    value.struct_size = to->struct_size;
    std::memcpy(to, &value, std::min(to->struct_size, sizeof value));
    return BANXIN_OK;
}

/// The caller's source: in memory, behind a callback or in a file, and not two of them.
banxin_source taken_source(const banxin_source* from, const std::string& name);
/// The caller's sink; null is none.
std::optional<banxin_sink> taken_sink(const banxin_sink* from, const std::string& name);

/// Calls `with(source, its name)` for each of the caller's sources, which follow one another as far apart as he knows them.
template <class With>
void for_each(const banxin_source* first, std::size_t count, const std::string& name, With with) {
    if (count == 0) return;
    must_be_there(first, name);
    must_have_size(first->struct_size, name);
    const auto* at = reinterpret_cast<const char*>(first);
    for (std::size_t i = 0; i < count; ++i, at += first->struct_size) {
        const std::string one = name + '[' + std::to_string(i) + ']';
        with(taken_source(reinterpret_cast<const banxin_source*>(at), one), one);
    }
}

/// The caller's texts; `made` makes one of each.
template <class Make>
std::vector<std::string> each_of(const banxin_text* first, std::size_t count, std::string_view name, Make made) {
    must_be_there(first || count == 0, name);
    std::vector<std::string> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(made(first[i], name));
    return out;
}

/// Runs `work(found)`, which returns a status. No exception gets out.
template <class Work>
banxin_status guarded(banxin_diagnostics* list, Work work, const char* call = __builtin_FUNCTION()) noexcept {
    Diagnostics found;
    banxin_status status = BANXIN_INTERNAL;
    std::string fault;
    try {
        try {
            status = work(found);
        } catch (const Stopped& stopped) { status = stopped.status; } catch (const WrongCall& wrong) {
            status = BANXIN_WRONG_CALL;
            found.report_in(Code::kWrongCall, "", {call, wrong.argument, wrong.english, wrong.chinese});
        } catch (const std::bad_alloc&) { status = BANXIN_NO_MEMORY; } catch (const std::exception& e) {
            found.report_in(Code::kInternalFault, "", {e.what()});
        }
        hand_over(found, list);
    } catch (...) { status = BANXIN_NO_MEMORY; }  // for the messages themselves
    return status;
}

/// The same for work that makes something: null where it failed. The caller gets it last of all, so that nothing is lost.
template <class Made, class Work>
banxin_status guarded(banxin_diagnostics* list, Made** out, Work work, const char* call = __builtin_FUNCTION()) noexcept {
    if (out) *out = nullptr;
    std::unique_ptr<Made> made;
    const auto make = [&](Diagnostics& found) {
        must_be_there(out, "out");
        made = work(found);
        return made ? BANXIN_OK : status_of(found);
    };
    const banxin_status status = guarded(list, make, call);
    if (status == BANXIN_OK) *out = made.release();
    return status;
}

/// An input of at most so many bytes, read whole; `reading` is asked meanwhile. nullopt: a fault was reported.
std::optional<std::string> bytes_of(const banxin_source& source, Diagnostics& diagnostics, const Reading& reading = {},
                                    std::size_t most = kMaxInput);

/// Whether a source is the file of its name.
inline bool is_in_file(const banxin_source& source) { return !source.data && !source.read; }

class Supervisor;
/// Whether a sink is a file; else it is a callback or a descriptor.
bool is_file(const banxin_sink& sink);
/// A sink as it is written to; asks the supervisor between pieces that go to a callback.
Output output_of(const banxin_sink& sink, Supervisor& supervisor);
/// Output for a sink. False: a fault was reported.
bool put(const std::string& bytes, const banxin_sink& sink, Supervisor& supervisor, Diagnostics& diagnostics);

/// Asks the caller whether to go on, and compares with his limits.
class Supervisor : public Watch {
  public:
    explicit Supervisor(const banxin_document_options& options) : options_(options), began_(Clock::now()) {}

    void look(Stage stage, std::size_t done, std::size_t all, std::size_t held) override;
    void look(banxin_stage stage, std::uint64_t done, std::uint64_t all, std::uint64_t held);
    /// Looks while an input is read.
    Reading reading();
    /// Bytes that are held besides those of the stage.
    void hold(std::uint64_t bytes) { held_ += bytes; }
    void check_pages(std::size_t pages) const;
    /// Ends a stage, whose time is told where somebody asks for it.
    void lap(std::string_view stage);

  private:
    using Clock = std::chrono::steady_clock;
    banxin_document_options options_;
    Clock::time_point began_, last_ = began_;
    std::uint64_t held_ = 0;
};

}  // namespace banxin::api
