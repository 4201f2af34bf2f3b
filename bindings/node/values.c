/* Values from JavaScript to C and back. */
#include "values.h"

#include <stdbool.h>
#include <stdlib.h>

/* --- from JavaScript ------------------------------------------------------------------------------------------------------------- */

napi_value null_of(napi_env env) {
    napi_value out = NULL;
    napi_get_null(env, &out);
    return out;
}

napi_value member(napi_env env, napi_value object, const char* name) {
    napi_value out = NULL;
    napi_valuetype type = napi_undefined;
    if (napi_get_named_property(env, object, name, &out) != napi_ok) return NULL;
    napi_typeof(env, out, &type);
    return type == napi_undefined || type == napi_null ? NULL : out;
}

double number_in(napi_env env, napi_value object, const char* name) {
    double out = 0;
    bool flag = false;
    const napi_value value = member(env, object, name);
    if (!value) return 0;
    if (napi_get_value_double(env, value, &out) == napi_ok) return out > 0 ? out : 0;
    return napi_get_value_bool(env, value, &flag) == napi_ok && flag ? 1 : 0;
}

void* keep(Kept** all, size_t size) {
    Kept* made = calloc(1, sizeof(Kept) + size);
    if (!made) return NULL;
    made->next = *all;
    *all = made;
    return made + 1;
}

void let_go(Kept* all) {
    while (all) {
        Kept* next = all->next;
        free(all);
        all = next;
    }
}

banxin_text text_of(napi_env env, Kept** kept, napi_value value) {
    banxin_text out = banxin_str(NULL);
    size_t size = 0;
    char* data = NULL;
    if (!value || napi_get_value_string_utf8(env, value, NULL, 0, &size) != napi_ok) return out;
    data = keep(kept, size + 1);
    if (!data || napi_get_value_string_utf8(env, value, data, size + 1, &size) != napi_ok) return out;
    out.data = data;
    out.size = size;
    return out;
}

/* A path, or {name, data} with a Buffer, of which a copy is taken: the call may run in another thread. */
banxin_source source_of(napi_env env, Kept** kept, napi_value value) {
    banxin_source out = banxin_from_file(NULL);
    napi_valuetype type = napi_undefined;
    napi_typeof(env, value, &type);
    if (type == napi_string) {
        out.name = text_of(env, kept, value);
    } else if (type == napi_object) {
        void* data = NULL;
        size_t size = 0;
        bool buffer = false;
        const napi_value bytes = member(env, value, "data");
        out.name = text_of(env, kept, member(env, value, "name"));
        if (bytes && napi_is_buffer(env, bytes, &buffer) == napi_ok && buffer && napi_get_buffer_info(env, bytes, &data, &size) == napi_ok) {
            void* copy = keep(kept, size + 1);
            if (copy && size > 0) memcpy(copy, data, size);
            out.data = copy;
            out.data_size = size;
        }
    }
    return out;
}

size_t length_of(napi_env env, napi_value array) {
    uint32_t out = 0;
    return array && napi_get_array_length(env, array, &out) == napi_ok ? out : 0;
}

const banxin_source* sources_of(napi_env env, Kept** kept, napi_value array, size_t* count) {
    const size_t size = length_of(env, array);
    banxin_source* out = keep(kept, (size + 1) * sizeof *out);
    for (size_t i = 0; out && i < size; ++i) {
        napi_value value = NULL;
        napi_get_element(env, array, (uint32_t)i, &value);
        out[i] = source_of(env, kept, value);
    }
    *count = out ? size : 0;
    return out;
}

const banxin_text* texts_of(napi_env env, Kept** kept, napi_value array, size_t* count) {
    const size_t size = length_of(env, array);
    banxin_text* out = keep(kept, (size + 1) * sizeof *out);
    for (size_t i = 0; out && i < size; ++i) {
        napi_value value = NULL;
        napi_get_element(env, array, (uint32_t)i, &value);
        out[i] = text_of(env, kept, value);
    }
    *count = out ? size : 0;
    return out;
}

const banxin_numbering* numbering_of(napi_env env, Kept** kept, napi_value from) {
    const napi_value stamp = from ? member(env, from, "stamp") : NULL;
    banxin_numbering* out = from ? keep(kept, sizeof *out) : NULL;
    banxin_stamp* by = stamp ? keep(kept, sizeof *by) : NULL;
    if (!out) return NULL;
    out->struct_size = sizeof *out;
    out->registry = text_of(env, kept, member(env, from, "register"));
    out->series = text_of(env, kept, member(env, from, "series"));
    out->replaces = text_of(env, kept, member(env, from, "replaces"));
    out->reprints = text_of(env, kept, member(env, from, "reprints"));
    if (by) {
        by->struct_size = sizeof *by;
        by->at = text_of(env, kept, member(env, stamp, "at"));
        by->who = text_of(env, kept, member(env, stamp, "who"));
        out->stamp = by;
    }
    return out;
}

