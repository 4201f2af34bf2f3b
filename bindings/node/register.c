/* The register in Node: each call takes the register and an object with what it is to do. */
#include <stdlib.h>

#include "values.h"

/* What every call has. */
typedef struct Call {
    napi_value argument[kMost], asked;
    Kept* kept;
    banxin_diagnostics* list;
    banxin_register* registry;
    banxin_stamp stamp;
    banxin_text series, key;
    banxin_status status;
} Call;

static Call begin(napi_env env, napi_callback_info info) {
    Call out;
    napi_value stamp = NULL;
    memset(&out, 0, sizeof out);
    arguments(env, info, out.argument);
    out.registry = object_of(env, kRegister, out.argument[0]);
    out.asked = out.argument[1];
    out.series = text_of(env, &out.kept, member(env, out.asked, "series"));
    out.key = text_of(env, &out.kept, member(env, out.asked, "key"));
    out.stamp.struct_size = sizeof out.stamp;
    stamp = member(env, out.asked, "stamp");
    if (stamp) {
        out.stamp.at = text_of(env, &out.kept, member(env, stamp, "at"));
        out.stamp.who = text_of(env, &out.kept, member(env, stamp, "who"));
    }
    out.status = banxin_diagnostics_new((banxin_language)number_in(env, out.asked, "language"), &out.list);
    return out;
}

static napi_value end(napi_env env, Call* call, napi_value made) {
    const napi_value out = result_of(env, call->status, call->list, call->status == BANXIN_OK ? made : NULL);
    banxin_diagnostics_free(call->list);
    let_go(call->kept);
    return out;
}

/* --- data ------------------------------------------------------------------------------------------------------------------------- */

static napi_value object(napi_env env) {
    napi_value out = NULL;
    napi_create_object(env, &out);
    return out;
}

static napi_value array(napi_env env) {
    napi_value out = NULL;
    napi_create_array(env, &out);
    return out;
}

static napi_value shares_in(napi_env env, const banxin_share* shares, size_t count) {
    const napi_value out = array(env);
    for (size_t i = 0; i < count; ++i) {
        const napi_value one = object(env);
        set_text(env, one, "recipient", shares[i].recipient);
        set_number(env, one, "copies", shares[i].copies);
        set_number(env, one, "first", shares[i].first);
        napi_set_element(env, out, (uint32_t)i, one);
    }
    return out;
}

static napi_value files_in(napi_env env, const banxin_file* files, size_t count) {
    const napi_value out = array(env);
    for (size_t i = 0; i < count; ++i) {
        const napi_value one = object(env);
        set_text(env, one, "role", files[i].role);
        set_text(env, one, "path", files[i].path);
        set_text(env, one, "sha256", files[i].sha256);
        napi_set_element(env, out, (uint32_t)i, one);
    }
    return out;
}

static napi_value event_in(napi_env env, const banxin_event* event) {
    const napi_value out = object(env);
    set_number(env, out, "kind", event->kind);
    set_text(env, out, "at", event->at);
    set_text(env, out, "who", event->who);
    set_text(env, out, "note", event->note);
    set_text(env, out, "title", event->title);
    set_number(env, out, "copies", event->copies);
    napi_set_named_property(env, out, "shares", shares_in(env, event->shares, event->share_count));
    napi_set_named_property(env, out, "files", files_in(env, event->files, event->file_count));
    return out;
}

static napi_value issue_in(napi_env env, const banxin_issue* issue) {
    const napi_value out = object(env), events = array(env);
    set_text(env, out, "series", issue->series);
    set_text(env, out, "key", issue->key);
    set_text(env, out, "text", issue->text);
    set_number(env, out, "year", issue->year);
    set_number(env, out, "number", issue->number);
    set_number(env, out, "total", issue->total);
    set_number(env, out, "state", issue->state);
    set_text(env, out, "title", issue->title);
    set_number(env, out, "copies", (double)issue->copies);
    set_text(env, out, "replaces", issue->replaces);
    set_text(env, out, "replacedBy", issue->replaced_by);
    for (size_t i = 0; i < issue->event_count; ++i) napi_set_element(env, events, (uint32_t)i, event_in(env, issue->events + i));
    napi_set_named_property(env, out, "events", events);
    return out;
}

/* An array that a callback fills. */
typedef struct Filled {
    napi_env env;
    napi_value array;
    uint32_t size;
} Filled;

static int add_issue(void* user, const banxin_issue* issue) {
    Filled* to = user;
    return napi_set_element(to->env, to->array, to->size++, issue_in(to->env, issue)) != napi_ok;
}

static int add_series(void* user, const banxin_series* series) {
    Filled* to = user;
    const napi_value one = object(to->env);
    set_text(to->env, one, "name", series->name);
    set_text(to->env, one, "pattern", series->pattern);
    set_number(to->env, one, "running", series->running);
    set_number(to->env, one, "supplement", series->supplement);
    set_text(to->env, one, "last", series->last);
    set_number(to->env, one, "lastTotal", series->last_total);
    return napi_set_element(to->env, to->array, to->size++, one) != napi_ok;
}

