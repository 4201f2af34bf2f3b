// Diagnostics as data, and the texts that need no object.
#include <deque>

#include "api/calls.hpp"

struct banxin_diagnostics {
    /// A fault with its texts, made when it is added: to read is then never to fail.
    struct Entry {
        banxin::Diagnostic fault;
        std::string name, message, rendered, json;
    };
    banxin::Language language = banxin::Language::kEnglish;
    std::deque<Entry> entries;
    std::size_t errors = 0, to_confirm = 0, dropped = 0;
    banxin::ExitCode worst = banxin::ExitCode::kDone;
};

namespace banxin::api {
namespace {

banxin_severity severity(Code code) {
    switch (severity_of(code)) {
        case Severity::kNote: return BANXIN_NOTE;
        case Severity::kWarning: return BANXIN_WARNING;
        case Severity::kError: break;
    }
    return BANXIN_ERROR;
}

struct Sentence {
    banxin_status status;
    std::string_view english, chinese;
};

constexpr Sentence kSentences[] = {
    {BANXIN_OK, "done", "完成"},
    {BANXIN_WRONG_CALL, "an argument of the call is missing or out of range", "调用参数缺失或超出范围"},
    {BANXIN_REFUSED, "an input is wrong; the diagnostics say where", "输入有误，位置见诊断信息"},
    {BANXIN_SOME_FAILED, "some editions failed; the diagnostics list them", "部分版本未生成，详见诊断信息"},
    {BANXIN_INTERNAL, "a fault of the library; please report it", "程序库内部错误，请向开发者报告"},
    {BANXIN_TEMPORARY, "this may pass: try again", "暂时无法完成，请重试"},
    {BANXIN_NO_MEMORY, "the system has no memory left", "系统内存不足"},
    {BANXIN_CALLBACK, "a read or write callback reported a failure", "读写回调函数报告失败"},
    {BANXIN_CANCELLED, "cancelled, by the progress callback or from outside", "已取消（由进度回调函数或从外部）"},
    {BANXIN_OVER_PAGES, "the document has more pages than the limit", "文档页数超过上限"},
    {BANXIN_OVER_MEMORY, "the document takes more memory than the limit", "文档占用内存超过上限"},
    {BANXIN_OVER_TIME, "the document takes more time than the limit", "文档用时超过上限"},
};

}  // namespace

void hand_over(Diagnostics& found, banxin_diagnostics* list) {
    if (!list) return;
    found.sort();
    for (const Diagnostic& d : found.all()) {
        if (list->entries.size() < Diagnostics::kLimit)
            list->entries.push_back(
                {d, name_of(d.code), message(d, list->language), render(d, list->language), render_json(d, list->language)});
        else ++list->dropped;
    }
    list->errors += found.errors();
    list->to_confirm += found.to_confirm();
    list->dropped += found.dropped();
    list->worst = std::max(list->worst, found.exit_code());
}

}  // namespace banxin::api

using namespace banxin;
using namespace banxin::api;

extern "C" {

banxin_text banxin_status_text(banxin_status status, banxin_language language) {
    for (const Sentence& s : kSentences)
        if (s.status == status) return text_of(language == BANXIN_CHINESE ? s.chinese : s.english);
    return text_of("no such status");
}

banxin_text banxin_version() { return text_of(BANXIN_VERSION); }

banxin_status banxin_diagnostics_new(banxin_language language, banxin_diagnostics** out) {
    return guarded(nullptr, out, [&](Diagnostics&) {
        auto made = std::make_unique<banxin_diagnostics>();
        made->language = language_of(language);
        return made;
    });
}

void banxin_diagnostics_free(banxin_diagnostics* list) { const std::unique_ptr<banxin_diagnostics> owner(list); }

size_t banxin_diagnostics_count(const banxin_diagnostics* list, size_t* errors) {
    if (errors) *errors = list ? list->errors : 0;
    return list ? list->entries.size() : 0;
}

banxin_status banxin_diagnostics_get(const banxin_diagnostics* list, size_t index, banxin_diagnostic* out) {
    if (!list || index >= list->entries.size()) return BANXIN_WRONG_CALL;
    const banxin_diagnostics::Entry& entry = list->entries[index];
    banxin_diagnostic value{};
    value.severity = severity(entry.fault.code);
    value.code = static_cast<int>(entry.fault.code);
    value.to_confirm = exit_code_of(entry.fault.code) == ExitCode::kToConfirm;
    value.code_name = text_of(entry.name);
    value.file = text_of(entry.fault.file);
    value.line = entry.fault.line;
    value.column = entry.fault.column;
    value.message = text_of(entry.message);
    value.rendered = text_of(entry.rendered);
    value.json = text_of(entry.json);
    return give(value, out);
}

void banxin_diagnostics_clear(banxin_diagnostics* list) {
    if (!list) return;
    list->entries.clear();
    list->errors = list->to_confirm = list->dropped = 0;
    list->worst = ExitCode::kDone;
}

banxin_status banxin_diagnostics_summary(const banxin_diagnostics* list, banxin_summary* out) {
    if (!list) return BANXIN_WRONG_CALL;
    banxin_summary value{};
    value.errors = list->errors;
    value.to_confirm = list->to_confirm;
    value.dropped = list->dropped;
    value.exit_code = static_cast<int>(list->worst);
    return give(value, out);
}

banxin_status banxin_stop_new(banxin_stop** out) {
    return guarded(nullptr, out, [](Diagnostics&) { return std::make_unique<banxin_stop>(); });
}

void banxin_stop_now(banxin_stop* stop) {
    if (stop) stop->now = true;
}

void banxin_stop_free(banxin_stop* stop) { const std::unique_ptr<banxin_stop> owner(stop); }

}  // extern "C"
