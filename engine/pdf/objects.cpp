// The wrapper over libharu 2.3: raw dictionaries through write_fn, streams; own header, cross-reference and trailer, so that a file can go on
// behind a beginning that others share. libharu's own save paths use the clock; HPDF_Obj_WriteValue does not.
#include "pdf/objects.hpp"

#include <cstring>
#include <iterator>
#include <map>
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
    const Beginning* beginning = nullptr;
    std::map<Ref, std::string*> by_ref;

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
        by_ref[ref] = &kept;
        return ref;
    }

    /// All objects, behind what `out` holds already and, in the file, behind the beginning. Their places are added to `places`.
    void write_objects(std::string& out, std::vector<std::size_t>& places) const {
        const std::size_t before = beginning ? beginning->bytes.size() : 0;
        const std::unique_ptr<HPDF_Stream_Rec, decltype(&HPDF_Stream_Free)> writer(HPDF_CallbackWriter_New(mmgr, append_bytes, &out),
                                                                                   HPDF_Stream_Free);
        if (!writer) throw std::bad_alloc();
        for (HPDF_UINT i = xref->start_offset == 0 ? 1 : 0; i < xref->entries->count; ++i) {  // 0 is the head of the free ones
            places.push_back(before + out.size());
            fmt::format_to(std::back_inserter(out), "{} 0 obj\n", xref->start_offset + i);
            HPDF_Obj_WriteValue(HPDF_Xref_GetEntry(xref, i)->obj, writer.get(), nullptr);
            out += "\nendobj\n";
        }
        check();
    }
};

std::string reference(Ref ref) { return fmt::format("{} 0 R", ref); }

void append_hex(std::string& out, std::uint32_t n) {
    constexpr char kDigits[] = "0123456789ABCDEF";
    const char four[] = {kDigits[n >> 12 & 0xF], kDigits[n >> 8 & 0xF], kDigits[n >> 4 & 0xF], kDigits[n & 0xF]};
    out.append(four, sizeof four);
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

File::File(const Beginning* beginning) : state_(std::make_unique<State>()) {
    HPDF_Error_Init(&state_->error, nullptr);
    state_->mmgr = HPDF_MMgr_New(&state_->error, 0, nullptr, nullptr);
    if (!state_->mmgr) throw std::bad_alloc();
    state_->beginning = beginning;
    state_->xref = HPDF_Xref_New(state_->mmgr, beginning ? static_cast<HPDF_UINT32>(beginning->places.size() + 1) : 0);
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

Ref Objects::dictionary(std::string entries) {
    const Ref out = reserve();
    set(out, std::move(entries));
    return out;
}

Ref Objects::deflated(const std::string& entries, std::string_view data, int level) {
    return stream(entries + "/Filter/FlateDecode", deflate(data, level));
}

Beginning File::begin() {
    constexpr std::size_t kBeside = 1 << 14;  // what all objects but streams come to, about
    Beginning out;
    out.bytes.reserve(state_->bytes + kBeside);
    out.bytes = kHeader;
    state_->write_objects(out.bytes, out.places);
    out.hash.add(out.bytes);
    return out;
}

std::string File::finish(Ref catalog, Ref info, std::string_view identifier) {
    constexpr std::size_t kBeside = 1 << 13;
    std::string out;
    out.reserve(state_->bytes + kBeside);
    const Beginning* beginning = state_->beginning;
    if (!beginning) out = kHeader;
    std::vector<std::size_t> places = beginning ? beginning->places : std::vector<std::size_t>();
    state_->write_objects(out, places);
    const std::size_t table = (beginning ? beginning->bytes.size() : 0) + out.size();
    const auto to = std::back_inserter(out);
    fmt::format_to(to, "xref\n0 {}\n0000000000 65535 f\r\n", places.size() + 1);
    for (const std::size_t place : places) fmt::format_to(to, "{:010} 00000 n\r\n", place);
    fmt::format_to(to, "trailer\n<<\n/Root {} 0 R/Info {} 0 R/ID[<{}><{}>]/Size {}>>\nstartxref\n{}\n%%EOF\n", catalog, info, identifier,
                   identifier, places.size() + 1, table);
    return out;
}

}  // namespace banxin::pdf
