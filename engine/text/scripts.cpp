// Clusters, scripts, directions and line-break opportunities of text beyond Chinese and Latin, from ICU.
#include "text/scripts.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include <unicode/ubidi.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>

#include "base/utf8.hpp"
#include "text/classes.hpp"

namespace banxin::text {
namespace {

template <class T, void (*Close)(T*)>
struct Closer {
    void operator()(T* t) const { Close(t); }
};
using Breaker = std::unique_ptr<UBreakIterator, Closer<UBreakIterator, ubrk_close>>;
using Bidi = std::unique_ptr<UBiDi, Closer<UBiDi, ubidi_close>>;

void check(UErrorCode status) {
    if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
}

/// A character that is a cluster by itself and belongs to Chinese or Latin text, whatever stands beside it.
bool is_plain(char32_t c) {
    if (c < 0x0300) return true;
    if (c < 0x2010) return (c >= 0x0370 && c < 0x0483) || (c >= 0x048A && c < 0x0530) || (c >= 0x1E00 && c < 0x2000);
    if (c < 0x2E80) return c < 0x2029 || (c >= 0x2030 && c < 0x2066) || (c >= 0x2070 && c < 0x20D0) || (c >= 0x2100 && c < 0x2CE0);
    if (c < 0xA000) return !(c >= 0x302A && c < 0x3030) && c != 0x3099 && c != 0x309A;
    return (c >= 0xAC00 && c < 0xD7A4) || (c >= 0xE000 && c < 0xFB00) || (c >= 0xFE30 && c < 0xFE50) || (c >= 0xFF00 && c < 0xFFF0) ||
           (c >= 0x20000 && c < 0x40000);
}

bool all_plain(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        if (lead < 0x80) ++at;
        else if (lead >= 0xE4 && lead <= 0xE9) at += 3;  // hanzi
        else if (!is_plain(utf8::next(text, at))) return false;
    }
    return true;
}

/// UTF-16 with the byte at which each unit begins.
struct Wide {
    std::u16string units;
    std::vector<std::uint32_t> bytes;

    explicit Wide(std::string_view text) {
        for (std::size_t at = 0; at < text.size();) {
            const auto begin = static_cast<std::uint32_t>(at);
            const char32_t c = utf8::next(text, at);
            if (c >= 0x10000) push(static_cast<char16_t>(0xD7C0 + (c >> 10)), begin);
            push(static_cast<char16_t>(c < 0x10000 ? c : 0xDC00 + (c & 0x3FF)), begin);
        }
        bytes.push_back(static_cast<std::uint32_t>(text.size()));
    }
    std::int32_t length() const { return static_cast<std::int32_t>(units.size()); }

  private:
    void push(char16_t unit, std::uint32_t begin) {
        units += unit;
        bytes.push_back(begin);
    }
};

Breaker breaks(UBreakIteratorType type, const Wide& wide) {
    UErrorCode status = U_ZERO_ERROR;
    Breaker out(ubrk_open(type, "", wide.units.data(), wide.length(), &status));
    check(status);
    return out;
}

/// Full-width characters part what stands in other directions, so that two words in Arabic with 、 between them stay in the order of the
/// Chinese sentence (UAX #9, HL4).
UCharDirection direction_of(const void*, UChar32 c) {
    return is_full_width(kind_of(static_cast<char32_t>(c))) ? U_LEFT_TO_RIGHT : static_cast<UCharDirection>(U_BIDI_CLASS_DEFAULT);
}

bool may_turn(const std::u16string& units) {
    return std::any_of(units.begin(), units.end(), [](char16_t c) {  // surrogates: scripts of the supplementary planes
        return (c >= 0x0590 && c < 0x0900) || (c >= 0x200E && c < 0x2070) || (c >= 0xD800 && c < 0xDC00) || (c >= 0xFB1D && c < 0xFF00);
    });
}

/// The text with each isolate between its marks of direction, and where each unit came to stand.
struct Isolated {
    std::u16string units;
    std::vector<std::size_t> places;

