// What the font room reads from the tables of a font file itself, without opening the face for drawing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <hb.h>

#include "font/face.hpp"

namespace banxin::font {

/// A table's bytes, held as long as the object. Reading past the end gives zeros, so a damaged font cannot lead astray.
class Table {
  public:
    Table(hb_face_t* face, hb_tag_t tag) : blob_(hb_face_reference_table(face, tag)) { data_ = hb_blob_get_data(blob_, &size_); }
    ~Table() { hb_blob_destroy(blob_); }
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    unsigned size() const { return size_; }
    unsigned u8(std::size_t at) const { return at < size_ ? static_cast<unsigned char>(data_[at]) : 0; }
    unsigned u16(std::size_t at) const { return u8(at) << 8 | u8(at + 1); }
    /// An unsigned number of `bytes` (1 to 4) bytes.
    unsigned number(std::size_t at, unsigned bytes) const {
        unsigned n = 0;
        for (unsigned i = 0; i < bytes; ++i) n = n << 8 | u8(at + i);
        return n;
    }
    /// At most `length` bytes.
    std::string_view bytes(std::size_t at, std::size_t length) const;

  private:
    hb_blob_t* blob_;
    const char* data_ = nullptr;
    unsigned size_ = 0;
};

/// A font file, or bytes that outlive the blob. Null: it cannot be read.
hb_blob_t* blob_of(const std::string& path, const FontData& bytes);

struct Facts {
    Flavour flavour = Flavour::kUnusable;
    std::uint16_t fs_type = 0;
    std::uint16_t weight = 400;
    bool italic = false;
};

Facts read_facts(hb_face_t* face);

/// Family, full and PostScript names in every language and encoding that can be decoded; none twice.
std::vector<std::string> read_names(hb_face_t* face);

/// The name by which a PDF knows the font; empty if there is none.
std::string read_postscript_name(hb_face_t* face);

}  // namespace banxin::font
