// Pictures of the brief: how large they stand.
#pragma once

#include "base/diagnostics.hpp"
#include "model/blocks.hpp"
#include "model/brief.hpp"
#include "model/layout.hpp"

namespace banxin::compose {

/// As large as the room allows, in its own proportions. Reported: it has too few dots for that.
PictureBlock picture_block(const BriefPicture& picture, const PictureRoom& room, bool vertical, Diagnostics& diagnostics);

}  // namespace banxin::compose
