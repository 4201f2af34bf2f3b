// Finding faces by name.
#include "font/choose.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace banxin::font {
namespace {

/// Names are compared without case (ASCII), blanks, hyphens and underscores.
void append_key(std::string& out, std::string_view name) {
    for (const char c : name) {
        if (c == ' ' || c == '-' || c == '_') continue;
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
}

struct Found {
    const IndexedFile* file = nullptr;
    const IndexedFace* face = nullptr;

    explicit operator bool() const { return face != nullptr; }
    bool usable() const { return face->flavour != Flavour::kUnusable; }
    bool embeddable() const { return embedding_allowed(face->fs_type); }
    /// A family's name means its regular face.
    int distance() const { return std::abs(int{face->weight} - 400) + (face->italic ? 1'000 : 0); }
    /// Among faces of one name: first those that can be used, then the nearest to regular, then (as they come) those of earlier folders.
    auto rank() const { return std::tuple(!usable(), !embeddable(), distance()); }
};

struct HashText {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// The best face for every name that the catalogue knows.
class Names {
  public:
    Names(const Catalogue& catalogue, const FontIndex& index) {
        for (const CatalogueRole& role : catalogue.roles)
            for (const Candidate& candidate : role.candidates)
                for (const std::string& name : candidate.names) best_.try_emplace(std::string(key(name)));
        for (const IndexedFile& file : index.files)
            for (const IndexedFace& face : file.faces)
                for (const std::string& name : face.names) offer(name, {&file, &face});
    }

    /// By the first name whose face can be used; else by the first that is there at all.
    Found find(const Candidate& candidate) {
        Found out;
        for (const std::string& name : candidate.names) {
            const Found found = best_.find(key(name))->second;
            if (found && found.usable() && found.embeddable()) return found;
            if (!out) out = found;
        }
        return out;
    }

  private:
    std::string_view key(std::string_view name) {
        key_.clear();
        append_key(key_, name);
        return key_;
    }

    void offer(std::string_view name, Found found) {
        const auto at = best_.find(key(name));
        if (at != best_.end() && (!at->second || found.rank() < at->second.rank())) at->second = found;
    }

    std::unordered_map<std::string, Found, HashText, std::equal_to<>> best_;
    std::string key_;  // reused
};

class Chooser {
  public:
    Chooser(const Catalogue& catalogue, const FontIndex& index, bool free_only) : names_(catalogue, index), free_only_(free_only) {}

    Verdict judge(const Candidate& candidate, const CatalogueRole& role, bool played) {
        using Why = Verdict::Why;
        if (free_only_ && !candidate.free) return {&candidate, Why::kNotFree};
        const Found found = names_.find(candidate);
        if (!found) return {&candidate, Why::kNotInstalled};
        if (!found.usable()) return {&candidate, Why::kUnusable};
        if (!found.embeddable()) return {&candidate, Why::kEmbeddingForbidden};
        return {&candidate, played ? Why::kStandsIn : Why::kChosen, face_id(found, role)};
    }

    std::vector<FontSet::FaceSource> take() { return std::move(sources_); }

  private:
    FaceId face_id(const Found& found, const CatalogueRole& role) {
        const auto [at, added] = ids_.try_emplace(found.face, static_cast<FaceId>(sources_.size()));
        if (added) sources_.push_back({found.file->path, found.face->index, role.title, found.face->postscript_name, found.file->bytes});
        return at->second;
    }

    Names names_;
    bool free_only_;
    std::unordered_map<const IndexedFace*, FaceId> ids_;
    std::vector<FontSet::FaceSource> sources_;
};

void add_face(std::vector<RoleFace>& faces, const RoleFace& face) {
    const auto same = [&](const RoleFace& other) { return other.face == face.face; };
    if (std::none_of(faces.begin(), faces.end(), same)) faces.push_back(face);
}

/// The role's list of faces that a candidate joins.
std::vector<RoleFace>& list_for(Role& role, const Candidate& candidate) {
    if (candidate.languages.empty()) return role.faces;
    const auto same = [&](const Role::ForLanguages& s) { return s.languages == candidate.languages; };
    const auto found = std::find_if(role.special.begin(), role.special.end(), same);
    if (found != role.special.end()) return found->faces;
    return role.special.emplace_back(Role::ForLanguages{candidate.languages, {}}).faces;
}

}  // namespace

Choice choose(const Catalogue& catalogue, const FontIndex& index, bool free_only, Diagnostics& diagnostics) {
    using Why = Verdict::Why;
    Chooser chooser(catalogue, index, free_only);
    Choice out;
    std::vector<Role> roles;
    for (const CatalogueRole& wanted : catalogue.roles) {
        Role role{wanted.name, wanted.title, {}, {}, wanted.scripts};
        std::vector<Verdict>& verdicts = out.verdicts.emplace_back();
        for (const Candidate& candidate : wanted.candidates) {
            std::vector<RoleFace>& faces = list_for(role, candidate);
            const bool played = !faces.empty();
            const Verdict& verdict = verdicts.emplace_back(chooser.judge(candidate, wanted, played));
            if (verdict.why == Why::kChosen || verdict.why == Why::kStandsIn)
                add_face(faces, {verdict.face, candidate.scale, candidate.shift, candidate.without});
            if (played) continue;
            if (verdict.why == Why::kEmbeddingForbidden)
                diagnostics.report(Code::kFontForbidden, candidate.pos, {candidate.names.front(), wanted.title});
            if (verdict.why == Why::kUnusable)
                diagnostics.report(Code::kFontUnusable, candidate.pos, {candidate.names.front(), wanted.title});
            if (verdict.why == Why::kChosen && candidate.stand_in && candidate.languages.empty())
                diagnostics.report(Code::kStandInPlays, candidate.pos, {candidate.names.front(), wanted.title});
        }
        for (Role::ForLanguages& special : role.special)
            for (const RoleFace& face : role.faces) add_face(special.faces, face);
        if (role.faces.empty() && wanted.scripts.empty()) diagnostics.report(Code::kNoFaceForRole, wanted.pos, {wanted.name, wanted.title});
        else roles.push_back(std::move(role));
    }
    out.fonts = std::make_unique<FontSet>(chooser.take(), std::move(roles));
    return out;
}

}  // namespace banxin::font
