// Makes small fonts for the fuzzing of fonts: a few glyphs of real faces of every flavour, and the same as a collection.
//   font_seeds FOLDER FONT ...
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

#include <hb-subset.h>
#include <hb.h>

namespace {

template <auto Destroy>
struct Destroyer {
    template <class T>
    void operator()(T* object) const {
        Destroy(object);
    }
};
using Blob = std::unique_ptr<hb_blob_t, Destroyer<&hb_blob_destroy>>;
using Face = std::unique_ptr<hb_face_t, Destroyer<&hb_face_destroy>>;
using Input = std::unique_ptr<hb_subset_input_t, Destroyer<&hb_subset_input_destroy>>;

/// Four characters of the first face, with all its names; empty if that cannot be.
std::string small_font(const char* path) {
    const Blob file(hb_blob_create_from_file(path));
    const Face face(hb_face_create(file.get(), 0));
    const Input input(hb_subset_input_create_or_fail());
    for (const hb_codepoint_t c : {U' ', U'A', U'一', U'。'}) hb_set_add(hb_subset_input_unicode_set(input.get()), c);
    hb_set_invert(hb_subset_input_set(input.get(), HB_SUBSET_SETS_NAME_ID));
    hb_set_invert(hb_subset_input_set(input.get(), HB_SUBSET_SETS_NAME_LANG_ID));
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NAME_LEGACY | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    for (const hb_tag_t layout : {HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F')})
        hb_set_add(hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG), layout);
    const Face small(hb_subset_or_fail(face.get(), input.get()));
    if (!small) return {};
    const Blob bytes(hb_face_reference_blob(small.get()));
    unsigned size = 0;
    const char* data = hb_blob_get_data(bytes.get(), &size);
    return {data, size};
}

/// A collection of one face: the offsets of its tables move by the collection's header.
std::string collection_of(std::string font) {
    const std::string header("ttcf\0\1\0\0\0\0\0\1\0\0\0\x10", 16);
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(font[at]); };
    const std::size_t tables = byte(4) * 256u + byte(5);
    for (std::size_t i = 0; i < tables; ++i) {
        const std::size_t at = 12 + 16 * i + 8;
        std::size_t offset = header.size();
        for (std::size_t k = 0; k < 4; ++k) offset += std::size_t{byte(at + k)} << (24 - 8 * k);
        for (std::size_t k = 0; k < 4; ++k) font[at + k] = static_cast<char>(offset >> (24 - 8 * k) & 0xFF);
    }
    return header + font;
}

bool write(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream out(path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return static_cast<bool>(out.flush());
}

}  // namespace

int main(int argc, char** argv) {
    const std::filesystem::path folder = argc > 1 ? argv[1] : ".";
    std::filesystem::create_directories(folder);
    for (int i = 2; i < argc; ++i) {
        const std::string font = small_font(argv[i]);
        const std::string name = std::filesystem::path(argv[i]).stem().string();
        if (font.empty() || !write(folder / (name + ".otf"), font) || !write(folder / (name + ".ttc"), collection_of(font))) {
            std::cerr << "cannot make a small font of " << argv[i] << "\n";
            return 1;
        }
    }
}
