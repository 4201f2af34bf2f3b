// Work on many editions by several threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>

namespace banxin::batch {

/// Calls `work(thread, item)` for the items 0 to `count` - 1, on `threads` threads, until all are done or `stop` is set.
/// The first exception is thrown again here.
void for_each(std::size_t count, unsigned threads, const std::atomic<bool>& stop,
              const std::function<void(unsigned thread, std::size_t item)>& work);

}  // namespace banxin::batch
