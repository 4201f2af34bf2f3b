// Which face has which character, remembered: the test of an outline costs more than all the rest of a character.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "font/font_set.hpp"

namespace banxin::text {

/// Belongs to one thread.
class Coverage {
  public:
    explicit Coverage(const font::FontSet& fonts) : fonts_(fonts), known_(fonts.face_count()) {}

    bool has(font::FaceId id, char32_t c) {
        const font::Face* face = fonts_.face(id);
        if (!face) return false;
        if (c >= kTable) return face->covers(c);
        std::vector<Answer>& table = known_[id];
        if (table.empty()) table.resize(kTable, Answer::kUnknown);
        Answer& answer = table[c];
        if (answer == Answer::kUnknown) answer = face->covers(c) ? Answer::kYes : Answer::kNo;
        return answer == Answer::kYes;
    }

    /// The first of the faces that has c, or null.
    const font::RoleFace* first(std::span<const font::RoleFace> faces, char32_t c) {
        for (const font::RoleFace& face : faces)
            if (!face.draws_wrong(c) && has(face.face, c)) return &face;
        return nullptr;
    }

    /// The first that has both.
    const font::RoleFace* first(std::span<const font::RoleFace> faces, char32_t c, char32_t other) {
        for (const font::RoleFace& face : faces)
            if (!face.draws_wrong(c) && has(face.face, c) && has(face.face, other)) return &face;
        return nullptr;
    }

    /// The first that has the letter as one among letters: faces of hanzi have those of pinyin as wide as a hanzi.
    const font::RoleFace* first_narrow(std::span<const font::RoleFace> faces, char32_t c) {
        for (const font::RoleFace& face : faces) {
            if (face.draws_wrong(c) || !has(face.face, c)) continue;
            const font::Face& opened = *fonts_.face(face.face);
            if (opened.advance(opened.glyph(c)) < static_cast<std::int32_t>(opened.units_per_em())) return &face;
        }
        return nullptr;
    }

    /// Whether the face draws a whole cluster: each of its characters, or what a letter and its mark compose to.
    bool has_all(const font::RoleFace& face, std::string_view cluster);

  private:
    static constexpr char32_t kTable = 0x10000;  // the basic plane
    enum class Answer : unsigned char { kUnknown, kYes, kNo };

    const font::FontSet& fonts_;
    std::vector<std::vector<Answer>> known_;  // by face, filled where asked
};

}  // namespace banxin::text
