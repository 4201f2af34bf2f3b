// Sources, editions and files of a run, each looked up once among those of the issue.
#include "office/made_again.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "edition/numbered.hpp"
#include "files/files.hpp"
#include "office/numbering.hpp"
#include "office/on_record.hpp"

namespace banxin::office {
namespace {

/// The recorded manifest, if it still lies where it was.
std::optional<batch::Manifest> recorded_manifest(const registry::Publication& issued) {
    for (const registry::File& file : issued.files) {
        if (file.role != "manifest") continue;
        Diagnostics unreadable;
        const auto text = read_file(file.path, unreadable);
        if (text && sha256(*text) == file.sha256) return batch::parse_manifest(*text, file.path, unreadable);
    }
    return std::nullopt;
}

std::string last_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

bool has(const Layout& layout, const batch::Source& source) {
    return std::any_of(layout.files.begin(), layout.files.end(),
                       [&](const SourceFilePtr& file) { return file->name == source.path && file->sha256 == source.sha256; });
}

/// A sheet between editions is no part of the issue.
bool is_of_the_sheet(const batch::Run& run, const batch::Source& source) {
    const std::vector<LayoutPtr> layouts = run.layouts().all();
    return run.settings().sheet && has(*run.settings().sheet, source) &&
           std::none_of(layouts.begin(), layouts.end(), [&](const LayoutPtr& layout) { return has(*layout, source); });
}

class Comparison {
  public:
    Comparison(const batch::Run& run, const batch::Manifest& now, const registry::Publication& issued)
        : run_(run), now_(now), issued_(issued) {
        for (const registry::File& file : issued.files) {
            known_.emplace(file.role, file.sha256);
            names_.emplace(file.role, last_name(file.path));
            if (file.role == "pdf") documents_.emplace(last_name(file.path), file.sha256);
            has_catalogue_ = has_catalogue_ || is_catalogue(file);
        }
        for (const registry::Share& share : issued.shares) recipients_.insert(share.recipient);
        for (std::size_t row = 0; row < run.rows(); ++row) rows_.emplace(run.brief().key(row), row);
    }

    /// What is on record with another content; empty: nothing.
    const std::string& other() const { return other_; }
    /// What is not on record at all; empty: nothing.
    const std::string& strange() const { return strange_; }

    bool all_same() { return same_sources() && same_program() && same_editions(); }

  private:
    bool same_sources() {
        return std::ranges::all_of(now_.sources, [this](const batch::Source& source) { return same_source(source); });
    }

    bool same_source(const batch::Source& source) {
        const std::string role = role_on_record(source);
        if (known_.contains({role, source.sha256}) || is_of_the_sheet(run_, source)) return true;
        if (source.role == "catalogue" && !has_catalogue_) return true;                                   // registers had none once
        const bool one = source.role == "brief" || source.role == "table" || source.role == "catalogue";  // of its role there is one
        (one || names_.contains({role, last_name(source.path)}) ? other_ : strange_) = source.path;
        return false;
    }

    bool same_program() {
        const auto then = recorded_manifest(issued_);
        if (then && then->program != now_.program) other_ = fmt::format("'{}'", now_.program);
        return other_.empty();
    }

    bool same_editions() {
        return std::ranges::all_of(now_.entries, [this](const batch::Entry& entry) { return same_edition(entry); });
    }

    bool same_edition(const batch::Entry& entry) {
        if (!entry.made || entry.edition.empty()) return true;
        if (!recipients_.contains(in_one_line(entry.edition))) return strange_ = entry.edition, false;
        const auto issued = documents_.find(entry.file);
        if (entry.first_page > 0 || issued == documents_.end() || issued->second == entry.sha256 || !is_whole(entry)) return true;
        return other_ = entry.file, false;
    }

    /// All copies that the edition has, in a file of its own.
    bool is_whole(const batch::Entry& entry) const {
        const auto row = rows_.find(entry.edition);
        const auto all = row == rows_.end() ? std::nullopt : edition::copy_range(run_.brief(), row->second);
        return all && run_.wanted_copies(row->second) == std::vector{*all};
    }

    const batch::Run& run_;
    const batch::Manifest& now_;
    const registry::Publication& issued_;
    std::set<std::pair<std::string, std::string>> known_, names_;  // hashes, and last names of paths, by role
    std::unordered_map<std::string, std::string> documents_;       // hashes of PDFs by name
    std::unordered_map<std::string, std::size_t> rows_;            // by key
    std::set<std::string> recipients_;
    bool has_catalogue_ = false;
    std::string other_, strange_;
};

}  // namespace

std::string role_on_record(const batch::Source& source) {
    if (source.role == "picture") return kRoleOfPictures;
    return source.role == "catalogue" ? "font" : source.role;
}

bool is_as_recorded(const batch::Run& run, const batch::Manifest& now, const registry::Issue& issue, const std::string& register_file,
                    Diagnostics& diagnostics) {
    Comparison comparison(run, now, issue.last(registry::Kind::kIssued)->publication);
    if (comparison.all_same()) return true;
    const bool strange = !comparison.strange().empty();
    diagnostics.report_in(strange ? Code::kReprintHasMore : Code::kReprintDiffers, register_file,
                          {issue.series, issue.text, strange ? comparison.strange() : comparison.other()});
    return false;
}

}  // namespace banxin::office
