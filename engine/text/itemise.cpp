// Itemisation: Han or Western, then the first face of the role that has the character.
#include "text/itemise.hpp"

#include <algorithm>

#include "base/invisible.hpp"
#include "base/utf8.hpp"

namespace banxin::text {
namespace {

/// The selector of a variation sequence that a face may have or not. Those that ask for an emoji or for text (U+FE0E, U+FE0F) and those of
/// Mongolian need no entry in a face.
char32_t variation_of(std::string_view cluster) {
    std::size_t at = 0;
    utf8::next(cluster, at);
    if (at == cluster.size()) return 0;
    const char32_t c = utf8::next(cluster, at);
    return (c >= 0xFE00 && c < 0xFE0E) || (c >= 0xE0100 && c < 0xE01F0) ? c : 0;
}

/// Letters with marks, those of pinyin among them.
constexpr bool is_marked_letter(char32_t c) {
    return (c >= 0xC0 && c <= 0x24F) || (c >= 0x1E00 && c <= 0x1EFF) || c == 0x251 || c == 0x261;
}

/// What it means is between a text and its own fonts; a face that stands in for others draws something else.
constexpr bool is_private(char32_t c) { return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0x10FFFD); }

/// Stands for what was lost (U+FFFC, a picture; U+FFFD) or for what programs tell each other (U+FFF9 to U+FFFB): some faces draw a box for it.
constexpr bool is_stand_in(char32_t c) { return c >= 0xFFF9 && c <= 0xFFFD; }

/// ① to ㊿. Many faces have the first ten alone, larger than others have the rest.
constexpr bool is_circled_number(char32_t c) {
    return (c >= U'①' && c <= U'⑳') || (c >= U'㉑' && c <= U'㉟') || (c >= U'㊱' && c <= U'㊿');
}

/// Marks on one letter: as many as text for streams may have (UAX #15), and more than any writing has.
constexpr std::size_t kMostMarks = 30;

class Itemiser {
  public:
    Itemiser(const Text& text, const font::FontSet& fonts, Coverage& coverage, Diagnostics& diagnostics)
        : text_(text), fonts_(fonts), coverage_(coverage), diagnostics_(diagnostics) {}

    std::vector<Segment> run() {
        clusters_ = clusters_of(text_.bytes, isolates_of(text_));
        for (std::size_t i = 0; i < text_.paragraph->spans.size(); ++i) span(i);
        return std::move(out_);
    }

  private:
    void span(std::size_t index) {
        const Span& span = text_.paragraph->spans[index];
        const std::uint32_t end = text_.span_starts[index + 1];
        han_ = role(span.chars->face, span.chars->lang);
        latin_ = role(span.chars->latin, span.chars->lang);
        for (Cluster cluster{text_.span_starts[index], 0}; cluster.begin < end; cluster.begin = cluster.end) {
            if (clusters_) {
                take_cluster(cluster, end);
                add(within_limit(cluster), span);
                continue;
            }
            std::size_t next = cluster.begin;
            utf8::next(text_.bytes, next);
            cluster.end = static_cast<std::uint32_t>(next);
            add(cluster, span);
        }
    }

    /// The cluster that begins at `cluster.begin`; what of it stands in the next span is one by itself.
    void take_cluster(Cluster& cluster, std::uint32_t end) {
        const std::uint32_t begin = cluster.begin;
        while ((*clusters_)[next_cluster_].end <= begin) ++next_cluster_;
        cluster = (*clusters_)[next_cluster_];
        if (cluster.begin < begin) check_parted(cluster, begin);
        cluster.begin = begin;
        cluster.end = std::min(cluster.end, end);
    }

    /// No glyph goes on in another look: a mark would stand behind its letter.
    void check_parted(const Cluster& cluster, std::uint32_t begin) {
        std::size_t at = begin;
        while (at < cluster.end)
            if (!is_invisible(utf8::next(text_.bytes, at))) {
                diagnostics_.report(Code::kCharacterParted, text_.source(begin),
                                    {text_.bytes.substr(cluster.begin, cluster.end - cluster.begin)});
                return;
            }
    }

    /// The cluster, or as much of it as can be shaped in reasonable time.
    Cluster within_limit(Cluster cluster) {
        if (cluster.end - cluster.begin <= kMostMarks) return cluster;
        const std::uint32_t whole = cluster.end;
        std::size_t at = cluster.begin, marks = 0;
        for (utf8::next(text_.bytes, at); at < whole; utf8::next(text_.bytes, at))
            if (marks++ == kMostMarks) cluster.end = static_cast<std::uint32_t>(at);
        if (marks > kMostMarks)
            diagnostics_.report(Code::kTooManyMarks, text_.source(cluster.begin), {std::to_string(marks), std::to_string(kMostMarks)});
        return cluster;
    }

