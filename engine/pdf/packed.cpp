// Fields one after the other; what has no fixed size has its size before it.
#include "pdf/packed.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <type_traits>

#include "pdf/pages.hpp"

namespace banxin::pdf {
namespace {

/// The fields of a draft, for whoever writes or reads them: both in one order.
template <class Archive, class DraftOrConst>
void each_field(Archive& archive, DraftOrConst& draft) {
    auto& document = draft.document;
    auto& metadata = document.metadata;
    for (auto* text :
         {&metadata.title, &metadata.author, &metadata.subject, &metadata.keywords, &metadata.language, &metadata.date, &draft.identifier})
        archive.text(*text);
    archive.value(document.bound_right);
    archive.list(document.outline, [&](auto& entry) {
        archive.text(entry.title);
        archive.value(entry.level);
        archive.value(entry.page);
        archive.value(entry.y);
    });
    archive.list(document.pages, [&](auto& page) {
        archive.value(page.width);
        archive.value(page.height);
        archive.value(page.trim);
        archive.text(page.label);
    });
    archive.values(draft.faces);
    archive.values(draft.standing);
}

template <class Archive, class StreamOrConst>
void each_field_of_page(Archive& archive, StreamOrConst& page) {
    archive.text(page.packed);
    archive.text(page.hash);
    archive.values(page.faces);
    archive.values(page.standing);
}

/// Which of the draft's pictures a page has.
std::vector<std::uint32_t> numbers_of(const Pictures& few, const Pictures& all) {
    std::vector<std::uint32_t> out;
    for (const display::PicturePtr& picture : few)
        out.push_back(static_cast<std::uint32_t>(std::find(all.begin(), all.end(), picture) - all.begin()));
    return out;
}

struct Writing {
    std::string out{};

    template <class T>
    void value(const T& v) {
        static_assert(std::is_trivially_copyable_v<T>);
        out.append(reinterpret_cast<const char*>(&v), sizeof v);
    }
    void text(const std::string& v) {
        value(v.size());
        out += v;
    }
    template <class T>
    void values(const std::vector<T>& v) {
        list(v, [&](const T& one) { value(one); });
    }
    template <class T, class Each>
    void list(const std::vector<T>& v, Each each) {
        value(v.size());
        for (const T& one : v) each(one);
    }
};

struct Reading {
    std::string_view left;

    std::string_view take(std::size_t size) {
        if (size > left.size()) throw std::logic_error("a draft that was set aside is cut short");
        const std::string_view out = left.substr(0, size);
        left.remove_prefix(size);
        return out;
    }
    template <class T>
    void value(T& v) {
        std::memcpy(&v, take(sizeof v).data(), sizeof v);
    }
    std::size_t size() {
        std::size_t out = 0;
        value(out);
        return out;
    }
    void text(std::string& v) { v = take(size()); }
    template <class T>
    void values(std::vector<T>& v) {
        list(v, [&](T& one) { value(one); });
    }
    template <class T, class Each>
    void list(std::vector<T>& v, Each each) {
        for (std::size_t n = size(); n > 0; --n) each(v.emplace_back());
    }
};

}  // namespace

std::string pack(const Draft& draft) {
    Writing out;
    each_field(out, draft);
    out.value(draft.pages.size());
    for (const PageStreamPtr& page : draft.pages) {
        each_field_of_page(out, *page);
        out.values(numbers_of(page->pictures, draft.pictures));
    }
    return std::move(out.out);
}

Draft unpack(std::string_view bytes, Pictures pictures) {
    Draft out;
    out.pictures = std::move(pictures);
    Reading in{bytes};
    each_field(in, out);
    for (std::size_t n = in.size(); n > 0; --n) {
        const auto page = std::make_shared<PageStream>();
        each_field_of_page(in, *page);
        std::vector<std::uint32_t> numbers;
        in.values(numbers);
        for (const std::uint32_t number : numbers) page->pictures.push_back(out.pictures.at(number));
        out.pages.push_back(page);
    }
    return out;
}

}  // namespace banxin::pdf
