// The wrapper over libharu 2.3: raw dictionaries through write_fn, streams, own header and trailer.
// libharu's own save paths use the clock; HPDF_Xref_WriteToStream does not.
#include "pdf/objects.hpp"

#include <cstring>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>
#include <hpdf.h>
#include <libdeflate.h>

#include "base/utf8.hpp"

// Struct layouts differ between libharu versions; this one is checked.
static_assert(HPDF_VERSION_ID == 20300);

namespace banxin::pdf {
namespace {

constexpr std::string_view kHeader = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
constexpr HPDF_UINT32 kIdMask = 0x00FFFFFF;

extern "C" {

HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream) {
    const auto* entries = static_cast<const std::string*>(dict->attr);
    return HPDF_Stream_Write(stream, reinterpret_cast<const HPDF_BYTE*>(entries->data()), static_cast<HPDF_UINT>(entries->size()));
}

HPDF_STATUS append_bytes(HPDF_Stream stream, const HPDF_BYTE* bytes, HPDF_UINT size) {
    static_cast<std::string*>(stream->attr)->append(reinterpret_cast<const char*>(bytes), size);
    return HPDF_OK;
}

/// libharu asks for the bytes of a stream bit by bit; they lie elsewhere.
struct Reader {
    std::string_view data;
    std::size_t at = 0;
};

HPDF_STATUS read_bytes(HPDF_Stream stream, HPDF_BYTE* to, HPDF_UINT* size) {
    auto* reader = static_cast<Reader*>(stream->attr);
    const std::size_t left = reader->data.size() - reader->at;
    const bool ends = *size >= left;
    if (ends) *size = static_cast<HPDF_UINT>(left);
    std::memcpy(to, reader->data.data() + reader->at, *size);
    reader->at += *size;
    return ends ? HPDF_STREAM_EOF : HPDF_OK;
}

HPDF_STATUS seek_byte(HPDF_Stream stream, HPDF_INT place, HPDF_WhenceMode) {
    static_cast<Reader*>(stream->attr)->at = static_cast<std::size_t>(place);
    return HPDF_OK;
}

HPDF_INT32 tell_byte(HPDF_Stream stream) { return static_cast<HPDF_INT32>(static_cast<Reader*>(stream->attr)->at); }

HPDF_UINT32 size_of_bytes(HPDF_Stream stream) { return static_cast<HPDF_UINT32>(static_cast<Reader*>(stream->attr)->data.size()); }

}  // extern "C"

}  // namespace

struct File::State {
    HPDF_Error_Rec error{};
    HPDF_MMgr mmgr = nullptr;
    HPDF_Xref xref = nullptr;
    std::deque<std::string> entries;  // addresses are stable: libharu's dictionaries point here
    std::deque<std::string> data;     // data of streams that nobody else keeps
    std::deque<Reader> readers;
    std::size_t bytes = 0;  // of streams
    std::vector<std::string*> by_ref{nullptr};

    void check() const {
        if (HPDF_Error_GetCode(const_cast<HPDF_Error>(&error)) != HPDF_OK)
            throw std::runtime_error(fmt::format("libharu error {:#06x}", error.error_no));
    }

    /// Gives the dictionary its text; returns its number.
    Ref adopt(HPDF_Dict dict, std::string text) {
        if (!dict) throw std::runtime_error(fmt::format("libharu error {:#06x}", error.error_no));
        std::string& kept = entries.emplace_back(std::move(text));
        dict->attr = &kept;
        dict->write_fn = write_entries;
        const Ref ref = dict->header.obj_id & kIdMask;
        if (by_ref.size() <= ref) by_ref.resize(ref + 1, nullptr);
        by_ref[ref] = &kept;
        return ref;
    }
};

std::string reference(Ref ref) { return fmt::format("{} 0 R", ref); }

void append_hex(std::string& out, std::uint32_t n) {
    constexpr char kDigits[] = "0123456789ABCDEF";
    for (const int shift : {12, 8, 4, 0}) out += kDigits[n >> shift & 0xF];
}

