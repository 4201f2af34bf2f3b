// Faults of the command line.
#include "cli/explain.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace banxin::cli {

namespace po = boost::program_options;

std::string explain(const po::error& error, Language language) {
    const auto say = [&](std::string_view english, std::string_view chinese) { return Text{english, chinese}.in(language); };
    if (const auto* unknown = dynamic_cast<const po::unknown_option*>(&error))
        return fmt::format(fmt::runtime(say("unknown option '{}'", "没有选项“{}”")), unknown->get_option_name());
    if (const auto* twice = dynamic_cast<const po::multiple_occurrences*>(&error))
        return fmt::format(fmt::runtime(say("option '{}' stands twice", "选项“{}”重复")), twice->get_option_name());
    if (const auto* value = dynamic_cast<const po::validation_error*>(&error);
        value && value->kind() == po::validation_error::invalid_option_value)
        return fmt::format(fmt::runtime(say("the value of option '{}' is no number, or too large", "选项“{}”的值不是数字，或数字太大")),
                           value->get_option_name());
    if (const auto* syntax = dynamic_cast<const po::error_with_option_name*>(&error))
        return fmt::format(fmt::runtime(say("option '{}' is not complete", "选项“{}”不完整或取值不对")), syntax->get_option_name());
    return say("the command line cannot be understood", "命令行无法理解");
}

std::string check_common(std::string_view diagnostics, std::string_view lang, Language language) {
    if (diagnostics != "text" && diagnostics != "json")
        return Text{"--diagnostics takes text or json", "--diagnostics 只能是 text 或 json"}.in(language);
    if (!lang.empty() && !lang.starts_with("zh") && !lang.starts_with("en"))
        return "--lang takes zh or en; --lang 只能是 zh 或 en";  // whoever asks for another language may read either
    return {};
}

bool is_one_line(std::string_view text) {
    for (const std::string_view line_end : {"\u0085", "\u2028", "\u2029"})
        if (text.find(line_end) != std::string_view::npos) return false;
    return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

}  // namespace banxin::cli
