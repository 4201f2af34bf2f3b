/* Documents in Node: made here or in another thread, and written. */
#include <stdlib.h>

#include "work.h"

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

/* Of a document that is made or written. */
static void take_limits(napi_env env, Work* work, napi_value from, banxin_document_options* to) {
    to->max_pages = (uint32_t)number_in(env, from, "maxPages");
    to->max_memory = (uint64_t)number_in(env, from, "maxMemory");
    to->max_time_ms = (uint32_t)number_in(env, from, "maxTime");
    to->stop = stop_of(work);
    work->max_time = to->max_time_ms;
    to->user = work;
    if (number_in(env, from, "progress") > 0) to->on_progress = ask_progress;
}

/* --- made --------------------------------------------------------------------------------------------------------------------------- */

typedef struct Making {
    Work work;
    const banxin_engine* engine;
    banxin_source brief;
    banxin_document_options options;
    banxin_outputs outputs;
    banxin_document* document;
} Making;

static void make(Work* work) {
    Making* making = (Making*)work;
    work->status = banxin_document_new(making->engine, &making->brief, &making->options, work->list, &making->document);
}

static void make_files(Work* work) {
    Making* making = (Making*)work;
    work->status = banxin_build(making->engine, &making->brief, &making->options, &making->outputs, work->list, &making->document);
}

static napi_value made(napi_env env, Work* work) { return handle_of(env, kDocument, ((Making*)work)->document, free_document); }

static void drop(Work* work) { banxin_document_free(((Making*)work)->document); }

/* (engine, brief, options, pdf, dump) */
static void begin(napi_env env, napi_value* argument, Making* making) {
    const napi_value from = argument[2];
    banxin_document_options* to = &making->options;
    Work* work = &making->work;
    memset(making, 0, sizeof *making);
    work->run = make;
    work->made = made;
    work->drop = drop;
    prepare_work(env, work, from);
    making->engine = object_of(env, kEngine, argument[0]);
    making->brief = source_in(env, work, argument[1], "brief");
    *to = banxin_document_defaults();
    to->layout = text_of(env, &work->kept, member(env, from, "layout"));
    to->grid = (int)number_in(env, from, "grid");
    to->issue_number = (uint32_t)number_in(env, from, "issueNumber");
    to->issue_total = (uint32_t)number_in(env, from, "issueTotal");
    to->copies = ranges_of(env, &work->kept, member(env, from, "copies"), &to->copy_count);
    to->numbering = numbering_of(env, &work->kept, member(env, from, "numbering"));
    to->pictures = sources_of(env, &work->kept, member(env, from, "pictures"), &to->picture_count);
    take_limits(env, work, from, to);
    if (number_in(env, from, "onTime") > 0) to->on_time = tell_time;
}

static napi_value new_document(napi_env env, napi_callback_info info) {
    napi_value argument[kMost];
    Making making;
    arguments(env, info, argument);
    begin(env, argument, &making);
    return work_here(env, &making.work);
}

/* pdf and dump: see sink_in */
static napi_value build(napi_env env, napi_callback_info info) {
    napi_value argument[kMost];
    Making making;
    arguments(env, info, argument);
    begin(env, argument, &making);
    making.work.run = make_files;
    making.outputs.struct_size = sizeof making.outputs;
    making.outputs.pdf = sink_in(env, &making.work, argument[3], "pdf");
    making.outputs.dump = sink_in(env, &making.work, argument[4], "dump");
    return work_here(env, &making.work);
}

/* A document as a promise. */
static napi_value make_document(napi_env env, napi_callback_info info) {
    napi_value argument[kMost];
    Making* making = malloc(sizeof *making);
    if (!making) {
        napi_throw_error(env, NULL, "no memory");
        return NULL;
    }
    arguments(env, info, argument);
    begin(env, argument, making);
    return work_there(env, &making->work, argument[0], argument[2]);
}

/* --- written ------------------------------------------------------------------------------------------------------------------------- */

typedef struct Writing {
    Work work;
    const banxin_document* document;
    const banxin_sink* to;
    banxin_document_options options;
} Writing;

static void write_document(Work* work) {
    const Writing* writing = (const Writing*)work;
    work->status = banxin_document_write(writing->document, writing->to, &writing->options, work->list);
}

static napi_value nothing(napi_env env, Work* work) {
    (void)work;
    return null_of(env);
}

/* (document, to, options): see sink_in */
static napi_value write(napi_env env, napi_callback_info info) {
    napi_value argument[kMost];
    Writing writing;
    memset(&writing, 0, sizeof writing);
    arguments(env, info, argument);
    writing.work.run = write_document;
    writing.work.made = nothing;
    prepare_work(env, &writing.work, argument[2]);
    writing.document = object_of(env, kDocument, argument[0]);
    writing.to = sink_in(env, &writing.work, argument[1], "pdf");
    writing.options = banxin_document_defaults();
    take_limits(env, &writing.work, argument[2], &writing.options);
    return work_here(env, &writing.work);
}

/* (document) */
static napi_value pdf(napi_env env, napi_callback_info info) {
    napi_value argument[kMost], out = NULL, buffer = NULL;
    banxin_diagnostics* list = NULL;
    banxin_bytes* bytes = NULL;
    banxin_status status = BANXIN_OK;
    arguments(env, info, argument);
    status = banxin_diagnostics_new(BANXIN_ENGLISH, &list);
    if (status == BANXIN_OK) status = banxin_document_pdf(object_of(env, kDocument, argument[0]), list, &bytes);
    if (bytes &&
        napi_create_external_buffer(env, banxin_bytes_size(bytes), (void*)banxin_bytes_data(bytes), free_bytes, bytes, &buffer) != napi_ok)
        banxin_bytes_free(bytes);
    out = result_of(env, status, list, buffer);
    banxin_diagnostics_free(list);
    return out;
}

/* (document) */
static napi_value dump(napi_env env, napi_callback_info info) {
    napi_value argument[kMost], text = NULL, out = NULL;
    banxin_bytes* bytes = NULL;
    banxin_status status = BANXIN_OK;
    arguments(env, info, argument);
    status = banxin_document_dump(object_of(env, kDocument, argument[0]), &bytes);
    if (bytes) napi_create_string_utf8(env, banxin_bytes_data(bytes), banxin_bytes_size(bytes), &text);
    banxin_bytes_free(bytes);
    out = result_of(env, status, NULL, text);
    return out;
}

void add_document_calls(napi_env env, napi_value exports) {
    add_call(env, exports, "newDocument", new_document);
    add_call(env, exports, "makeDocument", make_document);
    add_call(env, exports, "build", build);
    add_call(env, exports, "write", write);
    add_call(env, exports, "pdf", pdf);
    add_call(env, exports, "dump", dump);
}
