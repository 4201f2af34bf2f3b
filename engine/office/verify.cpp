// What is on record, compared with what lies on the disk.
#include "office/verify.hpp"

#include <cerrno>
#include <cstring>
#include <map>
#include <set>
#include <utility>

#include "files/files.hpp"
#include "office/on_record.hpp"
#include "office/words.hpp"

namespace banxin::office {
namespace {

using namespace registry;

class Verifier {
  public:
    explicit Verifier(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    void verify(const Issue& issue) {
        std::set<std::string> out;  // documents that are on record as published
        for (const Event& e : issue.events) {
            if (e.kind != Kind::kIssued && e.kind != Kind::kReprinted) continue;
            for (const File& file : e.publication.files) {
                verify(issue, file);
                out.insert(file.path);
            }
        }
        for (const Event& e : issue.events)
            if (e.kind == Kind::kPrepared && &e != issue.open()) verify_unpublished(issue, e, out);
    }
    std::size_t files() const { return files_; }

  private:
    void verify(const Issue& issue, const File& file) {
        if (!file.path.starts_with('/')) return;  // it never was a file
        ++files_;
        const Compared seen = compare_once(file);
        const bool gone = seen.is == Compared::Is::kMissing || seen.error == ENOENT || seen.error == ENOTDIR;
        if (gone)
            diagnostics_.report_in(Code::kFileMissing, file.path,
                                   {issue.series, issue.text, word_of(file, Language::kEnglish), word_of(file, Language::kChinese)});
        else if (seen.is == Compared::Is::kUnknown)
            diagnostics_.report_in(Code::kCannotRead, file.path, {file.path, std::strerror(seen.error), in_chinese(seen.error)});
        else if (seen.is == Compared::Is::kOther)
            diagnostics_.report_in(Code::kFileChanged, file.path,
                                   {issue.series, issue.text, word_of(file, Language::kEnglish), word_of(file, Language::kChinese)});
    }

    /// What was prepared and not issued does not lie there.
    void verify_unpublished(const Issue& issue, const Event& prepared, const std::set<std::string>& out) {
        for (const File& pdf : prepared.publication.files)
            if (pdf.role == "pdf" && !out.contains(pdf.path) && compare_once(pdf).is == Compared::Is::kSame)
                diagnostics_.report_in(Code::kVoidButThere, pdf.path, {issue.series, issue.text});
    }

    /// Fonts and layouts are on record with every issue, and are large: each file is read once.
    Compared compare_once(const File& file) {
        const auto [known, fresh] = compared_.try_emplace({file.path, file.sha256});
        if (fresh) known->second = compare(file);
        return known->second;
    }

    Diagnostics& diagnostics_;
    std::size_t files_ = 0;
    std::map<std::pair<std::string, std::string>, Compared> compared_;  // by path and hash
};

}  // namespace

std::size_t verify(Register& reg, const std::string& file, Diagnostics& diagnostics) {
    if (!reg.sound(diagnostics)) return 0;
    Verifier verifier(diagnostics);
    for (const Issue& issue : reg.issues("", diagnostics)) {
        if (issue.under_way()) diagnostics.report_in(Code::kNumberPending, file, {issue.series, issue.text});
        if (issue.kept()) diagnostics.report_in(Code::kNumberKept, file, {issue.series, issue.text, place_of(issue.document), issue.key});
        verifier.verify(issue);
    }
    return verifier.files();
}

}  // namespace banxin::office
