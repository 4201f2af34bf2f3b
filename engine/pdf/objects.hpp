// PDF objects, cross-reference and file, through libharu's object layer. The rest of the room writes object bodies as text.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pdf/beginning.hpp"

namespace banxin::pdf {

/// Number of an indirect object.
using Ref = std::uint32_t;

/// "12 0 R".
std::string reference(Ref ref);
/// Four hexadecimal digits.
void append_hex(std::string& out, std::uint32_t n);
/// A PDF text string in hexadecimal UTF-16BE with byte order mark: "<FEFF...>".
std::string text_string(std::string_view utf8);
/// Deflated bytes (zlib format).
std::string deflate(std::string_view bytes, int level);

/// Objects of a file being built.
class Objects {
  public:
    Objects() = default;
    Objects(const Objects&) = delete;
    Objects& operator=(const Objects&) = delete;
    virtual ~Objects() = default;

    /// A dictionary object whose entries are set later.
    virtual Ref reserve() = 0;
    virtual void set(Ref ref, std::string entries) = 0;
    /// A stream object with these entries (no /Length). `data` stands in the file as it is: a /Filter belongs to the entries. Not copied: it
    /// must be there until the file is finished.
    virtual Ref shared_stream(std::string entries, std::string_view data) = 0;
    virtual Ref stream(std::string entries, std::string data) = 0;

    virtual Ref dictionary(std::string entries);
    Ref deflated(const std::string& entries, std::string_view data, int level);
};

/// A whole file in memory. libharu's sticky errors become std::runtime_error.
class File : public Objects {
  public:
    /// Its objects are numbered from behind those of `beginning`, which must outlive it.
    explicit File(const Beginning* beginning = nullptr);
    ~File() override;

    Ref reserve() override;
    void set(Ref ref, std::string entries) override;
    Ref dictionary(std::string entries) override;
    Ref stream(std::string entries, std::string data) override;
    Ref shared_stream(std::string entries, std::string_view data) override;

    /// All that was added, for files to begin with.
    Beginning begin();
    /// The rest of the file, behind its beginning. `identifier`: 32 hexadecimal digits.
    std::string finish(Ref catalog, Ref info, std::string_view identifier);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace banxin::pdf
