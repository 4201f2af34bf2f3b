// An engine: official layouts and catalogue from inside the library, what was handed in, fonts.
#include "api/engine.hpp"

#include <filesystem>

#include "api/official.hpp"
#include "files/files.hpp"

namespace banxin::api {
namespace {

/// "work-brief" of "my/work-brief.xml".
std::string layout_name(std::string_view source) {
    const std::string_view file = source.substr(source.rfind('/') + 1);
    return std::string(file.ends_with(".xml") ? file.substr(0, file.size() - 4) : file);
}

/// Those that were handed in are read at once: their faults come now, and all of them.
bool take_layouts(Engine& engine, const banxin_engine_options& options, Diagnostics& diagnostics) {
    for (const Official& file : official_layouts()) engine.library.add_layout(std::string(file.name), {file.file_name(), file.bytes});
    for (std::size_t i = 0; i < options.layout_folder_count; ++i) engine.library.add_folder(std::string(view(options.layout_folders[i])));
    std::vector<std::string> names;
    for_each(options.layouts, options.layout_count, [&](const banxin_source& source) {
        auto bytes = bytes_of(source, diagnostics);
        if (!bytes) return;
        engine.kept.push_back(std::move(*bytes));
        names.push_back(layout_name(view(source.name)));
        engine.library.add_layout(names.back(), {std::string(view(source.name)), engine.kept.back()});
    });
    for (const std::string& name : names)
        if (!reader::is_layout_name(name)) diagnostics.report_in(Code::kNotALayoutName, name, {name});
        else engine.layouts.get(name, {}, diagnostics);
    return !diagnostics.failed();
}

bool take_catalogue(Engine& engine, const banxin_engine_options& options, Diagnostics& diagnostics) {
    std::shared_ptr<const xml::Document> document;
    if (options.catalogue) {
        const banxin_source source = taken(options.catalogue);
        if (const auto bytes = bytes_of(source, diagnostics)) document = xml::Document::parse(*bytes, view(source.name), {}, diagnostics);
    } else {
        document = xml::Document::parse(official_catalogue().bytes, official_catalogue().file_name(), {}, diagnostics);
    }
    auto catalogue = document ? font::read_catalogue(*document, diagnostics) : std::nullopt;
    if (catalogue) engine.catalogue = std::move(*catalogue);
    return catalogue.has_value();
}

/// A font in a file of its own is left where it is; others are kept whole.
bool take_font(font::FontIndex& index, const banxin_source& source, Diagnostics& diagnostics) {
    const std::string name(view(source.name));
    if (!source.data && !source.read) {
        if (name.empty()) throw Stopped{BANXIN_WRONG_CALL};
        index.files.push_back(font::index_file(absolute(name)));
    } else {
        index.files.push_back(font::index_bytes(name, std::make_shared<const std::string>(bytes_of(source, diagnostics).value())));
    }
    if (!index.files.back().faces.empty()) return true;
    return diagnostics.report_in(Code::kNoFont, name, {name}), false;
}

bool take_fonts(Engine& engine, const banxin_engine_options& options, Diagnostics& diagnostics) {
    font::FontIndex index;
    bool all_there = true;
    for_each(options.fonts, options.font_count,
             [&](const banxin_source& source) { all_there = take_font(index, source, diagnostics) && all_there; });
    std::vector<std::string> folders;
    for (std::size_t i = 0; i < options.font_folder_count; ++i) folders.push_back(absolute(std::string(view(options.font_folders[i]))));
    if (options.no_system_fonts == 0)
        for (std::string& folder : system_font_folders()) folders.push_back(std::move(folder));
    font::FontIndex found = indexed_fonts(folders, std::string(view(options.font_index)));
    index.files.insert(index.files.end(), std::make_move_iterator(found.files.begin()), std::make_move_iterator(found.files.end()));
    if (all_there) engine.choice = font::choose(engine.catalogue, index, options.free_fonts != 0, diagnostics);
    return !diagnostics.failed();
}

}  // namespace

LayoutPtr Engine::layout(const std::string& name, SourcePos where, Diagnostics& diagnostics) {
    if (!name.empty() && !reader::is_layout_name(name)) return diagnostics.report(Code::kNotALayoutName, where, {name}), nullptr;
    return layouts.get(name, where, diagnostics);
}

}  // namespace banxin::api

using namespace banxin;
using namespace banxin::api;

extern "C" {

banxin_status banxin_engine_new(const banxin_engine_options* options, banxin_diagnostics* diagnostics, banxin_engine** out) {
    return guarded(diagnostics, out, [&](Diagnostics& found) -> std::unique_ptr<banxin_engine> {
        const banxin_engine_options wishes = taken(options);
        auto engine = std::make_shared<Engine>();
        const bool layouts = take_layouts(*engine, wishes, found);
        const bool catalogue = take_catalogue(*engine, wishes, found);
        if (!catalogue || !take_fonts(*engine, wishes, found) || !layouts) return nullptr;
        return std::make_unique<banxin_engine>(banxin_engine{std::move(engine)});
    });
}

void banxin_engine_free(banxin_engine* engine) { const std::unique_ptr<banxin_engine> owner(engine); }

}  // extern "C"
