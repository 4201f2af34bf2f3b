// Publication of a run, and its verification.
#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "batch/folder.hpp"
#include "batch/origin.hpp"
#include "batch/publish.hpp"

namespace banxin::batch {
namespace {

bool is_manifest(std::string_view name) { return name == "manifest.jsonl" || name.starts_with("manifest-"); }

std::vector<Manifest> manifests_in(const Folder& folder, const std::string& path, Diagnostics& diagnostics) {
    std::vector<Manifest> out;
    for (const std::string& name : folder.names_ending(".jsonl")) {
        if (!is_manifest(name)) continue;
        const auto text = folder.read(name);
        if (auto manifest = text ? parse_manifest(*text, fmt::format("{}/{}", path, name), diagnostics) : std::nullopt)
            out.push_back(std::move(*manifest));
    }
    return out;
}

}  // namespace

std::string text_of(const std::vector<edition::CopyRange>& ranges) {
    std::string out;
    for (const edition::CopyRange& range : ranges)
        out += fmt::format("{}{}-{}", out.empty() ? "" : ",", edition::copy_number(range.first), edition::copy_number(range.last));
    return out;
}

namespace {

std::string form_of(const Settings& settings) {
    std::string out = settings.numbered ? "numbered" : settings.copies ? "copies" : "";
    for (const edition::Part& part : settings.only) {
        out += fmt::format("{}only {}", out.empty() ? "" : ", ", part.key);
        if (part.copies) out += fmt::format("{}{}", part.key.empty() ? "" : ":", text_of({*part.copies}));
    }
    return out;
}

}  // namespace

std::string lists_of(const std::vector<List>& lists) {
    std::vector<std::string> names;
    for (const List& list : lists) names.push_back(list.layout);
    return names.empty() ? "" : fmt::format("{}", fmt::join(names, ", "));
}

Manifest manifest_of(Run& run, const Origin& origin) {
    Manifest out;
    out.program = origin.program;
    out.number = origin.number;
    out.glyphs = sha256(run.shared().glyphs());
    for (std::size_t row = 0; row < run.rows(); ++row) out.editions += run.named(row);
    out.form = form_of(run.settings());
    out.shard = run.settings().shard;
    out.shards = run.settings().shards;
    out.sources = {{"brief", origin.brief, origin.brief_sha256}, {"table", origin.table, origin.table_sha256}};
    if (origin.catalogue) out.sources.push_back({"catalogue", origin.catalogue->name, origin.catalogue->sha256});
    std::set<std::pair<std::string, std::string>> layouts, fonts;
    const auto add = [&](const Layout& layout) {
        for (const SourceFilePtr& file : layout.files) layouts.emplace(file->name, file->sha256);
    };
    for (const LayoutPtr& layout : run.layouts().all()) add(*layout);
    if (run.settings().sheet) add(*run.settings().sheet);
    for (const std::uint16_t id : run.shared().faces())
        if (const font::Face* face = run.fonts().face(id)) fonts.emplace(face->path(), face->sha256());
    out.sources.insert(out.sources.end(), origin.pictures.begin(), origin.pictures.end());
    for (const auto& [path, hash] : layouts) out.sources.push_back({"layout", path, hash});
    for (const auto& [path, hash] : fonts) out.sources.push_back({"font", path, hash});
    return out;
}

namespace {

/// The editions that a run went on without.
std::string left_out(const Manifest& manifest) {
    constexpr std::size_t kShown = 10;
    std::vector<std::string> names;
    for (const Entry& entry : manifest.entries)
        if (!entry.made && entry.first_page == 0 && !entry.edition.empty()) names.push_back(entry.edition);
    if (names.size() > kShown) names.resize(kShown), names.emplace_back("…");
    return names.empty() ? "" : listed(names);
}

/// `there` and `here` are of two runs, and this is what differs.
void report_other(const Manifest& there, const Manifest& here, const Manifest::Part& part, const std::string& folder,
                  Diagnostics& diagnostics) {
    const auto shown = [](const std::string& lists) { return lists.empty() ? std::string("-") : lists; };
    if (part.name == "lists")
        return diagnostics.report_in(Code::kOtherLists, folder, {there.file_name(), shown(there.lists), shown(here.lists)});
    if (const std::string names = left_out(there); part.name == "table" && !names.empty())
        return diagnostics.report_in(Code::kOtherRunLacks, folder, {there.file_name(), part.english, part.chinese, names});
    diagnostics.report_in(Code::kOtherRun, folder, {there.file_name(), part.english, part.chinese});
}

/// False, and reported: a manifest that lies there is of another run.
bool same_run(const Manifest& there, const Manifest& here, const std::string& folder, bool resumed, Diagnostics& diagnostics) {
    const std::vector<Manifest::Part> theirs = there.identity(), ours = here.identity();
    for (std::size_t i = 0; i < ours.size(); ++i) {
        if (theirs[i].value == ours[i].value) continue;
        // With the number of a run that ended early: not to be made again under another.
        if (ours[i].name == "number" && !resumed) return diagnostics.report_in(Code::kRunThere, folder, {folder}), false;
        return report_other(there, here, ours[i], folder, diagnostics), false;
    }
    return true;
}

void take_entries(const Manifest& there, Folder& folder, std::vector<bool>& done) {
    std::map<std::string_view, const Entry*> by_file;
    for (const Entry& entry : there.entries)
        if (entry.made) by_file[entry.file] = &entry;
    for (std::size_t i = 0; i < done.size(); ++i) {
        const auto found = by_file.find(folder.entries()[i].file);
        if (found == by_file.end() || folder.hash(found->second->file) != found->second->sha256) continue;
        folder.entries()[i] = *found->second;
        done[i] = true;
    }
}

/// All that is not `done` is written; then the manifest and all of it take their names.
bool write_and_name(Run& run, const std::vector<bool>& done, const std::vector<List>& lists, Folder& folder, const std::string& path,
                    Manifest& manifest, const Steps& steps, Result& result, Diagnostics& diagnostics) {
    if (!run.write(done, folder, diagnostics)) return false;
    if (run.settings().shard == 1 && !put_lists(folder, run.rows(), lists, diagnostics)) return false;
    for (std::size_t row = 0; row < run.rows(); ++row) {
        if (!run.in_shard(row) || !run.named(row)) continue;
        (done[row] ? result.skipped : run.failed(row) ? result.failed : result.made) += 1;
        manifest.entries.push_back(folder.entries()[row]);
        if (run.settings().copies) manifest.entries.back().copies = text_of(run.wanted_copies(row));
    }
    for (std::size_t i = run.rows(); i < folder.entries().size(); ++i)
        if (folder.entries()[i].made) manifest.entries.push_back(folder.entries()[i]);
    if (steps.written && !steps.written(manifest, diagnostics)) return false;
    const double begin = run.clock ? run.clock() : 0;
    const bool published = name_all(folder, manifest, path, diagnostics);
    if (run.clock) run.publishing = run.clock() - begin;
    return published;
}

}  // namespace

bool name_all(Folder& folder, Manifest& manifest, const std::string& path, Diagnostics& diagnostics) {
    const auto look = [&](Diagnostics& found) {
        const std::vector<Manifest> there = manifests_in(folder, path, found);
        return !found.failed() &&
               std::all_of(there.begin(), there.end(), [&](const Manifest& m) { return same_run(m, manifest, path, true, found); });
    };
    return folder.publish(manifest, look, diagnostics);
}

bool put_lists(Folder& folder, std::size_t rows, const std::vector<List>& lists, Diagnostics& diagnostics) {
    for (std::size_t i = 0; i < lists.size(); ++i) {
        const pdf::Bytes bytes{std::make_shared<const pdf::Beginning>(), lists[i].pdf};
        if (!folder.put(rows + i, bytes, lists[i].pages, diagnostics)) return false;
    }
    return true;
}

bool take_done(Folder& folder, const Manifest& manifest, const std::string& path, bool resume, std::vector<bool>& done,
               Diagnostics& diagnostics) {
    Diagnostics unreadable;
    for (const Manifest& there : manifests_in(folder, path, unreadable)) {
        if (!same_run(there, manifest, path, resume, diagnostics)) return false;
        if (there.shard != manifest.shard) continue;
        if (!resume) return diagnostics.report_in(Code::kRunThere, path, {path}), false;
        take_entries(there, folder, done);
    }
    diagnostics.add_all(unreadable);
    return !unreadable.failed();
}

bool publish(Run& run, const std::vector<List>& lists, const Origin& origin, const std::string& path, bool resume, const Steps& steps,
             Result& result, Diagnostics& diagnostics) {
    const auto folder = Folder::open(path, run.settings().shards > 1 ? Folder::For::kShards : Folder::For::kOneRun, diagnostics);
    if (!folder) return false;
    Manifest manifest = manifest_of(run, origin);
    manifest.lists = lists_of(lists);
    if (resume) folder->remove_left_over();
    folder->expect(run, lists);
    std::vector<bool> done(run.rows(), false);
    if (!take_done(*folder, manifest, path, resume, done, diagnostics) || (steps.begin && !steps.begin(diagnostics))) return false;
    const bool published = write_and_name(run, done, lists, *folder, path, manifest, steps, result, diagnostics);
    if (steps.end) steps.end(published, diagnostics);
    return published;
}

bool holds_run(const std::string& path) {
    std::error_code error;
    const std::filesystem::directory_iterator names(path, error);
    return std::any_of(begin(names), end(names), [](const auto& entry) {
        const std::string name = entry.path().filename().string();
        return is_manifest(name) || name.starts_with(kTemporary);
    });
}

std::size_t verify(const std::string& path, Diagnostics& diagnostics) {
    const auto folder = Folder::open(path, Folder::For::kReading, diagnostics);
    if (!folder) return 0;
    const std::vector<Manifest> manifests = manifests_in(*folder, path, diagnostics);
    if (manifests.empty()) {
        if (!diagnostics.failed()) diagnostics.report_in(Code::kNoManifest, path, {path});
        return 0;
    }
    std::set<std::string> files, editions;
    bool missing = false;
    std::size_t entries = 0;
    for (const Manifest& manifest : manifests) {
        if (!same_run(manifest, manifests.front(), path, true, diagnostics)) return 0;
        for (const Entry& entry : manifest.entries) {
            if (!entry.edition.empty()) entries += editions.insert(entry.edition).second || entry.first_page == 0;
            if (entry.first_page > 0) continue;  // it lies in a volume
            if (!entry.made) {
                diagnostics.report_in(Code::kEditionFailed, path, {entry.edition});
                continue;
            }
            files.insert(entry.file);
            const std::string& name = !entry.list.empty() ? entry.list : !entry.edition.empty() ? entry.edition : entry.file;
            const auto hash = folder->hash(entry.file);
            missing = missing || !hash;
            if (!hash) diagnostics.report_in(Code::kEditionMissing, path, {name, entry.file});
            else if (*hash != entry.sha256) diagnostics.report_in(Code::kEditionChanged, path, {name, entry.file});
        }
    }
    if (entries != manifests.front().editions || editions.size() != entries)
        diagnostics.report_in(Code::kEditionsMissing, path,
                              {fmt::format("{}", editions.size()), fmt::format("{}", manifests.front().editions)});
    if (missing) diagnostics.report_in(Code::kResumeCompletes, path, {path});
    for (const std::string& name : folder->left_over()) diagnostics.report_in(Code::kOrphan, path, {name});
    for (const std::string& name : folder->names_ending(".pdf"))
        if (!files.contains(name)) diagnostics.report_in(Code::kStray, path, {name});
    return entries;
}

}  // namespace banxin::batch
