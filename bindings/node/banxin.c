/* The engine in Node, over N-API: the few calls that index.js makes classes of. */
#include <banxin.h>
#include <node_api.h>
#include <stdbool.h>
#include <stdlib.h>

enum { kMost = 8 }; /* arguments of a call */

/* --- from JavaScript ------------------------------------------------------------------------------------------------------------- */

static napi_value null_of(napi_env env) {
    napi_value out = NULL;
    napi_get_null(env, &out);
    return out;
}

static napi_value member(napi_env env, napi_value object, const char* name) {
    napi_value out = NULL;
    napi_valuetype type = napi_undefined;
    if (napi_get_named_property(env, object, name, &out) != napi_ok) return NULL;
    napi_typeof(env, out, &type);
    return type == napi_undefined || type == napi_null ? NULL : out;
}

static double number_in(napi_env env, napi_value object, const char* name) {
    double out = 0;
    bool flag = false;
    const napi_value value = member(env, object, name);
    if (!value) return 0;
    if (napi_get_value_double(env, value, &out) == napi_ok) return out > 0 ? out : 0;
    return napi_get_value_bool(env, value, &flag) == napi_ok && flag ? 1 : 0;
}

/* Memory that lives until the call is over. */
typedef struct Kept {
    struct Kept* next;
} Kept;

static void* keep(Kept** all, size_t size) {
    Kept* made = calloc(1, sizeof(Kept) + size);
    if (!made) return NULL;
    made->next = *all;
    *all = made;
    return made + 1;
}

static void let_go(Kept* all) {
    while (all) {
        Kept* next = all->next;
        free(all);
        all = next;
    }
}