std::string text_string(std::string_view utf8) {
    std::string out = "<FEFF";
    for (std::size_t at = 0; at < utf8.size();) {
        char32_t c = utf8::next(utf8, at);
        if (c >= 0x10000) {
            c -= 0x10000;
            append_hex(out, 0xD800 + static_cast<std::uint32_t>(c >> 10));
            c = 0xDC00 + (c & 0x3FF);
        }
        append_hex(out, static_cast<std::uint32_t>(c));
    }
    return out + '>';
}

std::string deflate(std::string_view bytes, int level) {
    // Kept for the thread's next stream: its tables are larger than most pages.
    using Compressor = std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)>;
    thread_local Compressor compressor(nullptr, libdeflate_free_compressor);
    thread_local int made_for = -1;
    if (made_for != level) {
        compressor.reset(libdeflate_alloc_compressor(level));
        made_for = compressor ? level : -1;
    }
    if (!compressor) throw std::bad_alloc();
    std::string out(libdeflate_zlib_compress_bound(compressor.get(), bytes.size()), '\0');
    out.resize(libdeflate_zlib_compress(compressor.get(), bytes.data(), bytes.size(), out.data(), out.size()));
    return out;
}

File::File() : state_(std::make_unique<State>()) {
    HPDF_Error_Init(&state_->error, nullptr);
    state_->mmgr = HPDF_MMgr_New(&state_->error, 0, nullptr, nullptr);
    if (!state_->mmgr) throw std::bad_alloc();
    state_->xref = HPDF_Xref_New(state_->mmgr, 0);
    if (!state_->xref) {
        HPDF_MMgr_Free(state_->mmgr);
        throw std::bad_alloc();
    }
}

File::~File() {
    HPDF_Xref_Free(state_->xref);
    HPDF_MMgr_Free(state_->mmgr);
}

Ref File::reserve() { return dictionary({}); }

void File::set(Ref ref, std::string entries) { *state_->by_ref.at(ref) = std::move(entries); }

Ref File::dictionary(std::string entries) {
    const HPDF_Dict dict = HPDF_Dict_New(state_->mmgr);
    if (!dict) throw std::bad_alloc();
    if (HPDF_Xref_Add(state_->xref, dict) != HPDF_OK) state_->check();
    return state_->adopt(dict, std::move(entries));
}

Ref File::shared_stream(std::string entries, std::string_view data) {
    const HPDF_Dict dict = HPDF_DictStream_New(state_->mmgr, state_->xref);
    const Ref ref = state_->adopt(dict, std::move(entries));
    state_->readers.push_back({data});
    const HPDF_Stream reader =
        HPDF_CallbackReader_New(state_->mmgr, read_bytes, seek_byte, tell_byte, size_of_bytes, &state_->readers.back());
    if (!reader) throw std::bad_alloc();
    HPDF_Stream_Free(dict->stream);
    dict->stream = reader;
    state_->bytes += data.size();
    return ref;
}

Ref File::stream(std::string entries, std::string data) {
    state_->data.push_back(std::move(data));
    return shared_stream(std::move(entries), state_->data.back());
}

Ref File::deflated(const std::string& entries, std::string_view data, int level) {
    return stream(entries + "/Filter/FlateDecode", deflate(data, level));
}

std::string File::finish(Ref catalog, Ref info, std::string_view identifier) {
    const std::string trailer = fmt::format("/Root {} 0 R/Info {} 0 R/ID[<{}><{}>]", catalog, info, identifier, identifier);
    state_->xref->trailer->attr = const_cast<std::string*>(&trailer);
    state_->xref->trailer->write_fn = write_entries;

    std::string out;
    constexpr std::size_t kBeside = 1 << 14;  // what all objects but streams come to, about
    out.reserve(state_->bytes + kBeside);
    const HPDF_Stream writer = HPDF_CallbackWriter_New(state_->mmgr, append_bytes, &out);
    if (!writer) throw std::bad_alloc();
    HPDF_Stream_Write(writer, reinterpret_cast<const HPDF_BYTE*>(kHeader.data()), static_cast<HPDF_UINT>(kHeader.size()));
    HPDF_Xref_WriteToStream(state_->xref, writer, nullptr);
    HPDF_Stream_Free(writer);
    state_->xref->trailer->attr = nullptr;
    state_->xref->trailer->write_fn = nullptr;
    state_->check();
    return out;
}

}  // namespace banxin::pdf
