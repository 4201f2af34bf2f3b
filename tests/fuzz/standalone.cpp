// Runs a fuzz entry over the files given and over changes of them, for compilers without libFuzzer: the same changes in every run.
//   fuzz_NAME [-runs=N] FILE ...      N changes of each file, ten times as many under BANXIN_LONG; what brings the entry down is left in ./fuzz-crash.bin
#include <algorithm>
#include <array>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

const std::string* running = nullptr;

void keep_input(int signal) {
    if (std::FILE* file = std::fopen("fuzz-crash.bin", "wb")) {
        std::fwrite(running->data(), 1, running->size(), file);
        std::fclose(file);
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void run(const std::string& bytes) {
    running = &bytes;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

/// Changes a file as a slip of the hand, a bad merge or malice would.
class Changer {
  public:
    explicit Changer(const std::vector<std::string>& seeds) : seeds_(seeds) {}

    std::string changed(std::string bytes) {
        for (std::size_t n = 1 + below(3); n > 0; --n) change(bytes);
        return bytes;
    }

  private:
    std::size_t below(std::size_t n) { return n == 0 ? 0 : dice_() % n; }

    struct Piece {
        std::size_t at, size;
    };
    /// From one `mark` to the next (a tag with the text after it, a quoted value), or any few bytes.
    Piece piece(const std::string& bytes, char mark) {
        const std::size_t at = bytes.find(mark, below(bytes.size()));
        if (at == std::string::npos) return {below(bytes.size()), below(16)};
        const std::size_t end = bytes.find(mark, at + 1);
        return {at, std::min(end == std::string::npos ? bytes.size() : end, at + 4'096) - at};
    }

    void change(std::string& bytes) {
        static constexpr std::array<std::string_view, 16> kTokens{
            "<",       ">",   "&",   "\"", "]]>", "<!--", "&#0;", "\xEF\xBF\xBF", "\xC0", "", "0", "-1", "99999999999999999999",
            "99999mm", "1字", "../x"};
        const std::string& other = seeds_[below(seeds_.size())];
        const char mark = below(3) == 0 ? '"' : '<';
        const Piece here = piece(bytes, mark), there = piece(other, mark);
        static constexpr std::string_view kBounds("\x00\x01\x7F\x80\xFF", 5);
        const std::size_t at = below(bytes.size());
        switch (bytes.empty() ? 4 : below(10)) {
            case 0: bytes.erase(here.at, here.size); return;
            case 1: bytes.insert(here.at, bytes, here.at, here.size); return;
            case 2: bytes.replace(here.at, here.size, other, there.at, there.size); return;
            case 3: bytes.insert(here.at, other, there.at, there.size); return;
            case 4: bytes.insert(std::min(here.at + 1, bytes.size()), kTokens[below(kTokens.size())]); return;
            // What breaks readers of numbers and offsets.
            case 5: bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8))); return;
            case 6: bytes[at] = kBounds[below(kBounds.size())]; return;
            case 7: bytes[at] = static_cast<char>(bytes[at] + (below(2) == 0 ? 1 : -1)); return;
            case 8: bytes.resize(at); return;
            default:
                if (mark == '"' && here.size > 1) bytes.replace(here.at + 1, here.size - 1, kTokens[below(kTokens.size())]);
                else if (here.at < bytes.size()) bytes[here.at] = static_cast<char>(dice_());
        }
    }

    const std::vector<std::string>& seeds_;
    std::mt19937 dice_{20'240'301};
};

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> seeds;
    std::size_t runs = 0;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument.starts_with("-runs=")) {
            runs = std::strtoull(argv[i] + 6, nullptr, 10);
            continue;
        }
        std::ifstream file(argv[i], std::ios::binary);
        if (!file) {
            std::cerr << "cannot read " << argument << "\n";
            return 1;
        }
        seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    if (std::getenv("BANXIN_LONG")) runs *= 10;
    for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGBUS}) std::signal(signal, keep_input);
    for (const std::string& seed : seeds) run(seed);
    Changer changer(seeds);
    for (std::size_t i = 0; i < runs; ++i)
        for (const std::string& seed : seeds) run(changer.changed(seed));
    std::cout << seeds.size() << " files and " << runs << " changes of each\n";
}
