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

void look_for(char32_t c, const FontSet& fonts, const Role& role, ReportedRole& out) {
    for (std::size_t i = 0; i < role.faces.size(); ++i) {
        const Face* face = fonts.face(role.faces[i].face);
        if (!face || role.faces[i].draws_wrong(c) || !face->covers(c)) continue;
        if (i > 0) out.stand_ins[i - 1].characters += c;
        return;
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
        ReportedRole& line = out.roles.emplace_back(ReportedRole{wanted.name, wanted.title, wanted.western, 0, {}, {}, true, {}, {}});
        const std::u32string_view asked = wanted.western ? western : characters;
        line.characters = asked.size();
        for (const Verdict& verdict : choice.verdicts[i]) {
            line.candidates.push_back({verdict.candidate->names.front(), verdict.why});
            if (verdict.why == Verdict::Why::kChosen) line.proper = !verdict.candidate->stand_in;
        }
        const Role* role = choice.fonts->role(wanted.name);
        if (!role) {
            line.lacking = asked;
            continue;
        }
        line.face = reported(*choice.fonts, role->faces.front().face);
        for (std::size_t f = 1; f < role->faces.size(); ++f) line.stand_ins.push_back({reported(*choice.fonts, role->faces[f].face), {}});
        for (const char32_t c : asked) look_for(c, *choice.fonts, *role, line);
    }
    return out;
}

}  // namespace banxin::font
