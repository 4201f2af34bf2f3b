// Cutting through hb-subset.
#include "pdf/subset.hpp"

#include <memory>
#include <stdexcept>

#include <fmt/format.h>
#include <hb-subset.h>

namespace banxin::pdf {
namespace {

template <class T, void (*Free)(T*)>
struct Release {
    void operator()(T* t) const { Free(t); }
};
using Input = std::unique_ptr<hb_subset_input_t, Release<hb_subset_input_t, hb_subset_input_destroy>>;
using Plan = std::unique_ptr<hb_subset_plan_t, Release<hb_subset_plan_t, hb_subset_plan_destroy>>;
using FacePtr = std::unique_ptr<hb_face_t, Release<hb_face_t, hb_face_destroy>>;
using Blob = std::unique_ptr<hb_blob_t, Release<hb_blob_t, hb_blob_destroy>>;

/// All that drawing glyphs by number takes. Hints are left out.
constexpr hb_tag_t kKept[] = {
    HB_TAG('C', 'F', 'F', ' '), HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'), HB_TAG('h', 'e', 'a', 'd'),
    HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p'),
};

/// The face with these tables alone: hb-subset would spend a third of its time on the characters of a cmap that no PDF needs.
FacePtr bare(hb_face_t* face) {
    FacePtr out(hb_face_builder_create());
    for (const hb_tag_t tag : kKept) {
        const Blob table(hb_face_reference_table(face, tag));
        if (hb_blob_get_length(table.get()) > 0) hb_face_builder_add_table(out.get(), tag, table.get());
    }
    return out;
}

std::string bytes_of(hb_blob_t* blob) {
    unsigned length = 0;
    const char* data = hb_blob_get_data(blob, &length);
    return {data, length};
}

}  // namespace

Codes::Codes(const font::Face& face) {
    if (face.flavour() != font::Flavour::kCffCid) return;
    const Blob table(hb_face_reference_table(face.hb_face(), HB_TAG('C', 'F', 'F', ' ')));
    unsigned length = 0;
    const char* data = hb_blob_get_data(table.get(), &length);
    charset_ = cff_charset({data, length});
}

Subset make_subset(const font::Face& face, const std::vector<std::uint32_t>& glyphs, bool keep_numbers) {
    const auto fail = [&] { return std::runtime_error(fmt::format("{} cannot be subset", face.postscript_name())); };
    const Input input(hb_subset_input_create_or_fail());
    if (!input) throw std::bad_alloc();
    hb_set_t* wanted = hb_subset_input_glyph_set(input.get());
    for (const std::uint32_t glyph : glyphs) hb_set_add(wanted, glyph);
    unsigned flags = HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE;
    if (keep_numbers && face.flavour() != font::Flavour::kCffCid) flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
    hb_subset_input_set_flags(input.get(), flags);

    const FacePtr original = bare(face.hb_face());
    const Plan plan(hb_subset_plan_create_or_fail(original.get(), input.get()));
    if (!plan) throw fail();
    const FacePtr cut(hb_subset_plan_execute_or_fail(plan.get()));
    if (!cut) throw fail();

    Subset out;
    out.cff = face.flavour() != font::Flavour::kTrueType;
    const Blob blob(out.cff ? hb_face_reference_table(cut.get(), HB_TAG('C', 'F', 'F', ' ')) : hb_face_reference_blob(cut.get()));
    out.program = bytes_of(blob.get());
    if (out.program.empty()) throw fail();

    const hb_map_t* renumbered = hb_subset_plan_old_to_new_glyph_mapping(plan.get());
    std::vector<std::uint16_t> charset;
    if (face.flavour() == font::Flavour::kCffCid) {
        charset = cff_charset(out.program);
        if (charset.empty()) throw fail();
    }
    for (const std::uint32_t glyph : glyphs) {
        const std::uint32_t number = hb_map_get(renumbered, glyph);
        if (number == HB_MAP_VALUE_INVALID || (!charset.empty() && number >= charset.size())) throw fail();
        out.codes.push_back(charset.empty() ? static_cast<std::uint16_t>(number) : charset[number]);
    }
    return out;
}

}  // namespace banxin::pdf
