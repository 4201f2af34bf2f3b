// Long work tells how far it is, and whoever waits for it may call it off.
#pragma once

#include <cstddef>
#include <cstdint>

namespace banxin {

class Watch {
  public:
    enum class Stage : std::uint8_t {
        kSet,       // paragraphs to lines; counts blocks
        kPaginate,  // lines to pages; counts pages, how many there will be is not known
        kPicture,   // before a picture is decoded; counts nothing
    };
    virtual ~Watch() = default;
    /// `held`: bytes of memory that the work has taken by now, about. What this throws ends the work, which catches nothing.
    virtual void look(Stage stage, std::size_t done, std::size_t all, std::size_t held) = 0;
};

}  // namespace banxin
