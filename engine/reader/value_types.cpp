// Acceptance and description of values by type.
#include "reader/value_types.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <unicode/uloc.h>

#include "base/utf8.hpp"
#include "base/values.hpp"
#include "reader/lengths.hpp"

namespace banxin::reader {
namespace {

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> out;
    for (std::size_t at = text.find_first_not_of(separators); at != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
        out.push_back(text.substr(at, end - at));
        at = text.find_first_not_of(separators, end);
    }
    return out;
}

bool one_of(std::string_view value, std::string_view values) {
    const auto choices = alternatives(values);
    return std::find(choices.begin(), choices.end(), value) != choices.end();
}

bool is_name(std::string_view value) {
    if (value.empty() || value.size() > 100) return false;
    return std::all_of(value.begin(), value.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-';
    });
}

/// A tag of BCP 47. Of languages with two letters ICU knows all; of the thousands with three (ISO 639-3: lis, doc, sjo) it knows some.
bool is_language(std::string_view value) {
    char locale[ULOC_FULLNAME_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t taken = 0;
    const std::string tag(value);
    uloc_forLanguageTag(tag.c_str(), locale, sizeof locale, &taken, &status);
    if (U_FAILURE(status) || taken != static_cast<std::int32_t>(tag.size())) return false;
    char part[ULOC_LANG_CAPACITY];
    const std::int32_t language = uloc_getLanguage(locale, part, sizeof part, &status);
    const bool known_language = language == 3 || *uloc_getISO3Language(locale) != 0;
    const std::int32_t region = uloc_getCountry(locale, part, sizeof part, &status);
    const bool known_region = region == 0 || region == 3 || *uloc_getISO3Country(locale) != 0;
    return U_SUCCESS(status) && known_language && known_region;
}

bool is_colour(std::string_view value) {
    const auto parts = words_of(value);
    return parts.size() == 4 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
               const auto n = parse_number(part);
               return n && *n <= 100;
           });
}

}  // namespace

std::vector<std::string_view> alternatives(std::string_view values) { return split(values, "|"); }
std::vector<std::string_view> words_of(std::string_view text) { return split(text, " \t\n"); }

bool accepts(Type type, std::string_view value, const AttributeSpec* spec) {
    switch (type) {
        case Type::kText: return value.find_first_not_of(" \t\n") != std::string_view::npos;
        case Type::kAnyText: return true;
        case Type::kYesNo: return value == "yes" || value == "no";
        case Type::kChoice: return one_of(value, spec->values);
        case Type::kChoices: {
            const auto parts = words_of(value);
            return !parts.empty() && std::all_of(parts.begin(), parts.end(), [&](std::string_view p) { return one_of(p, spec->values); });
        }
        case Type::kInteger: {
            const auto n = parse_number(value);
            return (n && *n >= spec->low && *n <= spec->high) || one_of(value, spec->values);
        }
        case Type::kDate: return parse_iso_date(value).has_value();
        case Type::kName: return is_name(value);
        case Type::kLength: return parse_length(value).has_value();
        case Type::kLengths: {
            const auto parts = words_of(value);
            return parts.size() == 2 && parse_length(parts[0]) && parse_length(parts[1]);
        }
        case Type::kDecimal: {
            const auto n = parse_thousandths(value);
            return n && *n >= 0 && *n <= 1'000;
        }
        case Type::kColour: return is_colour(value);
        case Type::kExpression: return !value.empty();  // its syntax is the layout reader's to check, at the right column
        case Type::kLanguage: return is_language(value);
    }
    return false;
}

std::string half_width_meant(Type type, std::string_view value, const AttributeSpec* spec) {
    constexpr char32_t kFirst = U'！', kLast = U'～', kShift = U'！' - U'!';
    std::string out;
    for (const char32_t c : utf8::to_utf32(value)) utf8::append(out, c >= kFirst && c <= kLast ? c - kShift : c);
    return out != value && accepts(type, out, spec) ? out : std::string();
}

std::string describe(Type type, const AttributeSpec* spec, Language language) {
    const auto say = [&](std::string_view english, std::string_view chinese) {
        return std::string(language == Language::kEnglish ? english : chinese);
    };
    switch (type) {
        case Type::kText: return say("text", "文字");
        case Type::kAnyText: return say("text, may be empty", "文字，可空");
        case Type::kYesNo: return "yes, no";
        case Type::kChoice:
        case Type::kChoices: return fmt::format("{}", fmt::join(alternatives(spec->values), ", "));
        case Type::kInteger: {
            const std::string number =
                fmt::format(fmt::runtime(say("a whole number from {} to {}", "{} 至 {} 的整数")), spec->low, spec->high);
            return spec->values.empty() ? number
                                        : fmt::format("{}{}{}", number, say(", or ", "，或 "), fmt::join(alternatives(spec->values), ", "));
        }
        case Type::kDate: return say("a date such as 2019-11-25", "日期，如 2019-11-25");
        case Type::kName: return say("a name of letters, digits, hyphens or hanzi", "名称（字母、数字、连字符或汉字）");
        case Type::kLength: return say("a length such as 12mm, 16pt, 2字, 1行, 3号", "长度，如 12mm、16pt、2字、1行、3号");
        case Type::kLengths: return say("two lengths such as 210mm 297mm", "两个长度，如 210mm 297mm");
        case Type::kDecimal: return say("a share from 0 to 1 such as 0.88", "0 至 1 的小数，如 0.88");
        case Type::kColour: return say("four percentages such as 0 80 80 0", "四个百分数，如 0 80 80 0");
        case Type::kExpression: return "XPath";
        case Type::kLanguage: return say("a language such as zh-Hans, ug or mn-Mong", "语言代码，如 zh-Hans、ug、mn-Mong");
    }
    return {};
}

}  // namespace banxin::reader