    void add(const Cluster& cluster, const Span& span) {
        std::size_t at = cluster.begin;
        const char32_t c = utf8::next(text_.bytes, at);
        Kind kind = kind_of(c);
        if (kind == Kind::kClosing && apostrophe(c, cluster.begin, cluster.end)) kind = Kind::kWestern;
        if ((kind == Kind::kInvisible || (kind == Kind::kSpace && !is_plain_blank(c))) && cluster.script != kOwnScript)
            kind = Kind::kWestern;  // it forms the letters beside it
        if ((cluster.level & 1) != 0 && kind != Kind::kHanzi && is_full_width(kind))
            kind = Kind::kWestern;  // “ — in text from right to left
        if (kind == Kind::kWestern && stands_alone(c, cluster)) kind = Kind::kHanzi;
        if (cluster.drawn) diagnostics_.report(Code::kNumberDrawn, text_.source(cluster.begin), {number_at(cluster.begin)});
        const bool western = kind == Kind::kWestern || kind == Kind::kSpace;
        const bool plain = kind == Kind::kSpace || kind == Kind::kSeparator || kind == Kind::kInvisible;
        Segment s{cluster.begin,
                  cluster.end,
                  span.chars,
                  span.node,
                  face_for(shown(c), western, kind, cluster),
                  western,
                  plain ? kind : Kind::kHanzi,
                  cluster.script,
                  cluster.level,
                  cluster.fence};
        const bool foreign = cluster.script != kOwnScript;
        if (!out_.empty() && !plain && s.fence == kNoFence && joins(out_.back(), s)) {
            out_.back().end = cluster.end;
            if (foreign && cluster.opportunity) out_.back().cuts.push_back(cluster.begin);
            return;
        }
        s.glued = foreign && !cluster.opportunity;
        out_.push_back(std::move(s));
    }

    std::string number_at(std::uint32_t begin) const {
        std::size_t end = begin;
        while (end < text_.bytes.size() && text_.bytes[end] >= '0' && text_.bytes[end] <= '9') ++end;
        return text_.bytes.substr(begin, end - begin);
    }

    /// A vertical page draws some marks in another form.
    char32_t shown(char32_t c) const {
        const Vertical* vertical = text_.paragraph->style->vertical;
        return vertical ? vertical->shown(drawn_as(c)) : drawn_as(c);
    }

    static bool joins(const Segment& a, const Segment& b) {
        return a.end == b.begin && a.chars == b.chars && a.node == b.node && a.face.face == b.face.face && a.western == b.western &&
               a.kind == b.kind && a.script == b.script && a.level == b.level;
    }

    /// A column has it upright in a cell. Signs of Latin text beside Western characters or blanks are of their words: ±5
    bool stands_alone(char32_t c, const Cluster& cluster) const {
        if (!text_.paragraph->style->vertical || c < 0x80 || cluster.script != kOwnScript || cluster.level > 0 || !stands_in_column(c))
            return false;
        if (c >= 0x300) return true;
        const auto in_word = [](char32_t beside) {
            const Kind kind = kind_of(beside);
            return kind == Kind::kSpace || (kind == Kind::kWestern && !stands_in_column(beside));
        };
        std::size_t before = cluster.begin, after = cluster.end;
        return (before == 0 || !in_word(utf8::previous(text_.bytes, before))) &&
               (after >= text_.bytes.size() || !in_word(utf8::next(text_.bytes, after)));
    }

    /// ’ between two letters belongs to the word.
    bool apostrophe(char32_t c, std::uint32_t begin, std::uint32_t end) const {
        if (c != U'’' || begin == 0 || end >= text_.bytes.size()) return false;
        std::size_t before = begin, after = end;
        return kind_of(utf8::previous(text_.bytes, before)) == Kind::kWestern && kind_of(utf8::next(text_.bytes, after)) == Kind::kWestern;
    }

    /// A role with its faces for the language of the span.
    struct Faces {
        const font::Role* role = nullptr;
        std::span<const font::RoleFace> faces;
    };