    Isolated(const Wide& wide, std::span<const Isolate> isolates) {
        constexpr char16_t kReversed = 0x2067, kByFirst = 0x2068, kEnd = 0x2069;
        bool inside = false;
        const auto close = [&](std::uint32_t byte) {
            if (!inside || isolates.front().end > byte) return;
            units += kEnd;
            inside = false;
            isolates = isolates.subspan(1);
        };
        for (std::size_t i = 0; i < wide.units.size(); ++i) {
            close(wide.bytes[i]);
            if (!inside && !isolates.empty() && isolates.front().begin == wide.bytes[i]) {
                units += isolates.front().reversed ? kReversed : kByFirst;
                inside = true;
            }
            places.push_back(units.size());
            units += inside && is_full_width(kind_of(wide.units[i])) && !u_isalpha(wide.units[i])
                         ? u'!'
                         : wide.units[i];  // “ — as in its language
        }
        close(wide.bytes.back());
    }
};

/// Of the units; empty: all 0. Paragraphs run from left to right.
struct Levels {
    std::vector<UBiDiLevel> own;
    std::vector<UBiDiLevel> fences;  // before each unit: the lowest of the isolates' marks that stand there
};

Levels levels_of(const Wide& wide, std::span<const Isolate> isolates) {
    if (!may_turn(wide.units)) return {};
    UErrorCode status = U_ZERO_ERROR;
    const Isolated isolated(wide, isolates);
    const auto length = static_cast<std::int32_t>(isolated.units.size());
    const Bidi bidi(ubidi_openSized(length, 0, &status));
    check(status);
    UBiDiClassCallback* before = nullptr;
    const void* context = nullptr;
    ubidi_setClassCallback(bidi.get(), reinterpret_cast<UBiDiClassCallback*>(&direction_of), nullptr, &before, &context, &status);
    ubidi_setPara(bidi.get(), isolated.units.data(), length, 0, nullptr, &status);
    check(status);
    if (ubidi_getDirection(bidi.get()) == UBIDI_LTR) return {};
    const UBiDiLevel* levels = ubidi_getLevels(bidi.get(), &status);
    check(status);
    Levels out;
    std::size_t mark = 0;
    for (const std::size_t place : isolated.places) {
        UBiDiLevel fence = kNoFence;
        for (; mark < place; ++mark) fence = std::min(fence, levels[mark]);
        ++mark;
        out.own.push_back(levels[place]);
        out.fences.push_back(fence);
    }
    return out;
}

bool is_number(char16_t c) { return u_charDirection(c) == U_EUROPEAN_NUMBER; }

/// Opens what its writer ordered himself.
bool orders(char16_t c) { return c == 0x202A || c == 0x202B || (c >= 0x2066 && c <= 0x2068); }

/// Numbers at the end of bare text that runs from right to left: where they begin. Inside an isolate they are as they should be.
std::vector<std::size_t> drawn_numbers(const Wide& wide, const std::vector<UBiDiLevel>& levels, std::span<const Isolate> isolates) {
    std::vector<std::size_t> out;
    const auto told = [&](std::size_t i) {
        return std::any_of(isolates.begin(), isolates.end(),
                           [&](const Isolate& isolate) { return isolate.begin <= wide.bytes[i] && wide.bytes[i] < isolate.end; });
    };
    for (std::size_t begin = 0; begin < levels.size();) {
        std::size_t end = begin + 1;
        while (end < levels.size() && (levels[end] > 0) == (levels[begin] > 0) && told(end) == told(begin)) ++end;
        std::size_t number = end;
        while (number > begin && levels[number - 1] == 2) --number;
        const bool bare = levels[begin] > 0 && !told(begin) && (begin == 0 || !orders(wide.units[begin - 1]));
        const auto tail = wide.units.begin() + static_cast<std::ptrdiff_t>(number),
                   stop = wide.units.begin() + static_cast<std::ptrdiff_t>(end);
        const auto digit = std::find_if(tail, stop, is_number);
        if (bare && number > begin && digit != stop) out.push_back(static_cast<std::size_t>(digit - wide.units.begin()));
        begin = end;
    }
    return out;
}

Script tag(UScriptCode code) {
    const char* name = uscript_getShortName(code);
    Script out = 0;
    for (int i = 0; i < 4; ++i) out = out << 8 | static_cast<unsigned char>(name[i]);
    return out;
}

UScriptCode code_of(Script script) {
    const std::int32_t code = u_getPropertyValueEnum(UCHAR_SCRIPT, script_name(script).c_str());
    return code == UCHAR_INVALID_CODE ? USCRIPT_UNKNOWN : static_cast<UScriptCode>(code);
}

bool is_own(UScriptCode code) {
    switch (code) {
        case USCRIPT_HAN:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
        case USCRIPT_BOPOMOFO:
        case USCRIPT_HANGUL:
        case USCRIPT_LATIN:
        case USCRIPT_GREEK:
        case USCRIPT_CYRILLIC:
        case USCRIPT_UNKNOWN: return true;
        default: return false;
    }
}

bool is_common(UScriptCode code) { return code == USCRIPT_COMMON || code == USCRIPT_INHERITED; }

UScriptCode script_of(char32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(static_cast<UChar32>(c), &status);
}

/// Punctuation that several scripts share (، ᠂) goes with its neighbour if it is one of them; so does the narrow blank inside Mongolian words.
bool shares(char32_t c, Script script) {
    constexpr char32_t kNarrowBlank = 0x202F;
    if (script == kOwnScript || c == U' ') return false;
    return uscript_hasScript(static_cast<UChar32>(c), code_of(script)) != 0 || (c == kNarrowBlank && script == tag(USCRIPT_MONGOLIAN));
}

/// The script of punctuation that stands alone and is of none of ours: ، is Arabic.
Script lone_script(char32_t c) {
    UScriptCode codes[32];
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t count = uscript_getScriptExtensions(static_cast<UChar32>(c), codes, 32, &status);
    const bool ours = std::any_of(codes, codes + count, [](UScriptCode code) { return is_own(code) || is_common(code); });
    return U_FAILURE(status) || count < 1 || ours ? kOwnScript : tag(codes[0]);
}

bool is_jamo(char32_t c) { return (c >= 0x1100 && c < 0x1200) || (c >= 0xA960 && c < 0xA980) || (c >= 0xD7B0 && c < 0xD800); }

/// A Korean syllable that was typed in pieces, of which the first may be a whole one.
bool has_jamo(const Cluster& cluster, std::string_view text) {
    for (std::size_t at = cluster.begin; at < cluster.end;)
        if (is_jamo(utf8::next(text, at))) return true;
    return false;
}

void find_scripts(std::vector<Cluster>& clusters, std::string_view text) {
    std::vector<std::pair<Cluster*, char32_t>> open;  // common characters before the next one of a script
    Script before = kOwnScript;
    for (Cluster& cluster : clusters) {
        std::size_t at = cluster.begin;
        const char32_t c = utf8::next(text, at);
        const UScriptCode code = script_of(c);
        if (is_common(code)) {
            cluster.script = shares(c, before) ? before : lone_script(c);
            if (!shares(c, before)) open.emplace_back(&cluster, c);
            continue;
        }
        before = cluster.script = is_own(code) ? kOwnScript : tag(code);
        if (code == USCRIPT_HANGUL && has_jamo(cluster, text)) cluster.script = tag(USCRIPT_HANGUL);  // HarfBuzz joins them only so
        for (; !open.empty() && shares(open.back().second, cluster.script); open.pop_back()) open.back().first->script = cluster.script;
        open.clear();
    }
}

}  // namespace