static const banxin_share* shares_of(napi_env env, Kept** kept, napi_value list, size_t* count) {
    const size_t size = length_of(env, list);
    banxin_share* out = keep(kept, (size + 1) * sizeof *out);
    for (size_t i = 0; out && i < size; ++i) {
        napi_value one = NULL;
        napi_get_element(env, list, (uint32_t)i, &one);
        out[i].recipient = text_of(env, kept, member(env, one, "recipient"));
        out[i].copies = (uint32_t)number_in(env, one, "copies");
    }
    *count = out ? size : 0;
    return out;
}

static banxin_publication publication_of(napi_env env, Call* call) {
    banxin_publication out;
    const napi_value files = member(env, call->asked, "files");
    const size_t size = length_of(env, files);
    banxin_file* to = keep(&call->kept, (size + 1) * sizeof *to);
    memset(&out, 0, sizeof out);
    out.struct_size = sizeof out;
    out.title = text_of(env, &call->kept, member(env, call->asked, "title"));
    out.copies = (uint32_t)number_in(env, call->asked, "copies");
    out.shares = shares_of(env, &call->kept, member(env, call->asked, "shares"), &out.share_count);
    for (size_t i = 0; to && i < size; ++i) {
        napi_value one = NULL;
        napi_get_element(env, files, (uint32_t)i, &one);
        to[i].role = text_of(env, &call->kept, member(env, one, "role"));
        to[i].path = text_of(env, &call->kept, member(env, one, "path"));
        to[i].sha256 = text_of(env, &call->kept, member(env, one, "sha256"));
    }
    out.files = to;
    out.file_count = to ? size : 0;
    return out;
}

/* --- calls ------------------------------------------------------------------------------------------------------------------------ */

static void free_register(napi_env env, void* registry, void* hint) {
    (void)env;
    (void)hint;
    banxin_register_free(registry);
}

/* ({path}) */
static napi_value create_register(napi_env env, napi_callback_info info) {
    Call call = begin(env, info);
    if (call.status == BANXIN_OK) call.status = banxin_register_create(text_of(env, &call.kept, member(env, call.asked, "path")), call.list);
    return end(env, &call, NULL);
}

/* (null, {path, readOnly}) */
static napi_value open_register(napi_env env, napi_callback_info info) {
    Call call = begin(env, info);
    banxin_register* made = NULL;
    const banxin_register_use use = number_in(env, call.asked, "readOnly") > 0 ? BANXIN_REGISTER_READ : BANXIN_REGISTER_WRITE;
    if (call.status == BANXIN_OK)
        call.status = banxin_register_open(text_of(env, &call.kept, member(env, call.asked, "path")), use, call.list, &made);
    return end(env, &call, handle_of(env, kRegister, made, free_register));
}

static napi_value add_series_to(napi_env env, napi_callback_info info) {
    Call call = begin(env, info);
    banxin_series series;
    memset(&series, 0, sizeof series);
    series.struct_size = sizeof series;
    series.name = call.series;
    series.pattern = text_of(env, &call.kept, member(env, call.asked, "pattern"));
    series.running = (int)number_in(env, call.asked, "running");
    series.supplement = (int)number_in(env, call.asked, "supplement");
    series.last = text_of(env, &call.kept, member(env, call.asked, "last"));
    series.last_total = (uint32_t)number_in(env, call.asked, "lastTotal");
    if (call.status == BANXIN_OK) call.status = banxin_register_add_series(call.registry, &series, &call.stamp, call.list);
    return end(env, &call, NULL);
}

static napi_value list_series(napi_env env, napi_callback_info info) {
    Call call = begin(env, info);
    Filled to = {env, array(env), 0};
    if (call.status == BANXIN_OK) call.status = banxin_register_series(call.registry, add_series, &to, call.list);
    return end(env, &call, to.array);
}

/* What it makes is an issue: the number that is next, one that is taken, one that is there. */
typedef enum Gives { kNext, kReserve, kFind } Gives;

static napi_value give(napi_env env, napi_callback_info info, Gives what) {
    Call call = begin(env, info);
    banxin_issue issue;
    const uint32_t year = (uint32_t)number_in(env, call.asked, "year");
    const banxin_text replaces = text_of(env, &call.kept, member(env, call.asked, "replaces"));
    memset(&issue, 0, sizeof issue);
    issue.struct_size = sizeof issue;
    if (call.status != BANXIN_OK) return end(env, &call, NULL);
    if (what == kNext) call.status = banxin_register_next(call.registry, call.series, year, call.list, &issue);
    else if (what == kFind) call.status = banxin_register_find(call.registry, call.series, call.key, call.list, &issue);
    else if (replaces.size == 0) call.status = banxin_register_reserve(call.registry, call.series, year, &call.stamp, call.list, &issue);
    else call.status = banxin_register_reissue(call.registry, call.series, replaces, year, &call.stamp, call.list, &issue);
    return end(env, &call, call.status == BANXIN_OK ? issue_in(env, &issue) : NULL);
}

