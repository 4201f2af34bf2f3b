// Drafts of a run on the disk: a file without a name, so that it is gone whenever the run ends.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "pdf/writer.hpp"

namespace banxin::batch {

/// Any thread may keep and take, each row once.
class Aside {
  public:
    /// In the first of these folders that takes one; none: nothing is kept.
    explicit Aside(const std::vector<std::string>& folders);
    ~Aside();
    Aside(const Aside&) = delete;
    Aside& operator=(const Aside&) = delete;

    /// Before the first is kept.
    void expect(std::size_t rows) { places_.assign(rows, {}); }
    /// False: there is no file, or no room for it.
    bool keep(std::size_t row, const pdf::Draft& draft);
    /// nullopt: it was not kept, or cannot be read.
    std::optional<pdf::Draft> take(std::size_t row) const;
    void clear() { places_.assign(places_.size(), {}); }

  private:
    struct Place {
        std::uint64_t from = 0;
        std::uint32_t size = 0;  // 0: not kept
        std::vector<display::PicturePtr> pictures{};
    };
    int file_ = -1;
    std::atomic<std::uint64_t> end_{0};
    std::vector<Place> places_;  // by row
};

}  // namespace banxin::batch
