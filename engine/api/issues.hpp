// Numbers of a register as callers have them.
#pragma once

#include <vector>

#include "api/calls.hpp"
#include "office/numbering.hpp"
#include "register/records.hpp"

namespace banxin::api {

/// What the register takes as a number.
inline int whole(std::uint32_t number, std::string_view name) {
    must_be_right(number <= INT32_MAX, name, "must be at most 2147483647", "最大为 2147483647");
    return static_cast<int>(number);
}

/// What is put on record stays for ever: text in UTF-8 without a zero.
std::string on_record(banxin_text text, std::string_view name);

/// When and by whom; both must be there.
registry::Stamp stamp_of(const banxin_stamp* given);

/// Where a number comes from; the stamp may be missing.
office::NumberFrom number_from(const banxin_numbering& numbering);

/// A number as data that lives as long as this and the issue.
class IssueData {
  public:
    explicit IssueData(const registry::Issue& issue);
    const banxin_issue& data() const { return data_; }

  private:
    std::vector<std::vector<banxin_share>> shares_;  // by event
    std::vector<std::vector<banxin_file>> files_;    // likewise
    std::vector<banxin_event> events_;
    banxin_issue data_{};
};

}  // namespace banxin::api
