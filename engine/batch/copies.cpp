// What changes is found by setting two numbers of which no digit is the same. A copy that differs in anything else is typeset by itself.
#include "batch/copies.hpp"

#include <algorithm>

namespace banxin::batch {
namespace {

/// No digit is that of `number` at the same place.
std::string opposite(int number) {
    std::string out = edition::copy_number(number);
    for (char& digit : out) digit = static_cast<char>('0' + (digit - '0' + 5) % 10);
    return out;
}

}  // namespace

Edition Edition::read(std::shared_ptr<const xml::Document> document, Diagnostics& diagnostics, reader::PictureSource* pictures,
                      Watch* watch) {
    Edition out;
    if (const auto open = edition::open_copy_number(*document)) {
        out.number.emplace(*document, *open, edition::copy_number(0));
        document = out.number->document();
    }
    out.brief = reader::read_brief(std::move(document), diagnostics, pictures, watch);
    return out;
}

void CopyMaker::set_number(int number) {
    if (edition_.number) edition_.number->set(edition::copy_number(number));
}

bool CopyMaker::begin(int first, const pdf::SharedFonts& fonts, pdf::SharedFonts* collect, Diagnostics& diagnostics) {
    known_ = &fonts;
    collect_ = collect;
    set_number(first);
    if (!standing_.set(diagnostics)) return false;
    const display::Document& document = standing_.typeset().document;
    if (collect_) collect_->add(document, fonts_, diagnostics);
    if (diagnostics.failed()) return false;
    const auto changing = probe(first);
    each_whole_ = !changing;
    common_ = pdf::common_draft(document, changing.value_or(pdf::Changing(document.pages.size())), fonts, options_);
    return true;
}

std::optional<pdf::Changing> CopyMaker::probe(int first) {
    const display::Document& document = standing_.typeset().document;
    pdf::Changing out(document.pages.size());
    if (!edition_.number) return out;
    edition_.number->set(opposite(first));
    const auto changed = standing_.changed();
    if (!changed) return std::nullopt;
    for (const press::ChangedPage& page : *changed) {
        const auto& before = document.pages[page.index].items;
        const auto& now = page.page.items;
        if (before.size() != now.size()) return std::nullopt;
        for (std::size_t i = 0; i < now.size(); ++i)
            if (before[i] != now[i]) out[page.index].push_back(i);
    }
    return out;
}

/// The copy by what the number changes; false: that does not do.
bool CopyMaker::alike(pdf::CopyDraft& out, Diagnostics& diagnostics) {
    const display::Document& document = standing_.typeset().document;
    const auto changed = standing_.changed();
    if (!changed) return false;
    std::vector<const display::Page*> pages;
    for (const display::Page& page : document.pages) pages.push_back(&page);
    display::Document fresh;  // what may have new glyphs
    for (const press::ChangedPage& page : *changed) {
        pages[page.index] = &page.page;
        display::Page& items = fresh.pages.emplace_back();
        const auto& before = document.pages[page.index].items;
        for (std::size_t i = 0; i < page.page.items.size(); ++i)
            if (i >= before.size() || before[i] != page.page.items[i]) items.items.push_back(page.page.items[i]);
    }
    if (collect_) collect_->add(fresh, fonts_, diagnostics);
    return !diagnostics.failed() && pdf::own_pieces(common_, document, pages, *known_, out);
}

bool CopyMaker::whole(pdf::CopyDraft& out, Diagnostics& diagnostics) {
    const auto typeset = press::typeset(*edition_.layout, *edition_.brief, fonts_, desk_, diagnostics);
    if (!typeset) return false;
    if (collect_) collect_->add(typeset->document, fonts_, diagnostics);
    if (diagnostics.failed()) return false;
    out.own.clear();
    out.whole = known_->draft(typeset->document, options_);
    return true;
}

bool CopyMaker::make(const std::vector<edition::CopyRange>& numbers, const std::atomic<bool>& stop, const Take& take,
                     Diagnostics& diagnostics) {
    for (const edition::CopyRange& range : numbers)
        for (int number = range.first; number <= range.last; ++number) {
            if (stop) return false;
            pdf::CopyDraft copy;
            if (edition_.number) {
                set_number(number);
                copy.label = edition::copy_number(number);
                if ((each_whole_ || !alike(copy, diagnostics)) && !whole(copy, diagnostics)) return false;
            }
            take(number, std::move(copy));
        }
    return true;
}

bool write_copies(Edition& edition, const std::vector<edition::CopyRange>& numbers, const font::FontSet& fonts,
                  const pdf::WriterOptions& options, std::string& pdf, press::Typeset& first, Diagnostics& diagnostics, Watch* watch) {
    press::Desk desk(fonts, *edition.layout);
    desk.composer.watch = watch;
    pdf::SharedFonts shared;
    CopyMaker maker(edition, fonts, desk, options);
    std::vector<pdf::CopyDraft> copies;
    const std::atomic<bool> never{false};  // a signal ends the program, and nothing is out before the end
    const auto make = [&](pdf::SharedFonts* collect) {
        copies.clear();
        return maker.begin(numbers.front().first, shared, collect, diagnostics) &&
               maker.make(
                   numbers, never, [&](int, pdf::CopyDraft&& copy) { copies.push_back(std::move(copy)); }, diagnostics);
    };
    if (!make(&shared) || (!shared.consistent() && !make(nullptr)) || !shared.cut(options, diagnostics)) return false;
    pdf::CopyFile file([&](std::string_view bytes) { pdf += bytes; }, shared, options);
    file.begin({});
    for (const pdf::CopyDraft& copy : copies) file.add(maker.common(), copy);
    first = maker.typeset();
    file.finish(first.document.metadata, first.document.bound_right);
    return true;
}

}  // namespace banxin::batch
