// JPEG by libjpeg: looked through to its end, and kept as it is but for what stands beside the picture.
#include <csetjmp>
#include <cstdio>  // jpeglib.h wants FILE
#include <exception>

#include <jpeglib.h>

#include <jerror.h>

#include "picture/exif.hpp"
#include "picture/formats.hpp"

namespace banxin::picture {
namespace {

/// Of one file: pictures of the web have ten; each costs as much as the whole picture, and no more than some bytes to write.
constexpr int kMostScans = 100;
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

/// What the monitor is called with; libjpeg knows the first part.
struct Progress : jpeg_progress_mgr {
    const Ask* ask = nullptr;
    std::uint64_t held = 0;
    std::exception_ptr thrown{};  // by `ask`: it cannot go through libjpeg
};

struct Look {
    Look() = default;
    ~Look() { jpeg_destroy_decompress(&info); }
    Look(const Look&) = delete;
    Look& operator=(const Look&) = delete;
    jpeg_decompress_struct info{};
    Errors errors{};
    Progress progress{};
    display::Turn turn = display::Turn::kNone;
    std::size_t length = 0;  // of the file, to the end of the picture
};

void monitor(j_common_ptr info) {
    auto* progress = static_cast<Progress*>(info->progress);
    if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > kMostScans) {
        auto* errors = static_cast<Errors*>(info->err);
        std::snprintf(errors->said, sizeof errors->said, "more than %d scans", kMostScans);
        std::longjmp(errors->back, 1);  // NOLINT
    }
    try {
        (*progress->ask)(progress->held);
    } catch (...) { progress->thrown = std::current_exception(); }
    if (progress->thrown) leave(info);
}

/// Bytes that libjpeg takes: all coefficients where there are several scans.
std::uint64_t coefficients(const jpeg_decompress_struct& info) {
    std::uint64_t out = 0;
    for (int i = 0; i < info.num_components; ++i)
        out += std::uint64_t{info.comp_info[i].width_in_blocks} * info.comp_info[i].height_in_blocks * DCTSIZE2 * sizeof(JCOEF);
    return out;
}

/// False: errors.said, or progress.thrown. No object with a destructor may live in here: libjpeg jumps over them.
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
    look.progress.held = size + (jpeg_has_multiple_scans(&info) != FALSE ? coefficients(info) : 0);
    look.progress.progress_monitor = monitor;
    info.progress = &look.progress;
    monitor(reinterpret_cast<j_common_ptr>(&info));
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

void read_jpeg(std::string_view bytes, display::Picture& out, const Ask& ask) {
    Look look;
    look.progress.ask = &ask;
    const bool whole = look_through(look, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    out.coding = display::Picture::Coding::kJpeg;
    out.columns = look.info.image_width;
    out.rows = look.info.image_height;
    out.components = static_cast<std::uint8_t>(look.info.num_components);
    out.inverted = look.info.num_components == 4 && look.info.saw_Adobe_marker != FALSE;
    out.turn = look.turn;
    if (look.progress.thrown) std::rethrow_exception(look.progress.thrown);
    if (!whole) throw Fault(look.errors.said);
    check_size(out.columns, out.rows);
    if (out.components == 2) throw Fault("two colour components");
    out.data = bare(bytes.substr(0, look.length));
}

}  // namespace banxin::picture
