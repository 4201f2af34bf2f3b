// Itemisation: Han or Western, then the first face of the role that has the character.
#include "text/itemise.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace banxin::text {
namespace {

class Itemiser {
  public:
    Itemiser(const Text& text, const font::FontSet& fonts, Coverage& coverage, Diagnostics& diagnostics)
        : text_(text), fonts_(fonts), coverage_(coverage), diagnostics_(diagnostics) {}

    std::vector<Segment> run() {
        for (std::size_t i = 0; i < text_.paragraph->spans.size(); ++i) span(i);
        return std::move(out_);
    }

  private:
    void span(std::size_t index) {
        const Span& span = text_.paragraph->spans[index];
        const std::uint32_t end = text_.span_starts[index + 1];
        han_ = role(span.chars->face);
        latin_ = role(span.chars->latin);
        std::uint32_t at = text_.span_starts[index];
        bool first = true;
        while (at < end) {
            const std::uint32_t begin = at;
            std::size_t next = at;
            const char32_t c = utf8::next(text_.bytes, next);
            at = static_cast<std::uint32_t>(next);
            if (!first && is_extender(c)) {
                out_.back().end = at;
                continue;
            }
            first = false;
            add(c, begin, at, span);
        }
    }

    void add(char32_t c, std::uint32_t begin, std::uint32_t end, const Span& span) {
        Kind kind = kind_of(c);
        if (kind == Kind::kClosing && apostrophe(c, begin, end)) kind = Kind::kWestern;
        const bool western = kind == Kind::kWestern || kind == Kind::kSpace;
        const bool plain = kind == Kind::kSpace || kind == Kind::kSeparator || kind == Kind::kInvisible;
        Segment s{begin, end, span.chars, span.node, face_for(shown(c), western, kind, begin), western, plain ? kind : Kind::kHanzi};
        if (!out_.empty() && !plain && joins(out_.back(), s)) out_.back().end = end;
        else out_.push_back(s);
    }

    /// A vertical page draws some marks in another form.
    char32_t shown(char32_t c) const {
        const Vertical* vertical = text_.paragraph->style->vertical;
        return vertical ? vertical->shown(c) : c;
    }

    static bool joins(const Segment& a, const Segment& b) {
        return a.end == b.begin && a.chars == b.chars && a.node == b.node && a.face.face == b.face.face && a.western == b.western &&
               a.kind == b.kind;
    }

    /// ’ between two letters belongs to the word.
    bool apostrophe(char32_t c, std::uint32_t begin, std::uint32_t end) const {
        if (c != U'’' || begin == 0 || end >= text_.bytes.size()) return false;
        std::size_t before = begin, after = end;
        return kind_of(utf8::previous(text_.bytes, before)) == Kind::kWestern && kind_of(utf8::next(text_.bytes, after)) == Kind::kWestern;
    }

    font::RoleFace face_for(char32_t c, bool western, Kind kind, std::uint32_t offset) {
        const font::Role* r = western ? latin_ : han_;
        if (!r) return {};
        if (kind == Kind::kSeparator || kind == Kind::kInvisible) return out_.empty() ? r->faces.front() : out_.back().face;
        for (const font::Role* asked : {r, western ? han_ : latin_}) {
            const font::RoleFace* found = asked ? coverage_.first(*asked, c) : nullptr;
            if (found) return *found;
        }
        diagnostics_.report(Code::kMissingGlyph, text_.source(offset), {utf8::encode(c), utf8::name(c), r->title});
        return r->faces.front();
    }

    const font::Role* role(const std::string& name) {
        const font::Role* found = fonts_.role(name);
        if (!found && std::find(unknown_.begin(), unknown_.end(), name) == unknown_.end()) {
            unknown_.push_back(name);
            diagnostics_.report(Code::kUnknownRole, text_.paragraph->style->pos, {name});
        }
        return found;
    }

    const Text& text_;
    const font::FontSet& fonts_;
    Coverage& coverage_;
    Diagnostics& diagnostics_;
    const font::Role* han_ = nullptr;
    const font::Role* latin_ = nullptr;
    std::vector<std::string> unknown_;
    std::vector<Segment> out_;
};

}  // namespace

std::size_t Text::span_at(std::uint32_t offset) const {
    const auto after = std::upper_bound(span_starts.begin(), span_starts.end() - 1, offset);
    return static_cast<std::size_t>(after - span_starts.begin()) - 1;
}

SourcePos Text::source(std::uint32_t offset) const {
    if (paragraph->spans.empty()) return {};
    const std::size_t span = span_at(offset);
    return paragraph->spans[span].text.at(offset - span_starts[span]);
}

SourcePos Text::place(std::uint32_t from, std::uint32_t to) const {
    const SourcePos first = source(from);
    if (paragraph->spans.empty() || !paragraph->source.file) return first;
    for (std::size_t span = span_at(from); span < paragraph->spans.size() && span_starts[span] < to; ++span) {
        const SourcePos pos = source(std::max(from, span_starts[span]));
        if (pos.file == paragraph->source.file) return pos;
    }
    return first;
}

Text join(const Paragraph& paragraph) {
    Text out;
    out.paragraph = &paragraph;
    for (const Span& span : paragraph.spans) {
        out.span_starts.push_back(static_cast<std::uint32_t>(out.bytes.size()));
        out.bytes += span.text.str();
    }
    out.span_starts.push_back(static_cast<std::uint32_t>(out.bytes.size()));
    return out;
}

std::vector<Segment> itemise(const Text& text, const font::FontSet& fonts, Coverage& coverage, Diagnostics& diagnostics) {
    return Itemiser(text, fonts, coverage, diagnostics).run();
}

}  // namespace banxin::text
