// The faces of a run: for each role of the format the chosen face and those that stand in for single characters.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "font/face.hpp"

namespace banxin::font {

/// Number of a face in a FontSet; also the order of display::Document::faces.
using FaceId = std::uint16_t;

/// A face as one role uses it, with the corrections that the catalogue (fonts.xml) gives it.
struct RoleFace {
    FaceId face = 0;
    std::int32_t scale = 1000;  // drawn at size * scale / 1000
    std::int32_t shift = 0;     // moved up by size * shift / 1000
    std::u32string without{};   // characters that it draws wrong

    bool draws_wrong(char32_t c) const { return without.find(c) != std::u32string::npos; }
};

/// An ordered list of faces for one role: the first that has a character draws it.
struct Role {
    std::string name;             // as layouts say it: "fangsong"
    std::string title;            // as people say it: "仿宋"
    std::vector<RoleFace> faces;  // best first; never empty but for roles of scripts

    /// Faces for text in some languages: those named for them, then the role's others.
    struct ForLanguages {
        std::vector<std::string> languages;
        std::vector<RoleFace> faces;
    };
    std::vector<ForLanguages> special{};
    /// Not empty: layouts do not name the role, it draws text of these scripts (ISO 15924) wherever it stands. kAnyScript: single characters
    /// that nothing else has.
    std::vector<std::string> scripts{};

    std::span<const RoleFace> faces_for(std::string_view language) const;
    bool draws_script(std::string_view script) const;
};
inline constexpr std::string_view kAnyScript = "any";

/// `language` is `tag` or a kind of it: zh-Hant-TW is zh-Hant.
bool is_language(std::string_view language, std::string_view tag);

/// Immutable but for opening faces on first use, which is guarded: any number of threads may use one FontSet.
class FontSet {
  public:
    struct FaceSource {
        std::string path;
        std::uint32_t index = 0;
        std::string role_title;  // the role that first named it
        std::string postscript_name;
        FontData bytes{};  // of a face that is not on the disk
    };

    FontSet(std::vector<FaceSource> sources, std::vector<Role> roles);
    ~FontSet();

    /// null if no such role.
    const Role* role(std::string_view name) const;
    std::span<const Role> roles() const { return roles_; }
    std::size_t face_count() const;
    const FaceSource& source(FaceId id) const;
    /// Opens the face when first asked for. null if it cannot be opened any more (the index was made from a file since gone).
    const Face* face(FaceId id) const;

  private:
    struct Slot;
    std::vector<Role> roles_;
    std::unique_ptr<Slot[]> slots_;
    std::size_t slot_count_ = 0;
};

}  // namespace banxin::font
