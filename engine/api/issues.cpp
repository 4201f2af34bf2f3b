// A number with all that happened to it, as plain data.
#include "api/issues.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "base/values.hpp"

namespace banxin::api {
namespace {

banxin_issue_state state_of(const registry::Issue& issue) {
    if (issue.events.empty()) return BANXIN_RESERVED;
    switch (issue.state()) {
        case registry::State::kIssued: return BANXIN_ISSUED;
        case registry::State::kReplaced: return BANXIN_REPLACED;
        case registry::State::kVoid: return BANXIN_VOID;
        case registry::State::kReserved: break;
    }
    return BANXIN_RESERVED;
}

static_assert(static_cast<int>(registry::Kind::kReserved) == BANXIN_EVENT_RESERVED);
static_assert(static_cast<int>(registry::Kind::kCopies) == BANXIN_EVENT_COPIES);

/// Whether `text` is of the form of `form`, in which 0 is a digit and + a sign.
bool has_form(std::string_view text, std::string_view form) {
    return std::equal(text.begin(), text.end(), form.begin(), form.end(), [](char is, char wanted) {
        if (wanted == '0') return is >= '0' && is <= '9';
        return wanted == '+' ? is == '+' || is == '-' : is == wanted;
    });
}

/// A date that there is, with nothing, a time to the minute, or one to the second and how far it is from UTC.
bool is_moment(std::string_view text) {
    constexpr std::string_view kForm = "0000-00-00T00:00:00+0000";
    constexpr std::size_t kDate = 10, kMinute = 16;
    if ((text.size() != kDate && text.size() != kMinute && text.size() != kForm.size()) || !has_form(text, kForm.substr(0, text.size())))
        return false;
    const auto below = [&](std::size_t at, int most) { return text.size() < at + 2 || *parse_number(text.substr(at, 2)) < most; };
    return parse_iso_date(text.substr(0, kDate)) && below(11, 24) && below(14, 60) && below(17, 61) && below(20, 24) && below(22, 60);
}

std::uint32_t count(int n) { return static_cast<std::uint32_t>(n); }

}  // namespace

std::string on_record(banxin_text text, std::string_view name) {
    const std::string_view given = view(text, name);
    must_be_right(utf8::find_invalid(given) == given.size() && given.find('\0') == given.npos, name, "must be UTF-8 without a zero",
                  "应为 UTF-8 文本，不能含有零字节");
    return std::string(given);
}

registry::Stamp stamp_of(const banxin_stamp* given) {
    must_be_there(given, "stamp");
    const banxin_stamp stamp = taken(given, "stamp");
    must_be_right(is_moment(view(stamp.at)), "stamp.at", "must be a moment, as 2026-03-02T09:30:00+0800 or 2026-03-02",
                  "应为时间，如 2026-03-02T09:30:00+0800 或 2026-03-02");
    must_be_there(stamp.who.size > 0, "stamp.who");
    return {copy(stamp.at), on_record(stamp.who, "stamp.who")};
}

office::NumberFrom number_from(const banxin_numbering& numbering) {
    office::NumberFrom out{
        path_of(numbering.registry, "numbering.registry"), copy(numbering.series), copy(numbering.replaces), copy(numbering.reprints), {}};
    must_be_there(!out.file.empty(), "numbering.registry");
    must_be_there(!out.series.empty(), "numbering.series");
    must_be_right(out.replaces.empty() || out.reprints.empty(), "numbering.reprints", "cannot go with replaces", "不能与 replaces 同用");
    if (numbering.stamp) out.stamp = stamp_of(numbering.stamp);
    return out;
}

IssueData::IssueData(const registry::Issue& issue) {
    shares_.reserve(issue.events.size());
    files_.reserve(issue.events.size());
    for (const registry::Event& e : issue.events) {
        auto& shares = shares_.emplace_back();
        for (const registry::Share& s : e.publication.shares) shares.push_back({text_of(s.recipient), count(s.copies), count(s.first)});
        auto& files = files_.emplace_back();
        for (const registry::File& f : e.publication.files) files.push_back({text_of(f.role), text_of(f.path), text_of(f.sha256)});
        events_.push_back({static_cast<int>(e.kind), text_of(e.stamp.at), text_of(e.stamp.who), text_of(e.note),
                           text_of(e.publication.title), count(e.publication.copies), shares.data(), shares.size(), files.data(),
                           files.size()});
    }
    data_.struct_size = sizeof data_;
    data_.year = count(issue.numbers.year);
    data_.number = count(issue.numbers.number);
    data_.total = count(issue.numbers.total.value_or(0));
    data_.state = state_of(issue);
    data_.key = text_of(issue.key);
    data_.text = text_of(issue.text);
    if (const registry::Event* issued = issue.last(registry::Kind::kIssued)) data_.title = text_of(issued->publication.title);
    data_.copies = static_cast<std::uint64_t>(issue.copies());
    data_.series = text_of(issue.series);
    data_.replaces = text_of(issue.replaces);
    data_.replaced_by = text_of(issue.replaced_by);
    data_.events = events_.data();
    data_.event_count = events_.size();
}

}  // namespace banxin::api
