// Coverage of the roles.
#include "font/report.hpp"

#include <algorithm>
#include <iterator>

namespace banxin::font {
namespace {

ReportedFace reported(const FontSet& fonts, FaceId id) {
    const FontSet::FaceSource& source = fonts.source(id);
    return {source.postscript_name, source.path, source.index};
}

/// Its place among the stand-ins, at the end where it is new: a face of other scripts or of rare characters.
std::size_t stand_in(const ReportedFace& face, ReportedRole& out) {
    const auto same = [&](const StandIn& s) { return s.face.path == face.path && s.face.index == face.index; };
    const auto found = std::find_if(out.stand_ins.begin(), out.stand_ins.end(), same);
    const auto place = static_cast<std::size_t>(found - out.stand_ins.begin());
    if (place == out.stand_ins.size()) out.stand_ins.push_back({face, {}});
    return place;
}

/// The first face of the role that has c, else the first of those for scripts and rare characters.
void look_for(char32_t c, const FontSet& fonts, const Role& role, ReportedRole& out) {
    for (std::size_t i = 0; i < role.faces.size(); ++i) {
        const Face* face = fonts.face(role.faces[i].face);
        if (!face || role.faces[i].draws_wrong(c) || !face->covers(c)) continue;
        if (i > 0) out.stand_ins[i - 1].characters += c;
        return;
    }
    for (const Role& script : fonts.roles()) {
        for (const RoleFace& candidate : script.scripts.empty() ? std::vector<RoleFace>() : script.faces) {
            const Face* face = fonts.face(candidate.face);
            if (!face || !face->covers(c)) continue;
            out.stand_ins[stand_in(reported(fonts, candidate.face), out)].characters += c;
            return;
        }
    }
    out.lacking += c;
}

}  // namespace

FontReport make_report(const Catalogue& catalogue, const Choice& choice, FontReport::Subject subject, std::u32string_view characters,
                       IsWestern is_western) {
    std::u32string western;
    std::copy_if(characters.begin(), characters.end(), std::back_inserter(western), is_western);
    FontReport out{subject, characters.size(), {}};
    for (std::size_t i = 0; i < catalogue.roles.size(); ++i) {
        const CatalogueRole& wanted = catalogue.roles[i];
        ReportedRole& line = out.roles.emplace_back(ReportedRole{wanted.name, wanted.title, wanted.western, 0, {}, {}, true, {}, {}, {}});
        const std::u32string_view asked = wanted.western ? western : characters;
        line.characters = asked.size();
        for (const Verdict& verdict : choice.verdicts[i]) {
            line.candidates.push_back({verdict.candidate->names.front(), verdict.why});
            if (verdict.why == Verdict::Why::kChosen && verdict.candidate->languages.empty()) line.proper = !verdict.candidate->stand_in;
        }
        const Role* role = choice.fonts->role(wanted.name);
        if (!role || role->faces.empty()) {
            if (wanted.scripts.empty()) line.lacking = asked;
            continue;
        }
        line.face = reported(*choice.fonts, role->faces.front().face);
        line.scripts = wanted.scripts;
        for (std::size_t f = 1; f < role->faces.size(); ++f) line.stand_ins.push_back({reported(*choice.fonts, role->faces[f].face), {}});
        if (!wanted.scripts.empty()) continue;  // asked for the characters that the others lack
        for (const char32_t c : asked) look_for(c, *choice.fonts, *role, line);
    }
    return out;
}

}  // namespace banxin::font
