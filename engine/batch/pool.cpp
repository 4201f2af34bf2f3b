// Threads that take the next item until none is left.
#include "batch/pool.hpp"

#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace banxin::batch {

void for_each(std::size_t count, unsigned threads, const std::atomic<bool>& stop,
              const std::function<void(unsigned thread, std::size_t item)>& work) {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> broken{false};
    std::exception_ptr thrown;
    std::mutex guard;
    const auto run = [&](unsigned thread) {
        try {
            for (std::size_t i; !stop && !broken && (i = next++) < count;) work(thread, i);
        } catch (...) {
            const std::lock_guard lock(guard);
            if (!broken) thrown = std::current_exception();
            broken = true;
        }
    };
    std::vector<std::thread> others;
    try {
        for (unsigned i = 1; i < threads; ++i) others.emplace_back(run, i);
    } catch (const std::exception&) {}  // the system gives no more threads: those that there are do the work
    run(0);
    for (std::thread& other : others) other.join();
    if (thrown) std::rethrow_exception(thrown);
}

}  // namespace banxin::batch
