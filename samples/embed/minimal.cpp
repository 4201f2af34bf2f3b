// minimal BRIEF PDF [FONTS]: a brief to a PDF, from C++. FONTS: a folder of fonts beside those of the system.
#include <banxin.hpp>
#include <iostream>

int main(int argc, char** argv) try {
    if (argc < 3) return 2;
    banxin::Engine::Options options;
    if (argc > 3) options.font_folders = {argv[3]};

    const banxin::Engine engine(options);
    const banxin::Document document(engine, banxin::Source::file(argv[1]));
    document.write_file(argv[2]);
    return 0;
} catch (const banxin::Error& error) {
    std::cerr << error.what() << '\n';
    return error.status();
}
