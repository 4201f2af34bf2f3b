// JPEG by libjpeg: looked through to its end, and kept as it is but for what stands beside the picture.
#include <csetjmp>
#include <cstdio>  // jpeglib.h wants FILE

#include <jpeglib.h>

#include <jerror.h>

#include "picture/exif.hpp"
#include "picture/formats.hpp"

namespace banxin::picture {
namespace {

constexpr unsigned char kMarker = 0xFF, kStart = 0xD8, kScan = 0xDA, kAdobe = 0xEE, kFirstApp = 0xE0, kLastApp = 0xEF, kComment = 0xFE;

/// libjpeg ends by a call that must not return.
struct Errors : jpeg_error_mgr {
    std::jmp_buf back{};
    char said[JMSG_LENGTH_MAX] = {};
};

[[noreturn]] void leave(j_common_ptr info) {
    auto* errors = static_cast<Errors*>(info->err);
    errors->format_message(info, errors->said);
    std::longjmp(errors->back, 1);  // NOLINT
}

/// What is only a warning to libjpeg is damage to us: rows would be grey.
void note(j_common_ptr info, int level) {
    if (level < 0) leave(info);
}

struct Look {
    jpeg_decompress_struct info{};
    Errors errors{};
    display::Turn turn = display::Turn::kNone;
    std::size_t length = 0;  // of the file, to the end of the picture
};

/// False: errors.said. No object with a destructor may live in here: libjpeg jumps over them.
bool look_through(Look& look, const unsigned char* bytes, std::size_t size) {
    jpeg_decompress_struct& info = look.info;
    info.err = jpeg_std_error(&look.errors);
    look.errors.error_exit = leave;
    look.errors.emit_message = note;
    if (setjmp(look.errors.back) != 0) return false;  // NOLINT
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, bytes, size);
    jpeg_save_markers(&info, JPEG_APP0 + 1, 0xFFFF);
    jpeg_read_header(&info, TRUE);
    for (const jpeg_marker_struct* marker = info.marker_list; marker; marker = marker->next)
        look.turn = turn_of({reinterpret_cast<const char*>(marker->data), marker->data_length}).value_or(look.turn);
    if (info.arith_code != FALSE) ERREXIT(&info, JERR_ARITH_NOTIMPL);  // readers of PDF do not know it
    if (info.image_width > kMostPixels / info.image_height) return true;
    info.scale_num = 1;
    info.scale_denom = DCTSIZE;  // every code is read, hardly anything computed
    info.dct_method = JDCT_FASTEST;
    info.out_color_space = info.jpeg_color_space == JCS_YCbCr ? JCS_YCbCr : info.out_color_space;
    jpeg_start_decompress(&info);
    JSAMPARRAY row = (*info.mem->alloc_sarray)(reinterpret_cast<j_common_ptr>(&info), JPOOL_IMAGE,
                                               info.output_width * static_cast<JDIMENSION>(info.output_components), 1);
    while (info.output_scanline < info.output_height) jpeg_read_scanlines(&info, row, 1);
    jpeg_finish_decompress(&info);
    look.length = size - info.src->bytes_in_buffer;
    return true;
}

/// Without what programs and cameras write beside a picture, such as where and when it was taken. Adobe's segment says what CMYK means.
std::string bare(std::string_view bytes) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    std::string out(bytes.substr(0, 2));
    std::size_t i = 2;
    while (i + 4 <= bytes.size() && at(i) == kMarker && at(i + 1) != kScan) {
        if (at(i + 1) == kMarker) {  // filled up
            ++i;
            continue;
        }
        const std::size_t length = 2 + (std::size_t{at(i + 2)} << 8) + at(i + 3);
        const bool beside = (at(i + 1) >= kFirstApp && at(i + 1) <= kLastApp && at(i + 1) != kAdobe) || at(i + 1) == kComment;
        if (!beside) out += bytes.substr(i, length);
        i += length;
    }
    return out.append(bytes.substr(std::min(i, bytes.size())));
}

}  // namespace

bool is_jpeg(std::string_view bytes) {
    return bytes.size() > 3 && static_cast<unsigned char>(bytes[0]) == kMarker && static_cast<unsigned char>(bytes[1]) == kStart &&
           static_cast<unsigned char>(bytes[2]) == kMarker;
}

void read_jpeg(std::string_view bytes, display::Picture& out) {
    Look look;
    const bool whole = look_through(look, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    out.coding = display::Picture::Coding::kJpeg;
    out.columns = look.info.image_width;
    out.rows = look.info.image_height;
    out.components = static_cast<std::uint8_t>(look.info.num_components);
    out.inverted = look.info.num_components == 4 && look.info.saw_Adobe_marker != FALSE;
    out.turn = look.turn;
    jpeg_destroy_decompress(&look.info);
    if (!whole) throw Fault(look.errors.said);
    check_size(out.columns, out.rows);
    if (out.components == 2) throw Fault("two colour components");
    out.data = bare(bytes.substr(0, look.length));
}

}  // namespace banxin::picture
