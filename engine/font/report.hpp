// What `banxin fonts` tells: who plays each role and why, which characters it lacks, and who draws those.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "font/choose.hpp"

namespace banxin::font {

/// A face as the report names it.
struct ReportedFace {
    std::string postscript_name;
    std::string path;
    std::uint32_t index = 0;  // in the collection
};

/// Characters that a role's first face lacks and another draws.
struct StandIn {
    ReportedFace face;
    std::u32string characters;  // empty: the face is there, but not needed
};

struct ReportedCandidate {
    std::string name;  // the first of the catalogue's names
    Verdict::Why why;
};

struct ReportedRole {
    std::string name;
    std::string title;
    bool western = false;                       // only Western characters were looked for
    std::size_t characters = 0;                 // looked for
    std::vector<ReportedCandidate> candidates;  // all of the catalogue, best first
    std::optional<ReportedFace> face;           // that plays the role; none: there is no face at all
    bool proper = true;                         // false: a stand-in plays the role
    std::vector<StandIn> stand_ins;             // in the order in which they are asked
    std::u32string lacking;                     // no face of the role has these
    std::vector<std::string> scripts;           // that the role draws; not empty: nothing was looked for
};

struct FontReport {
    enum class Subject : std::uint8_t { kGb2312, kText };
    Subject subject;
    std::size_t characters = 0;  // of the subject
    std::vector<ReportedRole> roles;
};

/// What composition sets in the Western face, not in that of the hanzi: its own classes of characters know.
using IsWestern = bool (*)(char32_t);

/// Looks for `characters` (sorted, none twice: gb2312_characters(), or those of a text) in the faces of every role, in those of a Western
/// role for the Western ones among them; opens all faces.
FontReport make_report(const Catalogue& catalogue, const Choice& choice, FontReport::Subject subject, std::u32string_view characters,
                       IsWestern is_western);

/// Plain text, aligned for a terminal of 100 columns, closed by a line end.
std::string print(const FontReport& report, Language language);

}  // namespace banxin::font
