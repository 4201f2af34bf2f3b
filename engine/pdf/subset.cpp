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

/// Nothing of these is needed to draw glyphs by number.
constexpr hb_tag_t kDropped[] = {
    HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'), HB_TAG('n', 'a', 'm', 'e'),
    HB_TAG('O', 'S', '/', '2'), HB_TAG('p', 'o', 's', 't'), HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'),
    HB_TAG('V', 'O', 'R', 'G'), HB_TAG('B', 'A', 'S', 'E'), HB_TAG('c', 'm', 'a', 'p'), HB_TAG('k', 'e', 'r', 'n'),
    HB_TAG('V', 'D', 'M', 'X'), HB_TAG('h', 'd', 'm', 'x'), HB_TAG('g', 'a', 's', 'p'), HB_TAG('m', 'o', 'r', 't'),
    HB_TAG('m', 'o', 'r', 'x'), HB_TAG('D', 'S', 'I', 'G'), HB_TAG('L', 'T', 'S', 'H'), HB_TAG('J', 'S', 'T', 'F'),
};

std::string bytes_of(hb_blob_t* blob) {
    unsigned length = 0;
    const char* data = hb_blob_get_data(blob, &length);
    return {data, length};
}

}  // namespace

Subset make_subset(const font::Face& face, const std::vector<std::uint32_t>& glyphs) {
    const auto fail = [&] { return std::runtime_error(fmt::format("{} cannot be subset", face.postscript_name())); };
    const Input input(hb_subset_input_create_or_fail());
    if (!input) throw std::bad_alloc();
    hb_set_t* wanted = hb_subset_input_glyph_set(input.get());
    for (const std::uint32_t glyph : glyphs) hb_set_add(wanted, glyph);
    hb_set_t* dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (const hb_tag_t tag : kDropped) hb_set_add(dropped, tag);
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);

    const Plan plan(hb_subset_plan_create_or_fail(face.hb_face(), input.get()));
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
