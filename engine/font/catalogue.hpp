// fonts.xml: the roles of the format and the faces that may play them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "xml/document.hpp"

namespace banxin::font {

/// A face by any of its names, of which there is one at least.
struct Candidate {
    std::vector<std::string> names;
    bool free = false;      // of the free catalogue
    bool stand_in = false;  // for single characters only, as long as another face plays the role
    std::int32_t scale = 1000;
    std::int32_t shift = 0;
    std::u32string without;              // characters that the face draws wrong: others stand in
    std::vector<std::string> languages;  // for text in these alone; none: for all
    SourcePos pos;
};

struct CatalogueRole {
    std::string name;
    std::string title;
    bool western = false;               // draws Western characters only
    std::vector<Candidate> candidates;  // best first, all stand-ins after the others; at least one
    std::vector<std::string> scripts;   // as Role::scripts
    SourcePos pos;
};

struct Catalogue {
    std::vector<CatalogueRole> roles;
    SourceFilePtr file;
};

/// Reports every fault; nullopt if there was one.
std::optional<Catalogue> read_catalogue(const xml::Document& document, Diagnostics& diagnostics);

}  // namespace banxin::font
