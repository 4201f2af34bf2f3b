// Names, states and written numbers of the records.
#include "register/records.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace banxin::registry {

std::string_view name_of(Kind kind) {
    static constexpr std::array<std::string_view, 8> kNames{"reserved", "prepared", "released",  "issued",
                                                            "void",     "replaced", "reprinted", "copies"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::string_view name_of(State state) {
    static constexpr std::array<std::string_view, 4> kNames{"reserved", "issued", "replaced", "void"};
    return kNames[static_cast<std::size_t>(state)];
}

const Event* Issue::last(Kind kind) const {
    const auto found = std::find_if(events.rbegin(), events.rend(), [&](const Event& e) { return e.kind == kind; });
    return found == events.rend() ? nullptr : &*found;
}

const Event* Issue::open() const {
    if (state() != State::kReserved) return nullptr;
    const auto found =
        std::find_if(events.rbegin(), events.rend(), [](const Event& e) { return e.kind == Kind::kPrepared || e.kind == Kind::kReleased; });
    return found == events.rend() || found->kind == Kind::kReleased ? nullptr : &*found;
}

State Issue::state() const {
    if (last(Kind::kVoid)) return State::kVoid;
    if (last(Kind::kReplaced)) return State::kReplaced;
    return last(Kind::kIssued) ? State::kIssued : State::kReserved;
}

std::int64_t Issue::copies() const {
    std::int64_t sum = 0;
    for (const Event& e : events)
        if (e.kind == Kind::kIssued || e.kind == Kind::kReprinted) sum += e.publication.copies;
    return sum;
}

std::int64_t Issue::given() const {
    std::int64_t sum = 0;
    for (const Event& e : events)
        if (e.kind != Kind::kPrepared)
            for (const Share& s : e.publication.shares) sum += s.copies;
    return sum;
}

std::int64_t Issue::last_given() const {
    std::int64_t last = 0;
    for (const Event& e : events)
        if (e.kind != Kind::kPrepared)
            for (const Share& s : e.publication.shares) last = std::max<std::int64_t>(last, s.first + s.copies - (s.copies > 0 ? 1 : 0));
    return last;
}

std::optional<std::string> written(const Series& series, const Numbers& numbers) {
    std::string out;
    bool has_number = false;
    for (std::size_t at = 0; at < series.pattern.size(); ++at) {
        if (series.pattern[at] != '{') {
            out += series.pattern[at];
            continue;
        }
        const std::size_t end = series.pattern.find('}', at);
        if (end == std::string::npos) return std::nullopt;
        const std::string_view name = std::string_view(series.pattern).substr(at + 1, end - at - 1);
        if (name == "number") out += fmt::format("{}", numbers.number), has_number = true;
        else if (name == "year") out += fmt::format("{}", numbers.year);
        else if (name == "total" && series.has_total()) out += fmt::format("{}", numbers.total.value_or(0));
        else return std::nullopt;
        at = end;
    }
    return has_number ? std::optional(out) : std::nullopt;
}

std::string key_of(const Series& series, const Numbers& numbers) {
    return series.counting == Counting::kYearly ? fmt::format("{}-{}", numbers.year, numbers.number) : fmt::format("{}", numbers.number);
}

}  // namespace banxin::registry
