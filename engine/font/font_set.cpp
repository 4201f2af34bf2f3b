// Faces opened when first needed.
#include "font/font_set.hpp"

#include <algorithm>
#include <mutex>

namespace banxin::font {

struct FontSet::Slot {
    FaceSource source;
    mutable std::once_flag once;
    mutable FacePtr face;
};

FontSet::FontSet(std::vector<FaceSource> sources, std::vector<Role> roles)
    : roles_(std::move(roles)), slots_(new Slot[sources.size()]), slot_count_(sources.size()) {
    for (std::size_t i = 0; i < sources.size(); ++i) slots_[i].source = std::move(sources[i]);
}

FontSet::~FontSet() = default;

std::span<const RoleFace> Role::faces_for(std::string_view language) const {
    const auto fits = [&](const std::string& tag) { return is_language(language, tag); };
    const auto found = std::find_if(special.begin(), special.end(),
                                    [&](const ForLanguages& s) { return std::any_of(s.languages.begin(), s.languages.end(), fits); });
    return found == special.end() ? faces : found->faces;
}

bool Role::draws_script(std::string_view script) const { return std::find(scripts.begin(), scripts.end(), script) != scripts.end(); }

bool is_language(std::string_view language, std::string_view tag) {
    if (language.size() < tag.size() || (language.size() > tag.size() && language[tag.size()] != '-')) return false;
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(tag.begin(), tag.end(), language.begin(), [&](char a, char b) { return lower(a) == lower(b); });
}

const Role* FontSet::role(std::string_view name) const {
    const auto found = std::find_if(roles_.begin(), roles_.end(), [&](const Role& r) { return r.name == name; });
    return found == roles_.end() ? nullptr : &*found;
}

std::size_t FontSet::face_count() const { return slot_count_; }

const FontSet::FaceSource& FontSet::source(FaceId id) const { return slots_[id].source; }

const Face* FontSet::face(FaceId id) const {
    const Slot& slot = slots_[id];
    std::call_once(slot.once, [&] {
        std::string error;  // a face that was indexed and has gone since: the caller says which character it leaves without a glyph
        slot.face = Face::open(slot.source.path, slot.source.index, error, slot.source.bytes);
    });
    return slot.face.get();
}

}  // namespace banxin::font
