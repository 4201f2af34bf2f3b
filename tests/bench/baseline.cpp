// The least that any program must do for a brief: map the fonts, shape the text, subset the glyphs, deflate, write a file of that size.
// No layout, no XML, no structure. What Banxin takes beyond this is its own.
// Usage: baseline plain|bare JOB OUT. plain hands each face to hb-subset as it is and names the tables to drop; bare, as
// engine/pdf/subset.cpp does, hands it only the tables that are kept, which saves hb-subset the walk through the cmap.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <hb-ot.h>
#include <hb-subset.h>
#include <libdeflate.h>

namespace {

constexpr int kDeflateLevel = 6;  // as pdf::WriterOptions has it

/// The features of engine/text/shape.cpp: none of the glyphs may differ.
constexpr hb_feature_t kHanFeatures[] = {
    {HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('c', 'h', 'w', 's'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('c', 'a', 'l', 't'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
};

/// Not needed to draw glyphs by number.
constexpr const char* kDropped[] = {"GSUB", "GPOS", "GDEF", "name", "OS/2", "post", "vhea", "vmtx", "VORG", "BASE",
                                    "cmap", "kern", "VDMX", "hdmx", "gasp", "mort", "morx", "DSIG", "LTSH", "JSTF"};

constexpr const char* kKept[] = {"CFF ", "glyf", "loca", "head", "hhea", "hmtx", "maxp"};

class Stopwatch {
  public:
    void lap(const char* stage) {
        const auto now = std::chrono::steady_clock::now();
        laps_.emplace_back(stage, std::chrono::duration<double, std::milli>(now - last_).count());
        last_ = now;
    }
    void print() const {
        for (const auto& [stage, ms] : laps_) std::fprintf(stderr, "time %s %.3f ms\n", stage, ms);
    }

  private:
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
    std::vector<std::pair<const char*, double>> laps_;
};

struct Run {
    std::size_t face = 0;
    bool western = false;
    std::string text;
};

/// A line each: `face INDEX PATH`, `page`, `han FACE TEXT`, `western FACE TEXT`; bench.py makes it out of a dump.
struct Job {
    std::vector<std::pair<unsigned, std::string>> faces;
    std::vector<std::vector<Run>> pages;

    explicit Job(const char* path) {
        std::ifstream in(path, std::ios::binary);
        std::string kind, rest;
        while (in >> kind) {
            if (kind == "page") {
                pages.emplace_back();
                continue;
            }
            unsigned number = 0;
            in >> number;
            in.get();
            std::getline(in, rest);
            if (kind == "face") faces.emplace_back(number, rest);
            else pages.back().push_back({number, kind == "western", rest});
        }
    }
};

struct Face {
    hb_face_t* face = nullptr;
    hb_font_t* font = nullptr;
    std::set<hb_codepoint_t> used;
    std::string program;

    Face(unsigned index, const std::string& path) {
        hb_blob_t* blob = hb_blob_create_from_file_or_fail(path.c_str());
        if (!blob) {
            std::fprintf(stderr, "baseline: cannot read %s\n", path.c_str());
            std::exit(1);
        }
        face = hb_face_create(blob, index);
        font = hb_font_create(face);
        hb_blob_destroy(blob);
    }
};

/// Shapes the runs of a page; its content is the glyph numbers in hexadecimal, each run at a place.
std::string shape(const std::vector<Run>& runs, std::vector<Face>& faces, hb_buffer_t* buffer) {
    std::string content;
    char hex[32];
    for (const Run& run : runs) {
        Face& face = faces[run.face];
        hb_buffer_clear_contents(buffer);
        hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
        hb_buffer_set_script(buffer, run.western ? HB_SCRIPT_LATIN : HB_SCRIPT_HAN);
        hb_buffer_set_language(buffer, hb_language_from_string("zh-Hans", -1));
        hb_buffer_add_utf8(buffer, run.text.data(), static_cast<int>(run.text.size()), 0, static_cast<int>(run.text.size()));
        hb_shape(face.font, buffer, run.western ? nullptr : kHanFeatures, run.western ? 0 : std::size(kHanFeatures));
        unsigned count = 0;
        const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
        content += "1 0 0 1 100.0000 100.0000 Tm[<";
        for (unsigned i = 0; i < count; ++i) {
            face.used.insert(infos[i].codepoint);
            content.append(hex, static_cast<std::size_t>(std::snprintf(hex, sizeof hex, "%04X", infos[i].codepoint)));
        }
        content += ">]TJ\n";
    }
    return content;
}

hb_face_t* bare(hb_face_t* face) {
    hb_face_t* out = hb_face_builder_create();
    for (const char* tag : kKept) {
        hb_blob_t* table = hb_face_reference_table(face, hb_tag_from_string(tag, 4));
        if (hb_blob_get_length(table) > 0) hb_face_builder_add_table(out, hb_tag_from_string(tag, 4), table);
    }
    return out;
}

void subset(Face& face, bool plain) {
    hb_subset_input_t* input = hb_subset_input_create_or_fail();
    for (const hb_codepoint_t glyph : face.used) hb_set_add(hb_subset_input_glyph_set(input), glyph);
    hb_set_t* dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (const char* tag : kDropped) hb_set_add(dropped, hb_tag_from_string(tag, 4));
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_face_t* cut = hb_subset_or_fail(plain ? face.face : bare(face.face), input);
    hb_blob_t* blob = hb_face_reference_table(cut, HB_TAG('C', 'F', 'F', ' '));
    unsigned size = 0;
    if (hb_blob_get_length(blob) == 0) blob = hb_face_reference_blob(cut);  // TrueType is embedded as a whole file
    const char* data = hb_blob_get_data(blob, &size);
    face.program.assign(data, size);
}

std::string deflate(const std::string& bytes) {
    libdeflate_compressor* compressor = libdeflate_alloc_compressor(kDeflateLevel);
    std::string out(libdeflate_zlib_compress_bound(compressor, bytes.size()), '\0');
    out.resize(libdeflate_zlib_compress(compressor, bytes.data(), bytes.size(), out.data(), out.size()));
    libdeflate_free_compressor(compressor);
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    Stopwatch watch;
    const bool plain = std::string_view(argv[1]) == "plain";
    const Job job(argv[2]);
    watch.lap("read");
    std::vector<Face> faces;
    for (const auto& [index, path] : job.faces) faces.emplace_back(index, path);
    watch.lap("fonts");
    hb_buffer_t* buffer = hb_buffer_create();
    std::vector<std::string> contents;
    for (const auto& page : job.pages) contents.push_back(shape(page, faces, buffer));
    watch.lap("shape");
    for (Face& face : faces) subset(face, plain);
    watch.lap("subset");
    std::size_t embedded = 0;
    std::string out;
    for (const Face& face : faces) {
        const std::string packed = deflate(face.program);
        embedded += packed.size();
        out += packed;
    }
    for (const std::string& content : contents) out += deflate(content);
    watch.lap("deflate");
    std::ofstream(argv[3], std::ios::binary).write(out.data(), static_cast<std::streamsize>(out.size()));
    watch.lap("write");
    watch.print();
    std::fprintf(stderr, "embedded %zu\n", embedded);
    return 0;
}
