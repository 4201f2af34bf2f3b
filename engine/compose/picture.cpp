// The size of a picture from its pixels and its room.
#include "compose/picture.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "display/picture.hpp"

namespace banxin::compose {
namespace {

constexpr Length kInch = Length::pt(72);

}  // namespace

PictureBlock picture_block(const BriefPicture& picture, const PictureRoom& room, bool vertical, Diagnostics& diagnostics) {
    const std::int64_t columns = picture.picture->width(), rows = picture.picture->height();
    const Length width = std::min(room.most_width, scale(room.most_height, columns, rows));
    const Length height = std::min(room.most_height, scale(room.most_width, rows, columns));
    const std::int64_t dots = kInch.units * columns / std::max<std::int64_t>(width.units, 1);
    if (dots < room.least_resolution)
        diagnostics.report(Code::kPictureCoarse, picture.name.at(0),
                           {picture.name.str(), fmt::format("{}", dots), fmt::format("{}", room.least_resolution)});
    return {picture.picture, vertical ? height : width, vertical ? width : height, room.on_grid, false};
}

}  // namespace banxin::compose
