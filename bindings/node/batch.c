/* A run of editions, in another thread: to a callback or into a folder. */
#include <stdlib.h>

#include "work.h"

typedef struct Running {
    Work work;
    const banxin_engine* engine;
    banxin_source brief, table;
    banxin_batch_options options;
    banxin_batch_report report;
    banxin_text key, number;
} Running;

static int copy_text(Work* work, banxin_text from, banxin_text* to) {
    char* copy = keep(&work->kept, from.size + 1);
    if (!copy) return 1;
    memcpy(copy, from.data, from.size);
    to->data = copy;
    to->size = from.size;
    return 0;
}

static int on_issue(void* user, const banxin_issue* issue) {
    Running* running = user;
    return copy_text(&running->work, issue->key, &running->key) || copy_text(&running->work, issue->text, &running->number);
}

static void take_options(napi_env env, napi_value from, Running* running) {
    banxin_batch_options* o = &running->options;
    Work* work = &running->work;
    Kept** kept = &work->kept;
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
    o->discard = (int)number_in(env, from, "discard");
    o->temporary = text_of(env, kept, member(env, from, "temporary"));
    o->language = (banxin_language)number_in(env, from, "language");
    o->numbering = numbering_of(env, kept, member(env, from, "numbering"));
    o->pictures = sources_of(env, kept, member(env, from, "pictures"), &o->picture_count);
    o->figures = sink_in(env, work, member(env, from, "figures"), "figures");
    o->stop = stop_of(work);
    work->max_time = o->max_time_ms;
    work->limits_each = true; /* as of an edition */
    o->user = work;           /* begins `running` */
    o->on_issue = on_issue;
    if (number_in(env, from, "onEdition") > 0) o->on_edition = ask_edition;
    if (number_in(env, from, "progress") > 0) o->on_progress = ask_progress;
    if (number_in(env, from, "onTime") > 0) o->on_time = tell_time;
}

static void run(Work* work) {
    Running* running = (Running*)work;
    work->status = banxin_batch(running->engine, &running->brief, &running->table, &running->options, work->list, &running->report);
}

static napi_value made(napi_env env, Work* work) {
    const Running* running = (const Running*)work;
    const banxin_batch_report* report = &running->report;
    napi_value out = NULL;
    napi_create_object(env, &out);
    set_number(env, out, "rows", (double)report->rows);
    set_number(env, out, "made", (double)report->made);
    set_number(env, out, "failed", (double)report->failed);
    set_number(env, out, "there", (double)report->there);
    set_number(env, out, "editions", (double)report->editions);
    set_number(env, out, "pages", (double)report->pages);
    set_number(env, out, "bytes", (double)report->bytes);
    set_number(env, out, "setTwice", (double)report->set_twice);
    set_text(env, out, "key", running->key);
    set_text(env, out, "number", running->number);
    return out;
}

/* (engine, brief, table, options): a promise */
static napi_value batch(napi_env env, napi_callback_info info) {
    napi_value argument[kMost];
    Running* running = calloc(1, sizeof *running);
    if (!running) {
        napi_throw_error(env, NULL, "no memory");
        return NULL;
    }
    arguments(env, info, argument);
    running->work.run = run;
    running->work.made = made;
    prepare_work(env, &running->work, argument[3]);
    running->engine = object_of(env, kEngine, argument[0]);
    running->brief = source_in(env, &running->work, argument[1], "brief");
    running->table = source_in(env, &running->work, argument[2], "table");
    running->report.struct_size = sizeof running->report;
    take_options(env, argument[3], running);
    return work_there(env, &running->work, argument[0], argument[3]);
}

/* (folder, language) */
static napi_value verify(napi_env env, napi_callback_info info) {
    napi_value argument[kMost], made = NULL, out = NULL;
    Kept* kept = NULL;
    banxin_diagnostics* list = NULL;
    size_t count = 0;
    banxin_status status = BANXIN_OK;
    arguments(env, info, argument);
    status = banxin_diagnostics_new((banxin_language)index_of(env, argument[1]), &list);
    if (status == BANXIN_OK) status = banxin_batch_verify(text_of(env, &kept, argument[0]), list, &count);
    napi_create_double(env, (double)count, &made);
    out = result_of(env, status, list, made);
    banxin_diagnostics_free(list);
    let_go(kept);
    return out;
}

void add_batch_calls(napi_env env, napi_value exports) {
    add_call(env, exports, "batch", batch);
    add_call(env, exports, "verifyBatch", verify);
}
