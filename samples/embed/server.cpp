// server BRIEF FONTS: what a server does: one engine, many threads, limits, PDFs that stay in memory, previews from placed pages.
#include <atomic>
#include <banxin.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <thread>

namespace {

/// The width of all glyphs on a page in millimetres, as a preview would draw them.
double drawn(const banxin::Document& document, std::size_t page) {
    constexpr double kPerMillimetre = 36'000;
    double out = 0;
    for (std::size_t i = 0; i < document.page(page).items; ++i) {
        if (document.item(page, i).kind != BANXIN_GLYPHS) continue;
        for (const banxin_glyph& glyph : document.glyphs(page, i)) out += static_cast<double>(glyph.advance) / kPerMillimetre;
    }
    return out;
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 3) return 2;
    std::ifstream file(argv[1], std::ios::binary);
    const std::string brief{std::istreambuf_iterator<char>(file), {}};
    banxin::Engine::Options options;
    options.font_folders = {argv[2]};
    const banxin::Engine engine(options);

    banxin::Document::Options limits;
    limits.max_pages = 500;
    limits.max_memory = 500'000'000;
    limits.max_time = std::chrono::seconds(30);

    std::atomic<std::size_t> bytes{0};
    const auto serve = [&] {
        const banxin::Document document(engine, banxin::Source::memory("request.xml", brief), limits);
        bytes += document.pdf().size();
    };
    std::thread first(serve), second(serve);
    first.join();
    second.join();

    limits.max_pages = 1;
    try {
        const banxin::Document refused(engine, banxin::Source::memory("request.xml", brief), limits);
    } catch (const banxin::Error& error) { std::cout << error.what() << '\n'; }

    const banxin::Document document(engine, banxin::Source::memory("request.xml", brief));
    std::cout << document.pages() << " pages, " << bytes << " bytes, " << static_cast<int>(drawn(document, 0)) << " mm of glyphs\n";
    return 0;
} catch (const banxin::Error& error) {
    std::cerr << error.what() << '\n';
    return error.status();
}