static napi_value next_number(napi_env env, napi_callback_info info) { return give(env, info, kNext); }
static napi_value reserve(napi_env env, napi_callback_info info) { return give(env, info, kReserve); }
static napi_value find(napi_env env, napi_callback_info info) { return give(env, info, kFind); }

static napi_value issue(napi_env env, napi_callback_info info) {
    Call call = begin(env, info);
    const banxin_publication publication = publication_of(env, &call);
    if (call.status == BANXIN_OK)
        call.status = banxin_register_issue(call.registry, call.series, call.key, &publication, &call.stamp, call.list);
    return end(env, &call, NULL);
}

static napi_value reprint(napi_env env, napi_callback_info info) {
    Call call = begin(env, info);
    const banxin_publication publication = publication_of(env, &call);
    const banxin_text reason = text_of(env, &call.kept, member(env, call.asked, "reason"));
    if (call.status == BANXIN_OK)
        call.status = banxin_register_reprint(call.registry, call.series, call.key, &publication, reason, &call.stamp, call.list);
    return end(env, &call, NULL);
}

static napi_value make_void(napi_env env, napi_callback_info info) {
    Call call = begin(env, info);
    const banxin_text reason = text_of(env, &call.kept, member(env, call.asked, "reason"));
    if (call.status == BANXIN_OK) call.status = banxin_register_void(call.registry, call.series, call.key, reason, &call.stamp, call.list);
    return end(env, &call, NULL);
}

static napi_value give_out(napi_env env, napi_callback_info info) {
    Call call = begin(env, info);
    size_t count = 0;
    const banxin_share* shares = shares_of(env, &call.kept, member(env, call.asked, "shares"), &count);
    if (call.status == BANXIN_OK)
        call.status = banxin_register_give_out(call.registry, call.series, call.key, shares, count, &call.stamp, call.list);
    return end(env, &call, NULL);
}

static napi_value list(napi_env env, napi_callback_info info) {
    Call call = begin(env, info);
    Filled to = {env, array(env), 0};
    if (call.status == BANXIN_OK) call.status = banxin_register_list(call.registry, call.series, add_issue, &to, call.list);
    return end(env, &call, to.array);
}

static napi_value recover(napi_env env, napi_callback_info info) {
    Call call = begin(env, info);
    Filled to = {env, array(env), 0};
    const banxin_text reason = text_of(env, &call.kept, member(env, call.asked, "reason"));
    if (call.status == BANXIN_OK)
        call.status = banxin_register_recover(call.registry, call.series, call.key, reason, &call.stamp, add_issue, &to, call.list);
    return end(env, &call, to.array);
}

static napi_value text(napi_env env, napi_callback_info info) {
    Call call = begin(env, info);
    banxin_bytes* bytes = NULL;
    napi_value made = NULL;
    if (call.status == BANXIN_OK)
        call.status = banxin_register_text(call.registry, (banxin_register_form)number_in(env, call.asked, "form"), call.series, call.key,
                                           (banxin_language)number_in(env, call.asked, "language"), call.list, &bytes);
    if (bytes) napi_create_string_utf8(env, banxin_bytes_data(bytes), banxin_bytes_size(bytes), &made);
    banxin_bytes_free(bytes);
    return end(env, &call, made);
}

static napi_value verify(napi_env env, napi_callback_info info) {
    Call call = begin(env, info);
    size_t files = 0;
    napi_value made = NULL;
    if (call.status == BANXIN_OK) call.status = banxin_register_verify(call.registry, call.list, &files);
    napi_create_double(env, (double)files, &made);
    return end(env, &call, made);
}

static napi_value backup(napi_env env, napi_callback_info info) {
    Call call = begin(env, info);
    if (call.status == BANXIN_OK)
        call.status = banxin_register_backup(call.registry, text_of(env, &call.kept, member(env, call.asked, "path")), call.list);
    return end(env, &call, NULL);
}

void add_register_calls(napi_env env, napi_value exports) {
    add_call(env, exports, "createRegister", create_register);
    add_call(env, exports, "openRegister", open_register);
    add_call(env, exports, "addSeries", add_series_to);
    add_call(env, exports, "listSeries", list_series);
    add_call(env, exports, "nextNumber", next_number);
    add_call(env, exports, "reserve", reserve);
    add_call(env, exports, "findIssue", find);
    add_call(env, exports, "issue", issue);
    add_call(env, exports, "reprint", reprint);
    add_call(env, exports, "makeVoid", make_void);
    add_call(env, exports, "giveOut", give_out);
    add_call(env, exports, "listIssues", list);
    add_call(env, exports, "recover", recover);
    add_call(env, exports, "registerText", text);
    add_call(env, exports, "verifyRegister", verify);
    add_call(env, exports, "backUp", backup);
}