static banxin_text text_of(napi_env env, Kept** kept, napi_value value) {
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
static banxin_source source_of(napi_env env, Kept** kept, napi_value value) {
    banxin_source out = banxin_from_file(NULL);
    napi_valuetype type = napi_undefined;
    napi_typeof(env, value, &type);
    if (type == napi_string) {
        out.name = text_of(env, kept, value);
    } else if (type == napi_object) {
        void* data = NULL;
        size_t size = 0;
        const napi_value bytes = member(env, value, "data");
        out.name = text_of(env, kept, member(env, value, "name"));
        if (bytes && napi_get_buffer_info(env, bytes, &data, &size) == napi_ok) {
            void* copy = keep(kept, size + 1);
            if (copy && size > 0) memcpy(copy, data, size);
            out.data = copy;
            out.data_size = size;
        }
    }
    return out;
}

static size_t length_of(napi_env env, napi_value array) {
    uint32_t out = 0;
    return array && napi_get_array_length(env, array, &out) == napi_ok ? out : 0;
}

static const banxin_source* sources_of(napi_env env, Kept** kept, napi_value array, size_t* count) {
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

static const banxin_text* texts_of(napi_env env, Kept** kept, napi_value array, size_t* count) {
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

/* --- to JavaScript --------------------------------------------------------------------------------------------------------------- */

static void set_text(napi_env env, napi_value object, const char* name, banxin_text text) {
    napi_value value = NULL;
    if (napi_create_string_utf8(env, text.data ? text.data : "", text.size, &value) == napi_ok) napi_set_named_property(env, object, name, value);
}

static void set_number(napi_env env, napi_value object, const char* name, double number) {
    napi_value value = NULL;
    if (napi_create_double(env, number, &value) == napi_ok) napi_set_named_property(env, object, name, value);
}

static void set_rect(napi_env env, napi_value object, const char* name, banxin_rect rect) {
    napi_value value = NULL;
    if (napi_create_object(env, &value) != napi_ok) return;
    set_number(env, value, "x", (double)rect.x);
    set_number(env, value, "y", (double)rect.y);
    set_number(env, value, "width", (double)rect.width);
    set_number(env, value, "height", (double)rect.height);
    napi_set_named_property(env, object, name, value);
}

static napi_value diagnostics_in(napi_env env, const banxin_diagnostics* list) {
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
        napi_set_element(env, out, (uint32_t)i, value);
    }
    return out;
}

/* {status, sentence, diagnostics, made} */
static napi_value result_of(napi_env env, banxin_status status, const banxin_diagnostics* list, napi_value made) {
    napi_value out = NULL;
    napi_create_object(env, &out);
    set_number(env, out, "status", status);
    set_text(env, out, "sentence", banxin_status_text(status, BANXIN_ENGLISH));
    napi_set_named_property(env, out, "diagnostics", diagnostics_in(env, list));
    napi_set_named_property(env, out, "made", made ? made : null_of(env));
    return out;
}

static void free_engine(napi_env env, void* engine, void* hint) {
    (void)env;
    (void)hint;
    banxin_engine_free(engine);
}

static void free_document(napi_env env, void* document, void* hint) {
    (void)env;
    (void)hint;
    banxin_document_free(document);
}

static void free_bytes(napi_env env, void* data, void* bytes) {
    (void)env;
    (void)data;
    banxin_bytes_free(bytes);
}

static napi_value handle_of(napi_env env, void* object, napi_finalize finalize) {
    napi_value out = NULL;
    if (!object) return NULL;
    if (napi_create_external(env, object, finalize, NULL, &out) != napi_ok) finalize(env, object, NULL);
    return out;
}

/* --- calls ------------------------------------------------------------------------------------------------------------------------ */

static void arguments(napi_env env, napi_callback_info info, napi_value* out) {
    size_t count = kMost;
    napi_get_cb_info(env, info, &count, out, NULL, NULL);
}

static void* object_of(napi_env env, napi_value handle) {
    void* out = NULL;
    return napi_get_value_external(env, handle, &out) == napi_ok ? out : NULL;
}

static napi_value version(napi_env env, napi_callback_info info) {
    napi_value out = NULL;
    const banxin_text text = banxin_version();
    (void)info;
    napi_create_string_utf8(env, text.data, text.size, &out);
    return out;
}

/* (options) */
static napi_value new_engine(napi_env env, napi_callback_info info) {
    napi_value argument[kMost], made = NULL, out = NULL;
    Kept* kept = NULL;
    banxin_source catalogue = banxin_from_file(NULL);
    banxin_engine_options options = banxin_engine_defaults();
    banxin_diagnostics* list = NULL;
    banxin_engine* engine = NULL;
    banxin_status status = BANXIN_OK;
    arguments(env, info, argument);
    options.layouts = sources_of(env, &kept, member(env, argument[0], "layouts"), &options.layout_count);
    options.layout_folders = texts_of(env, &kept, member(env, argument[0], "layoutFolders"), &options.layout_folder_count);
    options.fonts = sources_of(env, &kept, member(env, argument[0], "fonts"), &options.font_count);
    options.font_folders = texts_of(env, &kept, member(env, argument[0], "fontFolders"), &options.font_folder_count);
    options.no_system_fonts = (int)number_in(env, argument[0], "noSystemFonts");
    options.free_fonts = (int)number_in(env, argument[0], "freeFonts");
    options.font_index = text_of(env, &kept, member(env, argument[0], "fontIndex"));
    if (member(env, argument[0], "catalogue")) {
        catalogue = source_of(env, &kept, member(env, argument[0], "catalogue"));
        options.catalogue = &catalogue;
    }
    status = banxin_diagnostics_new((banxin_language)number_in(env, argument[0], "language"), &list);
    if (status == BANXIN_OK) status = banxin_engine_new(&options, list, &engine);
    made = handle_of(env, engine, free_engine);
    out = result_of(env, status, list, made);
    banxin_diagnostics_free(list);
    let_go(kept);
    return out;
}

/* A document being made, here or in a thread of Node's pool. */
typedef struct Making {
    const banxin_engine* engine;
    banxin_source brief;
    banxin_document_options options;
    Kept* kept;
    banxin_diagnostics* list;
    banxin_document* document;
    banxin_status status;
    napi_deferred deferred;
    napi_async_work work;
    napi_ref holds; /* the engine's handle */
} Making;

/* (engine, brief, options) */
static void begin(napi_env env, napi_value* argument, Making* making) {
    const napi_value options = argument[2];
    memset(making, 0, sizeof *making);
    making->engine = object_of(env, argument[0]);
    making->brief = source_of(env, &making->kept, argument[1]);
    making->options = banxin_document_defaults();
    making->options.layout = text_of(env, &making->kept, member(env, options, "layout"));
    making->options.grid = (int)number_in(env, options, "grid");
    making->options.max_pages = (uint32_t)number_in(env, options, "maxPages");
    making->options.max_memory = (uint64_t)number_in(env, options, "maxMemory");
    making->options.max_time_ms = (uint32_t)number_in(env, options, "maxTime");
    making->options.issue_number = (uint32_t)number_in(env, options, "issueNumber");
    making->options.issue_total = (uint32_t)number_in(env, options, "issueTotal");
    making->status = banxin_diagnostics_new((banxin_language)number_in(env, options, "language"), &making->list);
}

static void make(napi_env env, void* data) {
    Making* making = data;
    (void)env;
    if (making->status == BANXIN_OK)
        making->status = banxin_document_new(making->engine, &making->brief, &making->options, making->list, &making->document);
}

static napi_value finish(napi_env env, Making* making) {
    const napi_value made = handle_of(env, making->document, free_document);
    const napi_value out = result_of(env, making->status, making->list, made);
    banxin_diagnostics_free(making->list);
    let_go(making->kept);
    return out;
}

static napi_value new_document(napi_env env, napi_callback_info info) {
    napi_value argument[kMost];
    Making making;
    arguments(env, info, argument);
    begin(env, argument, &making);
    make(env, &making);
    return finish(env, &making);
}

static void finish_later(napi_env env, napi_status ended, void* data) {
    Making* making = data;
    (void)ended;
    napi_resolve_deferred(env, making->deferred, finish(env, making));
    napi_delete_async_work(env, making->work);
    napi_delete_reference(env, making->holds);
    free(making);
}

/* The same as a promise. */
static napi_value make_document(napi_env env, napi_callback_info info) {
    napi_value argument[kMost], out = NULL, name = NULL;
    Making* making = malloc(sizeof *making);
    if (!making) {
        napi_throw_error(env, NULL, "no memory");
        return NULL;
    }
    arguments(env, info, argument);
    begin(env, argument, making);
    napi_create_reference(env, argument[0], 1, &making->holds);
    napi_create_promise(env, &making->deferred, &out);
    napi_create_string_utf8(env, "banxin", NAPI_AUTO_LENGTH, &name);
    napi_create_async_work(env, NULL, name, make, finish_later, making, &making->work);
    napi_queue_async_work(env, making->work);
    return out;
}

/* (document, path) */
static napi_value write_file(napi_env env, napi_callback_info info) {
    napi_value argument[kMost], out = NULL;
    Kept* kept = NULL;
    banxin_sink sink = banxin_to_file(NULL);
    banxin_diagnostics* list = NULL;
    banxin_status status = BANXIN_OK;
    arguments(env, info, argument);
    sink.path = text_of(env, &kept, argument[1]);
    status = banxin_diagnostics_new(BANXIN_ENGLISH, &list);
    if (status == BANXIN_OK) status = banxin_document_write(object_of(env, argument[0]), &sink, NULL, list);
    out = result_of(env, status, list, NULL);
    banxin_diagnostics_free(list);
    let_go(kept);
    return out;
}

/* (document) */
static napi_value pdf(napi_env env, napi_callback_info info) {
    napi_value argument[kMost], made = NULL, out = NULL;
    banxin_diagnostics* list = NULL;
    banxin_bytes* bytes = NULL;
    banxin_status status = BANXIN_OK;
    arguments(env, info, argument);
    status = banxin_diagnostics_new(BANXIN_ENGLISH, &list);
    if (status == BANXIN_OK) status = banxin_document_pdf(object_of(env, argument[0]), list, &bytes);
    if (bytes && napi_create_external_buffer(env, banxin_bytes_size(bytes), (void*)banxin_bytes_data(bytes), free_bytes, bytes, &made) != napi_ok)
        banxin_bytes_free(bytes);
    out = result_of(env, status, list, made);
    banxin_diagnostics_free(list);
    return out;
}

static napi_value info_of(napi_env env, napi_callback_info info) {
    napi_value argument[kMost], out = NULL;
    banxin_document_info data = {.struct_size = sizeof data};
    arguments(env, info, argument);
    if (banxin_document_info_get(object_of(env, argument[0]), &data) != BANXIN_OK || napi_create_object(env, &out) != napi_ok)
        return null_of(env);
    set_number(env, out, "pages", (double)data.pages);
    set_number(env, out, "lines", (double)data.lines);
    set_number(env, out, "adjusted", (double)data.adjusted);
    set_number(env, out, "hanzi", (double)data.hanzi);
    set_number(env, out, "hanziInCell", (double)data.hanzi_in_cell);
    set_text(env, out, "title", data.title);
    set_text(env, out, "date", data.date);
    set_text(env, out, "layout", data.layout);
    return out;
}

static size_t index_of(napi_env env, napi_value value) {
    double out = -1;
    return napi_get_value_double(env, value, &out) == napi_ok && out >= 0 ? (size_t)out : (size_t)-1;
}

/* (document, page) */
static napi_value page_of(napi_env env, napi_callback_info info) {
    napi_value argument[kMost], out = NULL;
    banxin_page page = {.struct_size = sizeof page};
    arguments(env, info, argument);
    if (banxin_document_page(object_of(env, argument[0]), index_of(env, argument[1]), &page) != BANXIN_OK ||
        napi_create_object(env, &out) != napi_ok)
        return null_of(env);
    set_number(env, out, "width", (double)page.width);
    set_number(env, out, "height", (double)page.height);
    set_rect(env, out, "trim", page.trim);
    set_rect(env, out, "textBlock", page.text_block);
    set_text(env, out, "label", page.label);
    set_number(env, out, "items", (double)page.items);
    return out;
}

/* (document, page, item) */
static napi_value item_of(napi_env env, napi_callback_info info) {
    napi_value argument[kMost], out = NULL, list = NULL;
    banxin_item item = {.struct_size = sizeof item};
    const banxin_document* document = NULL;
    size_t page = 0, number = 0;
    arguments(env, info, argument);
    document = object_of(env, argument[0]);
    page = index_of(env, argument[1]);
    number = index_of(env, argument[2]);
    if (banxin_document_item(document, page, number, &item) != BANXIN_OK || napi_create_object(env, &out) != napi_ok) return null_of(env);
    set_number(env, out, "kind", item.kind);
    set_number(env, out, "cyan", item.cyan);
    set_number(env, out, "magenta", item.magenta);
    set_number(env, out, "yellow", item.yellow);
    set_number(env, out, "black", item.black);
    set_text(env, out, "file", item.file);
    set_number(env, out, "line", item.line);
    set_number(env, out, "column", item.column);
    if (item.kind == BANXIN_RULE) set_rect(env, out, "box", item.box);
    if (item.kind == BANXIN_RULE) return out;
    set_number(env, out, "x", (double)item.x);
    set_number(env, out, "y", (double)item.y);
    napi_create_array_with_length(env, item.glyphs, &list);
    if (item.kind == BANXIN_GLYPHS) {
        banxin_glyph* glyphs = calloc(item.glyphs + 1, sizeof *glyphs);
        size_t count = 0;
        if (glyphs) banxin_document_glyphs(document, page, number, glyphs, item.glyphs, &count);
        for (size_t i = 0; i < count; ++i) {
            napi_value glyph = NULL;
            napi_create_object(env, &glyph);
            set_number(env, glyph, "id", glyphs[i].id);
            set_number(env, glyph, "cluster", glyphs[i].cluster);
            set_number(env, glyph, "x", (double)glyphs[i].x);
            set_number(env, glyph, "y", (double)glyphs[i].y);
            set_number(env, glyph, "advance", (double)glyphs[i].advance);
            napi_set_element(env, list, (uint32_t)i, glyph);
        }
        free(glyphs);
        set_text(env, out, "text", item.text);
        set_number(env, out, "face", (double)item.face);
        set_number(env, out, "size", (double)item.size);
        set_number(env, out, "orientation", item.orientation);
        set_number(env, out, "stretch", item.stretch);
        napi_set_named_property(env, out, "glyphs", list);
        return out;
    }
    {
        banxin_stroke* strokes = calloc(item.glyphs + 1, sizeof *strokes);
        size_t count = 0;
        if (strokes) banxin_document_strokes(document, page, number, strokes, item.glyphs, &count);
        for (size_t i = 0; i < count; ++i) {
            napi_value stroke = NULL;
            napi_create_object(env, &stroke);
            set_number(env, stroke, "curved", strokes[i].curved);
            set_number(env, stroke, "x", (double)strokes[i].x);
            set_number(env, stroke, "y", (double)strokes[i].y);
            set_number(env, stroke, "firstX", (double)strokes[i].first_x);
            set_number(env, stroke, "firstY", (double)strokes[i].first_y);
            set_number(env, stroke, "secondX", (double)strokes[i].second_x);
            set_number(env, stroke, "secondY", (double)strokes[i].second_y);
            napi_set_element(env, list, (uint32_t)i, stroke);
        }
        free(strokes);
    }
    set_number(env, out, "thickness", (double)item.thickness);
    set_number(env, out, "closed", item.closed);
    napi_set_named_property(env, out, "strokes", list);
    return out;
}

static napi_value init(napi_env env, napi_value exports) {
    static const struct {
        const char* name;
        napi_callback call;
    } calls[] = {{"version", version}, {"newEngine", new_engine}, {"newDocument", new_document}, {"makeDocument", make_document},
                 {"writeFile", write_file}, {"pdf", pdf}, {"info", info_of}, {"page", page_of}, {"item", item_of}};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; ++i) {
        napi_value function = NULL;
        if (napi_create_function(env, calls[i].name, NAPI_AUTO_LENGTH, calls[i].call, NULL, &function) != napi_ok) return NULL;
        napi_set_named_property(env, exports, calls[i].name, function);
    }
    return exports;
}

NAPI_MODULE(banxin, init)
