// Which face has which character, remembered: the test of an outline costs more than all the rest of a character.
#pragma once

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

    /// The first face of the role that has c, or null.
    const font::RoleFace* first(const font::Role& role, char32_t c) {
        for (const font::RoleFace& face : role.faces)
            if (!face.draws_wrong(c) && has(face.face, c)) return &face;
        return nullptr;
    }

  private:
    static constexpr char32_t kTable = 0x10000;  // the basic plane
    enum class Answer : unsigned char { kUnknown, kYes, kNo };

    const font::FontSet& fonts_;
    std::vector<std::vector<Answer>> known_;  // by face, filled where asked
};

}  // namespace banxin::text