std::optional<std::vector<Cluster>> clusters_of(std::string_view text, std::span<const Isolate> isolates) {
    if (all_plain(text)) return std::nullopt;
    const Wide wide(text);
    const Levels levels = levels_of(wide, isolates);
    const std::vector<std::size_t> numbers = drawn_numbers(wide, levels.own, isolates);
    const Breaker ends = breaks(UBRK_CHARACTER, wide);
    const Breaker lines = breaks(UBRK_LINE, wide);
    std::vector<Cluster> out;
    std::int32_t begin = ubrk_first(ends.get());
    for (std::int32_t end = ubrk_next(ends.get()); end != UBRK_DONE; end = ubrk_next(ends.get())) {
        const auto unit = static_cast<std::size_t>(begin);
        const bool flat = levels.own.empty();
        const std::uint8_t level = flat ? std::uint8_t{0} : levels.own[unit], fence = flat ? kNoFence : levels.fences[unit];
        out.push_back({wide.bytes[static_cast<std::size_t>(begin)], wide.bytes[static_cast<std::size_t>(end)], kOwnScript, level,
                       ubrk_isBoundary(lines.get(), begin) != 0, fence, std::binary_search(numbers.begin(), numbers.end(), unit)});
        begin = end;
    }
    find_scripts(out, text);
    return out;
}

std::string script_name(Script script) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(script >> shift & 0xFF);
    return out;
}

std::string language_of(Script script) {
    char likely[ULOC_FULLNAME_CAPACITY], language[ULOC_LANG_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    uloc_addLikelySubtags(("und_" + script_name(script)).c_str(), likely, sizeof likely, &status);
    uloc_getLanguage(likely, language, sizeof language, &status);
    return U_FAILURE(status) ? std::string() : std::string(language);
}

Writing writing_of(const std::string& language) {
    if (language.empty() || language.starts_with("zh-Han")) return Writing::kOwn;
    UScriptCode codes[8];
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t count = uscript_getCode(language.c_str(), codes, 8, &status);
    if (U_FAILURE(status) || count < 1) return Writing::kOwn;
    const auto any = [&](auto... wanted) {
        return std::any_of(codes, codes + count, [&](UScriptCode code) { return ((code == wanted) || ...); });
    };
    if (any(USCRIPT_HAN, USCRIPT_SIMPLIFIED_HAN, USCRIPT_TRADITIONAL_HAN, USCRIPT_YI)) return Writing::kOwn;
    return any(USCRIPT_LATIN) ? Writing::kLatin : Writing::kForeign;
}

bool is_written_in(const std::string& language, Script script) {
    UScriptCode codes[8];
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t count = uscript_getCode(language.c_str(), codes, 8, &status);
    if (U_FAILURE(status)) return false;
    return std::any_of(codes, codes + count, [&](UScriptCode code) { return tag(code) == script; });
}

}  // namespace banxin::text
