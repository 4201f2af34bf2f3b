// What every call over the C border does: callers' structs read as far as they have them, faults turned into a status.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
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

/// Adds to the caller's list; null: nowhere.
void hand_over(Diagnostics& found, banxin_diagnostics* list);
/// The status of work that failed with these.
banxin_status status_of(const Diagnostics& found);

inline Language language_of(banxin_language language) { return language == BANXIN_CHINESE ? Language::kChinese : Language::kEnglish; }
inline banxin_text text_of(std::string_view text) { return {text.data(), text.size()}; }
inline std::string_view view(banxin_text text) {
    if (text.size > 0 && !text.data) throw Stopped{BANXIN_WRONG_CALL};
    return text.size > 0 ? std::string_view(text.data, text.size) : std::string_view();
}
inline std::string copy(banxin_text text) { return std::string(view(text)); }
/// Of a file or folder: the system would take what stands before a zero for all of it.
inline std::string path_of(banxin_text text) {
    if (view(text).find('\0') != std::string_view::npos) throw Stopped{BANXIN_WRONG_CALL};
    return copy(text);
}

/// The caller's struct as far as it has it; the rest is 0.
template <class Struct>
Struct taken(const Struct* from) {
    Struct out{};
    if (!from) return out;
    if (from->struct_size < sizeof(std::size_t)) throw Stopped{BANXIN_WRONG_CALL};
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

/// Calls `with` for each of the caller's structs, which follow one another as far apart as he knows them.
template <class Struct, class With>
void for_each(const Struct* first, std::size_t count, With with) {
    if (count > 0 && (!first || first->struct_size < sizeof(std::size_t))) throw Stopped{BANXIN_WRONG_CALL};
    const auto* at = reinterpret_cast<const char*>(first);
    for (std::size_t i = 0; i < count; ++i, at += first->struct_size) with(taken(reinterpret_cast<const Struct*>(at)));
}

/// The caller's texts; `made` makes one of each.
template <class Make>
std::vector<std::string> each_of(const banxin_text* first, std::size_t count, Make made) {
    if (count > 0 && !first) throw Stopped{BANXIN_WRONG_CALL};
    std::vector<std::string> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(made(first[i]));
    return out;
}

/// Runs `work(found)`, which returns a status. No exception gets out.
template <class Work>
banxin_status guarded(banxin_diagnostics* list, Work work) noexcept {
    Diagnostics found;
    banxin_status status = BANXIN_INTERNAL;
    std::string fault;
    try {
        try {
            status = work(found);
        } catch (const Stopped& stopped) { status = stopped.status; } catch (const std::bad_alloc&) {
            status = BANXIN_NO_MEMORY;
        } catch (const std::exception& e) { found.report_in(Code::kInternalFault, "", {e.what()}); }
        hand_over(found, list);
    } catch (...) { status = BANXIN_NO_MEMORY; }  // for the messages themselves
    return status;
}

/// The same for work that makes something: null where it failed. The caller gets it last of all, so that nothing is lost.
template <class Made, class Work>
banxin_status guarded(banxin_diagnostics* list, Made** out, Work work) noexcept {
    if (!out) return BANXIN_WRONG_CALL;
    *out = nullptr;
    std::unique_ptr<Made> made;
    const banxin_status status = guarded(list, [&](Diagnostics& found) {
        made = work(found);
        return made ? BANXIN_OK : status_of(found);
    });
    if (status == BANXIN_OK) *out = made.release();
    return status;
}

/// An input, read whole. nullopt: a fault was reported.
std::optional<std::string> bytes_of(const banxin_source& source, Diagnostics& diagnostics);

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
