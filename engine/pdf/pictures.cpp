// A picture's object and its matrix.
#include "pdf/pictures.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

namespace banxin::pdf {
namespace {

constexpr int kPlaces = 4;  // of a point

/// Where a pixel stands in the box, both as parts of 1 from the lower left: x = x_along * along + x_up * up + x_from, y alike.
struct Standing {
    int x_along, x_up, x_from, y_along, y_up, y_from;
};
constexpr std::array<Standing, 8> kStandings{{
    {1, 0, 0, 0, 1, 0},    // kNone
    {-1, 0, 1, 0, 1, 0},   // kMirrored
    {-1, 0, 1, 0, -1, 1},  // kHalf
    {1, 0, 0, 0, -1, 1},   // kHalfMirrored
    {0, -1, 1, -1, 0, 1},  // kQuarterMirrored
    {0, 1, 0, -1, 0, 1},   // kQuarter
    {0, 1, 0, 1, 0, 0},    // kThreeQuartersMirrored
    {0, -1, 1, 1, 0, 0},   // kThreeQuarters
}};

/// Its bytes say which it is, so equal pages of many documents are equal.
std::string name_of(const display::Picture& picture) {
    constexpr std::size_t kDigits = 16;
    return fmt::format("P{}", std::string_view(picture.sha256).substr(0, kDigits));
}

std::string_view colours_of(const display::Picture& picture) {
    if (picture.components == 1) return "/DeviceGray";
    return picture.components == 4 ? "/DeviceCMYK" : "/DeviceRGB";
}

std::string entry(const std::string& name, Ref ref) { return fmt::format("/{} {}", name, reference(ref)); }

}  // namespace

void unite(Pictures& into, const Pictures& from) {
    const auto before = [](const display::PicturePtr& a, const display::PicturePtr& b) { return a->sha256 < b->sha256; };
    const auto same = [](const display::PicturePtr& a, const display::PicturePtr& b) { return a->sha256 == b->sha256; };
    into.insert(into.end(), from.begin(), from.end());
    std::sort(into.begin(), into.end(), before);
    into.erase(std::unique(into.begin(), into.end(), same), into.end());
}

Pictures pictures_of(const display::Page& page) {
    Pictures out;
    for (const display::Item& item : page.items)
        if (const auto* picture = std::get_if<display::PictureItem>(&item)) unite(out, {picture->picture});
    return out;
}

std::string_view alternative_of(const display::PictureItem& item, const display::Document& document) {
    return item.node < document.structure.size() ? std::string_view(document.structure[item.node].alternative) : std::string_view();
}

std::string placed(const display::PictureItem& item, Length page_height) {
    const display::Rect& box = item.box;
    const Standing& by = kStandings[static_cast<std::size_t>(item.picture->turn) - 1];
    const Length lower = page_height - box.y - box.height;
    std::string out = "q ";
    for (const Length part : {box.width * by.x_along, box.height * by.y_along, box.width * by.x_up, box.height * by.y_up,
                              box.x + box.width * by.x_from, lower + box.height * by.y_from}) {
        append_pt(out, part, kPlaces);
        out += ' ';
    }
    return out + fmt::format("cm /{} Do Q\n", name_of(*item.picture));
}

Ref write_picture(const display::Picture& picture, Objects& file) {
    const bool jpeg = picture.coding == display::Picture::Coding::kJpeg;
    return file.shared_stream(fmt::format("/Type/XObject/Subtype/Image/Width {}/Height {}/BitsPerComponent 8/ColorSpace{}{}/Filter{}",
                                          picture.columns, picture.rows, colours_of(picture),
                                          picture.inverted ? "/Decode[1 0 1 0 1 0 1 0]" : "", jpeg ? "/DCTDecode" : "/FlateDecode"),
                              picture.data);
}

void PictureRefs::write(const Pictures& pictures, Objects& file) {
    for (const display::PicturePtr& picture : pictures) {
        const auto [at, added] = refs_.try_emplace(name_of(*picture), 0);
        if (added) at->second = write_picture(*picture, file);
    }
}

std::string PictureRefs::resources(const Pictures& pictures) const {
    std::string out;
    for (const display::PicturePtr& picture : pictures) out += entry(name_of(*picture), refs_.at(name_of(*picture)));
    return out.empty() ? out : "/XObject<<" + out + ">>";
}

std::string PictureRefs::resources() const {
    std::string out;
    for (const auto& [name, ref] : refs_) out += entry(name, ref);
    return out.empty() ? out : "/XObject<<" + out + ">>";
}

}  // namespace banxin::pdf
