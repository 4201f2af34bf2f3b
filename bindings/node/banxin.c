/* The engine in Node, over N-API: the few calls that index.js makes classes of. */
#include <stdlib.h>

#include "values.h"

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

/* --- calls ------------------------------------------------------------------------------------------------------------------------ */

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
    made = handle_of(env, kEngine, engine, free_engine);
    out = result_of(env, status, list, made);
    banxin_diagnostics_free(list);
    let_go(kept);
    return out;
}

/* [[first, last], ...] */
static const banxin_range* ranges_of(napi_env env, Kept** kept, napi_value list, size_t* count) {
    const size_t size = length_of(env, list);
    banxin_range* out = keep(kept, (size + 1) * sizeof *out);
    for (size_t i = 0; out && i < size; ++i) {
        napi_value pair = NULL, first = NULL, last = NULL;
        napi_get_element(env, list, (uint32_t)i, &pair);
        if (length_of(env, pair) != 2) continue;
        napi_get_element(env, pair, 0, &first);
        napi_get_element(env, pair, 1, &last);
        napi_get_value_uint32(env, first, &out[i].first);
        napi_get_value_uint32(env, last, &out[i].last);
    }
    *count = out ? size : 0;
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
    making->engine = object_of(env, kEngine, argument[0]);
    making->brief = source_of(env, &making->kept, argument[1]);
    making->options = banxin_document_defaults();
    making->options.layout = text_of(env, &making->kept, member(env, options, "layout"));
    making->options.grid = (int)number_in(env, options, "grid");
    making->options.max_pages = (uint32_t)number_in(env, options, "maxPages");
    making->options.max_memory = (uint64_t)number_in(env, options, "maxMemory");
    making->options.max_time_ms = (uint32_t)number_in(env, options, "maxTime");
    making->options.issue_number = (uint32_t)number_in(env, options, "issueNumber");
    making->options.issue_total = (uint32_t)number_in(env, options, "issueTotal");
    making->options.copies = ranges_of(env, &making->kept, member(env, options, "copies"), &making->options.copy_count);
    making->options.numbering = numbering_of(env, &making->kept, member(env, options, "numbering"));
    making->status = banxin_diagnostics_new((banxin_language)number_in(env, options, "language"), &making->list);
}

static void make(napi_env env, void* data) {
    Making* making = data;
    (void)env;
    if (making->status == BANXIN_OK)
        making->status = banxin_document_new(making->engine, &making->brief, &making->options, making->list, &making->document);
}

static napi_value finish(napi_env env, Making* making) {
    const napi_value made = handle_of(env, kDocument, making->document, free_document);
    const napi_value out = result_of(env, making->status, making->list, made);
    banxin_diagnostics_free(making->list);
    let_go(making->kept);
    return out;
}

/* (engine, brief, options, pdf, dump): paths, or nothing */
static napi_value build(napi_env env, napi_callback_info info) {
    napi_value argument[kMost];
    Making making;
    banxin_sink pdf = banxin_to_file(NULL), dump = banxin_to_file(NULL);
    banxin_outputs outputs = {sizeof outputs, NULL, NULL};
    arguments(env, info, argument);
    begin(env, argument, &making);
    pdf.path = text_of(env, &making.kept, argument[3]);
    dump.path = text_of(env, &making.kept, argument[4]);
    if (pdf.path.data) outputs.pdf = &pdf;
    if (dump.path.data) outputs.dump = &dump;
    if (making.status == BANXIN_OK)
        making.status = banxin_build(making.engine, &making.brief, &making.options, &outputs, making.list, &making.document);
    return finish(env, &making);
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
    if (status == BANXIN_OK) status = banxin_document_write(object_of(env, kDocument, argument[0]), &sink, NULL, list);
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
    if (status == BANXIN_OK) status = banxin_document_pdf(object_of(env, kDocument, argument[0]), list, &bytes);
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
    if (banxin_document_info_get(object_of(env, kDocument, argument[0]), &data) != BANXIN_OK || napi_create_object(env, &out) != napi_ok)
        return null_of(env);
    set_number(env, out, "pages", (double)data.pages);
    set_number(env, out, "lines", (double)data.lines);
    set_number(env, out, "adjusted", (double)data.adjusted);
    set_number(env, out, "hanzi", (double)data.hanzi);
    set_number(env, out, "hanziInCell", (double)data.hanzi_in_cell);
    set_text(env, out, "title", data.title);
    set_text(env, out, "date", data.date);
    set_text(env, out, "layout", data.layout);
    set_text(env, out, "key", data.key);
    set_text(env, out, "number", data.number);
    return out;
}

/* (document, page) */
static napi_value page_of(napi_env env, napi_callback_info info) {
    napi_value argument[kMost], out = NULL;
    banxin_page page = {.struct_size = sizeof page};
    arguments(env, info, argument);
    if (banxin_document_page(object_of(env, kDocument, argument[0]), index_of(env, argument[1]), &page) != BANXIN_OK ||
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
    document = object_of(env, kDocument, argument[0]);
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
                 {"build", build},     {"writeFile", write_file}, {"pdf", pdf}, {"info", info_of}, {"page", page_of}, {"item", item_of}};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; ++i) add_call(env, exports, calls[i].name, calls[i].call);
    add_register_calls(env, exports);
    add_batch_calls(env, exports);
    return exports;
}

NAPI_MODULE(banxin, init)
