// A handle to a picture: what it is made of belongs to `display`, which this room does not see.
#pragma once

#include <memory>

namespace banxin {

namespace display {
struct Picture;
}
using PicturePtr = std::shared_ptr<const display::Picture>;

}  // namespace banxin
