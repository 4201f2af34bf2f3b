// Work on many editions by several threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <vector>

namespace banxin::batch {

/// Calls `work(thread, item)` for each of the items, on `threads` threads, until all are done or `stop` is set.
/// The first exception is thrown again here.
void for_each(const std::vector<std::size_t>& items, unsigned threads, const std::atomic<bool>& stop,
              const std::function<void(unsigned thread, std::size_t item)>& work);

}  // namespace banxin::batch
