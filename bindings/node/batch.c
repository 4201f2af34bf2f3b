/* A run of editions into a folder, in a thread of Node's pool. */
#include <stdlib.h>

#include "values.h"

typedef struct Running {
    const banxin_engine* engine;
    banxin_source brief, table;
    banxin_batch_options options;
    banxin_batch_report report;
    banxin_sink figures;
    Kept* kept;
    banxin_text key, number;
    banxin_diagnostics* list;
    banxin_status status;
    napi_deferred deferred;
    napi_async_work work;
    napi_ref holds; /* the engine's handle */
} Running;

static int copy_text(Running* running, banxin_text from, banxin_text* to) {
    char* copy = keep(&running->kept, from.size + 1);
    if (!copy) return 1;
    memcpy(copy, from.data, from.size);
    to->data = copy;
    to->size = from.size;
    return 0;
}

static int on_issue(void* user, const banxin_issue* issue) {
    Running* running = user;
    return copy_text(running, issue->key, &running->key) || copy_text(running, issue->text, &running->number);
}

static void take_options(napi_env env, napi_value from, Running* running) {
    banxin_batch_options* o = &running->options;
    Kept** kept = &running->kept;
    *o = banxin_batch_defaults();
    o->key = text_of(env, kept, member(env, from, "key"));
    o->layout = text_of(env, kept, member(env, from, "layout"));
    o->threads = (uint32_t)number_in(env, from, "threads");
    o->keep_going = (int)number_in(env, from, "keepGoing");
    o->shard = (uint32_t)number_in(env, from, "shard");
    o->shards = (uint32_t)number_in(env, from, "shards");
    o->max_pages = (uint32_t)number_in(env, from, "maxPages");
    o->max_memory = (uint64_t)number_in(env, from, "maxMemory");
    o->max_time_ms = (uint32_t)number_in(env, from, "maxTime");
    o->folder = text_of(env, kept, member(env, from, "folder"));
    o->resume = (int)number_in(env, from, "resume");
    o->lists = texts_of(env, kept, member(env, from, "lists"), &o->list_count);
    o->numbered = (int)number_in(env, from, "numbered");
    o->only = texts_of(env, kept, member(env, from, "only"), &o->only_count);
    o->merged = text_of(env, kept, member(env, from, "merged"));
    o->separator = text_of(env, kept, member(env, from, "separator"));
    o->volume_pages = (uint32_t)number_in(env, from, "volumePages");
    o->language = (banxin_language)number_in(env, from, "language");
    o->numbering = numbering_of(env, kept, member(env, from, "numbering"));
    running->figures = banxin_to_file(NULL);
    running->figures.path = text_of(env, kept, member(env, from, "figures"));
    if (running->figures.path.data) o->figures = &running->figures;
    o->on_issue = on_issue;
    o->user = running;
}

static void run(napi_env env, void* data) {
    Running* running = data;
    (void)env;
    if (running->status == BANXIN_OK)
        running->status = banxin_batch(running->engine, &running->brief, &running->table, &running->options, running->list, &running->report);
}

static void finish(napi_env env, napi_status ended, void* data) {
    Running* running = data;
    napi_value made = NULL;
    (void)ended;
    napi_create_object(env, &made);
    set_number(env, made, "rows", (double)running->report.rows);
    set_number(env, made, "made", (double)running->report.made);
    set_number(env, made, "failed", (double)running->report.failed);
    set_number(env, made, "there", (double)running->report.there);
    set_number(env, made, "editions", (double)running->report.editions);
    set_text(env, made, "key", running->key);
    set_text(env, made, "number", running->number);
    napi_resolve_deferred(env, running->deferred, result_of(env, running->status, running->list, made));
    banxin_diagnostics_free(running->list);
    let_go(running->kept);
    napi_delete_async_work(env, running->work);
    napi_delete_reference(env, running->holds);
    free(running);
}

/* (engine, brief, table, options): a promise */
static napi_value batch(napi_env env, napi_callback_info info) {
    napi_value argument[kMost], out = NULL, name = NULL;
    Running* running = calloc(1, sizeof *running);
    if (!running) {
        napi_throw_error(env, NULL, "no memory");
        return NULL;
    }
    arguments(env, info, argument);
    running->engine = object_of(env, kEngine, argument[0]);
    running->brief = source_of(env, &running->kept, argument[1]);
    running->table = source_of(env, &running->kept, argument[2]);
    running->report.struct_size = sizeof running->report;
    take_options(env, argument[3], running);
    running->status = banxin_diagnostics_new(running->options.language, &running->list);
    napi_create_reference(env, argument[0], 1, &running->holds);
    napi_create_promise(env, &running->deferred, &out);
    napi_create_string_utf8(env, "banxin", NAPI_AUTO_LENGTH, &name);
    napi_create_async_work(env, NULL, name, run, finish, running, &running->work);
    napi_queue_async_work(env, running->work);
    return out;
}

void add_batch_calls(napi_env env, napi_value exports) { add_call(env, exports, "batch", batch); }
