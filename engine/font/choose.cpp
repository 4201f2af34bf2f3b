// Finding faces by name.
#include "font/choose.hpp"

#include <algorithm>
#include <map>

namespace banxin::font {
namespace {

/// Names are compared without case (ASCII), blanks, hyphens and underscores.
std::string key_of(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (c == ' ' || c == '-' || c == '_') continue;
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return out;
}

bool upright_regular(std::string_view style) {
    const std::string key = key_of(style);
    return key == "regular" || key.empty() || key == "normal" || key == "book" || key == "roman" || key == "r" || key == "light";
}

struct Found {
    const IndexedFile* file = nullptr;
    const IndexedFace* face = nullptr;
};

/// Faces by every name they go under. A family's name means its regular face; earlier folders come first.
class Names {
  public:
    explicit Names(const FontIndex& index) {
        for (const IndexedFile& file : index.files) {
            for (const IndexedFace& face : file.faces) {
                for (const std::string& name : face.names) add(key_of(name), {&file, &face});
                if (!face.postscript_name.empty()) add(key_of(face.postscript_name), {&file, &face});
            }
        }
    }

    Found find(const Candidate& candidate) const {
        for (const std::string& name : candidate.names) {
            const auto found = names_.find(key_of(name));
            if (found != names_.end()) return found->second;
        }
        return {};
    }

  private:
    void add(std::string key, Found found) {
        const auto [at, added] = names_.try_emplace(std::move(key), found);
        if (!added && upright_regular(found.face->style) && !upright_regular(at->second.face->style)) at->second = found;
    }

    std::map<std::string, Found, std::less<>> names_;
};

bool embeddable(std::uint16_t fs_type) {
    return !((fs_type & 0x0002) != 0 && (fs_type & 0x000C) == 0) && (fs_type & 0x0200) == 0;
}

class Chooser {
  public:
    Chooser(const FontIndex& index, bool free_only) : names_(index), free_only_(free_only) {}

    Verdict judge(const Candidate& candidate, const CatalogueRole& role, bool played) {
        using Why = Verdict::Why;
        if (free_only_ && !candidate.free) return {&candidate, Why::kNotFree};
        const Found found = names_.find(candidate);
        if (!found.face) return {&candidate, Why::kNotInstalled};
        if (found.face->flavour == Flavour::kUnusable) return {&candidate, Why::kUnusable};
        if (!embeddable(found.face->fs_type)) return {&candidate, Why::kEmbeddingForbidden};
        return {&candidate, played ? Why::kStandsIn : Why::kChosen, face_id(found, role)};
    }

    std::vector<FontSet::FaceSource> take() { return std::move(sources_); }

  private:
    FaceId face_id(const Found& found, const CatalogueRole& role) {
        const auto [at, added] = ids_.try_emplace(found.face, static_cast<FaceId>(sources_.size()));
        if (added) sources_.push_back({found.file->path, found.face->index, role.title, found.face->postscript_name});
        return at->second;
    }

    Names names_;
    bool free_only_;
    std::map<const IndexedFace*, FaceId> ids_;
    std::vector<FontSet::FaceSource> sources_;
};

}  // namespace

Choice choose(const Catalogue& catalogue, const FontIndex& index, bool free_only, Diagnostics& diagnostics) {
    Chooser chooser(index, free_only);
    Choice out;
    std::vector<Role> roles;
    for (const CatalogueRole& wanted : catalogue.roles) {
        Role role{wanted.name, wanted.title, {}};
        std::vector<Verdict>& verdicts = out.verdicts.emplace_back();
        for (const Candidate& candidate : wanted.candidates) {
            verdicts.push_back(chooser.judge(candidate, wanted, !role.faces.empty()));
            const Verdict& verdict = verdicts.back();
            if (verdict.why == Verdict::Why::kChosen || verdict.why == Verdict::Why::kStandsIn)
                role.faces.push_back({verdict.face, candidate.scale, candidate.shift});
        }
        if (role.faces.empty()) diagnostics.report(Code::kNoFaceForRole, wanted.pos, {wanted.name, wanted.title});
        else roles.push_back(std::move(role));
    }
    out.fonts = std::make_unique<FontSet>(chooser.take(), std::move(roles));
    return out;
}

}  // namespace banxin::font