/* --- to JavaScript --------------------------------------------------------------------------------------------------------------- */

void set_text(napi_env env, napi_value object, const char* name, banxin_text text) {
    napi_value value = NULL;
    if (napi_create_string_utf8(env, text.data ? text.data : "", text.size, &value) == napi_ok) napi_set_named_property(env, object, name, value);
}

void set_number(napi_env env, napi_value object, const char* name, double number) {
    napi_value value = NULL;
    if (napi_create_double(env, number, &value) == napi_ok) napi_set_named_property(env, object, name, value);
}

void set_rect(napi_env env, napi_value object, const char* name, banxin_rect rect) {
    napi_value value = NULL;
    if (napi_create_object(env, &value) != napi_ok) return;
    set_number(env, value, "x", (double)rect.x);
    set_number(env, value, "y", (double)rect.y);
    set_number(env, value, "width", (double)rect.width);
    set_number(env, value, "height", (double)rect.height);
    napi_set_named_property(env, object, name, value);
}

napi_value diagnostics_in(napi_env env, const banxin_diagnostics* list) {
    napi_value out = NULL;
    napi_create_array(env, &out);
    for (size_t i = 0; i < banxin_diagnostics_count(list, NULL); ++i) {
        banxin_diagnostic d = {.struct_size = sizeof d};
        napi_value value = NULL;
        if (banxin_diagnostics_get(list, i, &d) != BANXIN_OK || napi_create_object(env, &value) != napi_ok) continue;
        set_number(env, value, "severity", d.severity);
        set_text(env, value, "code", d.code_name);
        set_number(env, value, "toConfirm", d.to_confirm);
        set_text(env, value, "file", d.file);
        set_number(env, value, "line", d.line);
        set_number(env, value, "column", d.column);
        set_text(env, value, "message", d.message);
        set_text(env, value, "rendered", d.rendered);
        set_text(env, value, "json", d.json);
        napi_set_element(env, out, (uint32_t)i, value);
    }
    return out;
}

/* {status, sentence, diagnostics, summary, made} */
napi_value result_of(napi_env env, banxin_status status, const banxin_diagnostics* list, napi_value made) {
    napi_value out = NULL, summary = NULL;
    banxin_summary sum = {.struct_size = sizeof sum};
    banxin_diagnostics_summary(list, &sum);
    napi_create_object(env, &summary);
    set_number(env, summary, "errors", (double)sum.errors);
    set_number(env, summary, "toConfirm", (double)sum.to_confirm);
    set_number(env, summary, "dropped", (double)sum.dropped);
    set_number(env, summary, "exitCode", sum.exit_code);
    napi_create_object(env, &out);
    napi_set_named_property(env, out, "summary", summary);
    set_number(env, out, "status", status);
    set_text(env, out, "sentence", banxin_status_text(status, BANXIN_ENGLISH));
    napi_set_named_property(env, out, "diagnostics", diagnostics_in(env, list));
    napi_set_named_property(env, out, "made", made ? made : null_of(env));
    return out;
}

/* An id that no other module has, with the kind beside it. */
static napi_type_tag tag_of(Kind kind) {
    napi_type_tag out = {0x5a1c7d09e3b84f26ULL, 0x9be0416f28d37a00ULL};
    out.upper += (uint64_t)kind;
    return out;
}

napi_value handle_of(napi_env env, Kind kind, void* object, napi_finalize finalize) {
    napi_value out = NULL;
    const napi_type_tag tag = tag_of(kind);
    if (!object) return NULL;
    if (napi_create_object(env, &out) != napi_ok || napi_wrap(env, out, object, finalize, NULL, NULL) != napi_ok) {
        finalize(env, object, NULL);
        return NULL;
    }
    return napi_type_tag_object(env, out, &tag) == napi_ok ? out : NULL;
}

void arguments(napi_env env, napi_callback_info info, napi_value* out) {
    size_t count = kMost;
    napi_get_cb_info(env, info, &count, out, NULL, NULL);
}

void* object_of(napi_env env, Kind kind, napi_value handle) {
    void* out = NULL;
    bool right = false;
    napi_valuetype type = napi_undefined;
    const napi_type_tag tag = tag_of(kind);
    if (!handle || napi_typeof(env, handle, &type) != napi_ok || type != napi_object) return NULL;
    if (napi_check_object_type_tag(env, handle, &tag, &right) != napi_ok || !right) return NULL;
    return napi_unwrap(env, handle, &out) == napi_ok ? out : NULL;
}

size_t index_of(napi_env env, napi_value value) {
    double out = -1;
    return napi_get_value_double(env, value, &out) == napi_ok && out >= 0 ? (size_t)out : (size_t)-1;
}

void add_call(napi_env env, napi_value exports, const char* name, napi_callback call) {
    napi_value function = NULL;
    if (napi_create_function(env, name, NAPI_AUTO_LENGTH, call, NULL, &function) == napi_ok) napi_set_named_property(env, exports, name, function);
}
