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
    if (options.no_official_layouts == 0)
        for (const Official& file : official_layouts()) engine.library.add_layout(std::string(file.name), {file.file_name(), file.bytes});
    for (const std::string& folder : each_of(options.layout_folders, options.layout_folder_count, "options.layout_folders", path_of))
        engine.library.add_folder(folder);
    std::vector<std::string> names;
    for_each(options.layouts, options.layout_count, "options.layouts", [&](const banxin_source& source, const std::string&) {
        auto bytes = bytes_of(source, diagnostics);
        if (!bytes) return;
        engine.kept.push_back(std::move(*bytes));
        names.push_back(layout_name(view(source.name)));
        engine.library.add_layout(names.back(), {std::string(view(source.name)), engine.kept.back()});
    });
    for (const std::string& name : names)
        if (!reader::is_layout_name(name)) diagnostics.report_in(Code::kNotALayoutName, name, {name});
        else engine.layout(name, {}, diagnostics);
    return !diagnostics.failed();
}

/// More than any font has that is in use.
constexpr std::size_t kMostFont = std::size_t{512} << 20;

/// What is in memory or behind a callback is read now, for it is not kept after the call.
FontWishes::Given given(const banxin_source& source, Diagnostics& diagnostics) {
    FontWishes::Given out{std::string(view(source.name)), nullptr};
    if (source.data || source.read) {
        auto bytes = bytes_of(source, diagnostics, {}, kMostFont);
        out.bytes = std::make_shared<const std::string>(bytes ? std::move(*bytes) : std::string());
    }
    return out;
}

FontWishes wishes_of(const banxin_engine_options& options, Diagnostics& diagnostics) {
    FontWishes out;
    if (options.catalogue) out.catalogue = given(taken_source(options.catalogue, "options.catalogue"), diagnostics);
    for_each(options.fonts, options.font_count, "options.fonts",
             [&](const banxin_source& source, const std::string&) { out.fonts.push_back(given(source, diagnostics)); });
    for (std::string& folder : each_of(options.font_folders, options.font_folder_count, "options.font_folders", path_of)) {
        out.folders.push_back(absolute(folder));
        out.asked.push_back(std::move(folder));
    }
    if (options.no_system_fonts == 0)
        for (std::string& folder : system_font_folders()) out.folders.push_back(std::move(folder));
    out.index = path_of(options.font_index, "options.font_index");
    out.free = options.free_fonts != 0;
    return out;
}

/// A font in a file of its own is left where it is.
void index_font(font::FontIndex& index, const FontWishes::Given& font, Diagnostics& diagnostics) {
    index.files.push_back(font.bytes ? font::index_bytes(font.name, font.bytes) : font::index_file(absolute(font.name)));
    if (index.files.back().faces.empty()) diagnostics.report_in(Code::kNoFont, font.name, {font.name});
}

void check_folder(const std::string& folder, Diagnostics& diagnostics) {
    std::error_code error;
    const std::filesystem::directory_iterator readable(folder, error);
    if (error) diagnostics.report_in(Code::kNoFontFolder, folder, {folder});
}

}  // namespace

bool Engine::read_catalogue(Diagnostics& diagnostics) {
    std::shared_ptr<const xml::Document> document;
    if (!wishes.catalogue) document = xml::Document::parse(official_catalogue().bytes, official_catalogue().file_name(), {}, diagnostics);
    else if (wishes.catalogue->bytes) document = xml::Document::parse(*wishes.catalogue->bytes, wishes.catalogue->name, {}, diagnostics);
    else document = read_xml(wishes.catalogue->name, diagnostics);
    if (document) catalogue_ = font::read_catalogue(*document, diagnostics);
    return catalogue_.has_value();
}

void Engine::choose(Diagnostics& diagnostics, const Lap& lap) {
    if (!read_catalogue(diagnostics)) return;
    font::FontIndex index;
    for (const FontWishes::Given& font : wishes.fonts) index_font(index, font, diagnostics);
    for (const std::string& folder : wishes.asked) check_folder(folder, diagnostics);
    const bool all_there = !diagnostics.failed();
    font::FontIndex found = indexed_fonts(wishes.folders, wishes.index);
    index.files.insert(index.files.end(), std::make_move_iterator(found.files.begin()), std::make_move_iterator(found.files.end()));
    if (lap) lap("font index");
    if (all_there) choice_ = font::choose(*catalogue_, index, wishes.free, diagnostics);
    if (lap) lap("font choice");
}

bool Engine::find_fonts(Diagnostics& diagnostics, const Lap& lap) {
    const std::lock_guard lock(guard_);
    if (looked_ && !faults_.failed()) return true;
    if (!looked_) {
        faults_ = {};
        choose(faults_, lap);
        looked_ = true;
    }
    diagnostics.add_all(faults_);
    return !faults_.failed();
}

bool take_pictures(Pictures& to, const banxin_source& brief, const banxin_source* pictures, std::size_t count, const Reading& reading,
                   Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.errors();
    if (is_in_file(brief)) to.set_folder(std::filesystem::path(copy(brief.name)).parent_path().string());
    for_each(pictures, count, "options.pictures", [&](const banxin_source& source, const std::string& which) {
        const std::string name = path_of(source.name, which + ".name");
        must_be_there(!name.empty(), which + ".name");
        to.add(name, is_in_file(source) ? std::nullopt : bytes_of(source, diagnostics, reading));
    });
    return diagnostics.errors() == before;
}

LayoutPtr Engine::layout(const std::string& name, SourcePos where, Diagnostics& diagnostics) {
    return layouts_.get(name, where, diagnostics);
}

LayoutPtr Engine::layout(const std::string& asked, const std::string& wish, SourcePos where, Diagnostics& diagnostics,
                         const Reading& reading) {
    if (asked.empty()) return layout(wish, where, diagnostics);
    if (reader::is_layout_name(asked)) return layout(asked, {}, diagnostics);
    Library own = library;
    own.while_reading(reading);
    return layout(own, asked, wish, where, diagnostics);
}

LayoutPtr Engine::layout(Library& own, const std::string& asked, const std::string& wish, SourcePos where, Diagnostics& diagnostics) const {
    if (!layout_files && !asked.empty() && !reader::is_layout_name(asked))
        return diagnostics.report_in(Code::kNotALayoutName, "", {asked}), nullptr;
    return own.layout(asked, wish, where, diagnostics);
}

}  // namespace banxin::api

using namespace banxin;
using namespace banxin::api;

extern "C" {

banxin_status banxin_engine_new(const banxin_engine_options* options, banxin_diagnostics* diagnostics, banxin_engine** out) {
    return guarded(diagnostics, out, [&](Diagnostics& found) -> std::unique_ptr<banxin_engine> {
        const banxin_engine_options wishes = taken(options, "options");
        auto engine = std::make_shared<Engine>();
        engine->layout_files = wishes.layout_files != 0;
        const bool layouts = take_layouts(*engine, wishes, found);
        engine->wishes = wishes_of(wishes, found);
        const bool fonts = wishes.fonts_when_needed != 0 || engine->find_fonts(found);
        if (!layouts || !fonts || found.failed()) return nullptr;
        return std::make_unique<banxin_engine>(banxin_engine{std::move(engine)});
    });
}

void banxin_engine_free(banxin_engine* engine) { const std::unique_ptr<banxin_engine> owner(engine); }

}  // extern "C"