    font::RoleFace face_for(char32_t c, bool western, Kind kind, const Cluster& cluster) {
        const Faces& r = western ? latin_ : han_;
        if (!r.role) return {};
        if (kind == Kind::kSeparator || kind == Kind::kInvisible) return out_.empty() ? r.faces.front() : out_.back().face;
        if (is_stand_in(c)) {
            report_missing(c, cluster.begin, *r.role);
            return r.faces.front();
        }
        const Faces& other = western ? han_ : latin_;
        const std::size_t length = cluster.end - cluster.begin;
        if (clusters_ && (cluster.script != kOwnScript || length > utf8::encode(c).size())) return face_for_cluster(c, cluster, r, other);
        if (western && (is_marked_letter(c) || is_raised(c)))
            for (const Faces* asked : {&r, &other})
                if (const font::RoleFace* found = coverage_.first_narrow(asked->faces, c)) return *found;
        if (is_circled_number(c))
            for (const Faces* asked : {&r, &other})
                if (const font::RoleFace* found = coverage_.first(asked->faces, c, U'㊿')) return *found;
        for (const Faces* asked : {&r, &other})
            if (const font::RoleFace* found = is_raised(c) ? nullptr : coverage_.first(asked->faces, c)) return *found;
        for (const font::Role& rare : fonts_.roles())
            if (!is_private(c) && rare.draws_script(font::kAnyScript))
                if (const font::RoleFace* found = is_raised(c) ? coverage_.first_narrow(rare.faces, c) : coverage_.first(rare.faces, c))
                    return *found;
        report_missing(c, cluster.begin, *r.role);
        return r.faces.front();
    }

    /// Of another script, or of several characters: the roles of its script, then the span's, then those for rare characters.
    font::RoleFace face_for_cluster(char32_t c, const Cluster& cluster, const Faces& r, const Faces& other) {
        std::vector<Faces> asked;
        const std::string script = cluster.script != kOwnScript ? script_name(cluster.script) : std::string();
        for (const font::Role& role : fonts_.roles())
            if (!script.empty() && role.draws_script(script)) asked.push_back({&role, role.faces});
        const font::Role& wanted = asked.empty() ? *r.role : *asked.front().role;
        asked.insert(asked.end(), {r, other});
        for (const font::Role& role : fonts_.roles())
            if (!is_private(c) && role.draws_script(font::kAnyScript)) asked.push_back({&role, role.faces});

        const std::string_view text = std::string_view(text_.bytes).substr(cluster.begin, cluster.end - cluster.begin);
        const char32_t selector = variation_of(text);
        for (const bool variant : {true, false}) {
            if (variant && selector == 0) continue;
            for (const Faces& faces : asked)
                for (const font::RoleFace& face : faces.faces) {
                    const bool fits = variant ? has_variant(face, c, selector) : coverage_.has_all(face, text);
                    if (!fits) continue;
                    if (!variant && selector != 0)
                        diagnostics_.report(Code::kVariationUnknown, text_.source(cluster.begin),
                                            {utf8::encode(c), utf8::name(c) + " " + utf8::name(selector), r.role->title});
                    return face;
                }
        }
        report_cluster(cluster, asked, wanted);
        return r.faces.front();
    }

    bool has_variant(const font::RoleFace& face, char32_t c, char32_t selector) {
        const font::Face* opened = fonts_.face(face.face);
        return opened && !face.draws_wrong(c) && opened->glyph(c, selector) != 0;
    }

    /// The first character that no face has; where each has its face, but none all of them, the last.
    void report_cluster(const Cluster& cluster, const std::vector<Faces>& asked, const font::Role& wanted) {
        std::uint32_t where = cluster.begin;
        char32_t lacking = 0;
        for (std::size_t at = cluster.begin; at < cluster.end;) {
            where = static_cast<std::uint32_t>(at);
            lacking = utf8::next(text_.bytes, at);
            const auto has = [&](const Faces& faces) { return coverage_.first(faces.faces, lacking) != nullptr; };
            if (std::none_of(asked.begin(), asked.end(), has)) break;
        }
        report_missing(lacking, where, wanted);
    }

    void report_missing(char32_t c, std::uint32_t offset, const font::Role& role) {
        diagnostics_.report(Code::kMissingGlyph, text_.source(offset), {utf8::encode(c), utf8::name(c), role.title});
    }

    Faces role(const std::string& name, const std::string& language) {
        const font::Role* found = fonts_.role(name);
        if (!found && std::find(unknown_.begin(), unknown_.end(), name) == unknown_.end()) {
            unknown_.push_back(name);
            diagnostics_.report(Code::kUnknownRole, text_.paragraph->style->pos, {name});
        }
        return found && !found->faces.empty() ? Faces{found, found->faces_for(language)} : Faces{};
    }

    const Text& text_;
    const font::FontSet& fonts_;
    Coverage& coverage_;
    Diagnostics& diagnostics_;
    Faces han_, latin_;
    std::optional<std::vector<Cluster>> clusters_;  // none: Chinese and Latin characters, each by itself
    std::size_t next_cluster_ = 0;
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
