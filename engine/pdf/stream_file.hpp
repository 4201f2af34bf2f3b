// A file written object by object: of what is written, only its place is kept. Dictionaries lie deflated in object streams.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sha256.hpp"
#include "pdf/objects.hpp"

namespace banxin::pdf {

class StreamFile : public Objects {
  public:
    /// Takes the file's bytes in order.
    using Out = std::function<void(std::string_view)>;
    StreamFile(Out out, int compression);

    Ref reserve() override;
    void set(Ref ref, std::string entries) override;
    Ref stream(std::string entries, std::string data) override;
    Ref shared_stream(std::string entries, std::string_view data) override;

    void finish(Ref catalog, Ref info);

  private:
    /// Where an object is: at an offset, or in an object stream.
    struct Place {
        std::uint32_t at = 0;     // offset, or the stream's number
        std::uint16_t index = 0;  // in the stream
        std::uint8_t kind = 0;    // as cross-reference streams count: 0 nowhere, 1 at an offset, 2 in a stream
    };
    void write(std::string_view bytes);
    void write_stream(Ref ref, std::string_view entries, std::string_view data);
    void flush();
    void hand_on();

    Out out_;
    int compression_;
    Sha256 hash_;
    std::string buffer_;
    std::size_t written_ = 0;
    std::vector<Place> places_{Place{}};  // by number
    std::string numbers_, bodies_;        // of the object stream that is being filled
    std::uint16_t filled_ = 0;
    Ref stream_ = 0;
};

}  // namespace banxin::pdf
