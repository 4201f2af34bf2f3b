/* A call of the library that may take long. */
#include "work.h"

#include <stdlib.h>
#include <time.h>

/* What JavaScript is asked: `call(name, told, answer)`. */
typedef struct Asked {
    const char* name;
    napi_value (*told)(napi_env, const void*);
    const void* data;
    void* to; /* of a reader */
    size_t size;
} Asked;

/* The same on its way. JavaScript answers true or false, a reader with bytes, and may do so later: when the one who
 * asks may have given up, and the work may be gone. It goes when nobody holds it: who asks, what lies in the queue, the function `answer`. */
typedef struct Question {
    Asked asked; /* data and `to` are there while somebody waits */
    atomic_int holders;
    pthread_mutex_t guard;
    pthread_cond_t answered;
    bool waits, here; /* somebody does; an answer is there */
    ptrdiff_t answer; /* below 0: no */
} Question;

struct Stop {
    banxin_stop* of;
    atomic_bool now;
};

static const ptrdiff_t kNo = -1;

/* --- asking -------------------------------------------------------------------------------------------------------------------------- */

static Question* new_question(const Asked* asked) {
    Question* out = calloc(1, sizeof *out);
    pthread_condattr_t clock;
    if (!out) return NULL;
    out->asked = *asked;
    out->answer = kNo;
    out->waits = true;
    atomic_init(&out->holders, 1);
    pthread_mutex_init(&out->guard, NULL);
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_cond_init(&out->answered, &clock);
    pthread_condattr_destroy(&clock);
    return out;
}

static void let_question_go(Question* question) {
    if (atomic_fetch_sub(&question->holders, 1) > 1) return;
    pthread_cond_destroy(&question->answered);
    pthread_mutex_destroy(&question->guard);
    free(question);
}

static void free_answer(napi_env env, void* question, void* hint) {
    (void)env;
    (void)hint;
    let_question_go(question);
}

static void take_answer(Question* question, ptrdiff_t answer, const void* bytes) {
    pthread_mutex_lock(&question->guard);
    if (question->waits && !question->here) {
        if (bytes && (size_t)answer > question->asked.size) answer = kNo;
        if (bytes && answer > 0) memcpy(question->asked.to, bytes, (size_t)answer);
        question->answer = answer;
        question->here = true;
        pthread_cond_signal(&question->answered);
    }
    pthread_mutex_unlock(&question->guard);
}

/* (true, false or a Buffer) */
static napi_value answer(napi_env env, napi_callback_info info) {
    napi_value argument[1];
    size_t count = 1, size = 0;
    void *question = NULL, *bytes = NULL;
    bool yes = false, buffer = false;
    napi_get_cb_info(env, info, &count, argument, NULL, &question);
    /* Node 18 ends the process where the bytes of what is no buffer are asked for. */
    if (napi_is_buffer(env, argument[0], &buffer) == napi_ok && buffer && napi_get_buffer_info(env, argument[0], &bytes, &size) == napi_ok) take_answer(question, (ptrdiff_t)size, bytes);
    else take_answer(question, napi_get_value_bool(env, argument[0], &yes) == napi_ok && yes ? 0 : kNo, NULL);
    return NULL;
}

/* The function by which it is answered; NULL: there is none. */
static napi_value answer_of(napi_env env, Question* question) {
    napi_value out = NULL;
    if (napi_create_function(env, NULL, 0, answer, question, &out) != napi_ok) return NULL;
    atomic_fetch_add(&question->holders, 1);
    if (napi_add_finalizer(env, out, question, free_answer, NULL, NULL) == napi_ok) return out;
    let_question_go(question);
    return NULL;
}

/* What it is about, in JavaScript; NULL: nobody waits any more. */
static napi_value told_of(napi_env env, Question* question) {
    napi_value out = NULL;
    pthread_mutex_lock(&question->guard);
    if (question->waits) out = question->asked.told(env, question->asked.data);
    pthread_mutex_unlock(&question->guard);
    return out;
}

static void put(napi_env env, napi_value call, Question* question) {
    napi_handle_scope scope = NULL;
    napi_value argument[3] = {NULL, NULL, NULL}, nobody = NULL, ignored = NULL;
    if (napi_open_handle_scope(env, &scope) != napi_ok) {
        take_answer(question, kNo, NULL);
        return;
    }
    napi_get_undefined(env, &nobody);
    napi_create_string_utf8(env, question->asked.name, NAPI_AUTO_LENGTH, &argument[0]);
    argument[1] = told_of(env, question);
    argument[2] = argument[1] ? answer_of(env, question) : NULL;
    if (!argument[2]) {
        take_answer(question, kNo, NULL);
    } else if (napi_call_function(env, nobody, call, 3, argument, NULL) != napi_ok) { /* JavaScript is at its end */
        napi_get_and_clear_last_exception(env, &ignored);
        take_answer(question, kNo, NULL);
    }
    napi_close_handle_scope(env, scope);
}

static int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Why the work is to wait no longer; BANXIN_OK: it may. */
static banxin_status ended(const Work* work, int64_t asked_at) {
    const int64_t began = work->limits_each ? asked_at : work->began;
    if (atomic_load(&work->closed) || (work->stop && atomic_load(&work->stop->now))) return BANXIN_CANCELLED;
    return work->max_time > 0 && now_ms() - began > work->max_time ? BANXIN_OVER_TIME : BANXIN_OK;
}

/* The library looks at neither stop nor time while it is called back: who waits for JavaScript does, twenty times a second. */
static void wait_for(Work* work, Question* question) {
    enum { kLook = 50 }; /* ms */
    const int64_t asked_at = now_ms();
    while (!question->here && work->ended == BANXIN_OK) {
        const int64_t until = now_ms() + kLook;
        const struct timespec next = {.tv_sec = (time_t)(until / 1000), .tv_nsec = (long)(until % 1000) * 1000000};
        pthread_cond_timedwait(&question->answered, &question->guard, &next);
        if (!question->here) work->ended = ended(work, asked_at);
    }
}

static ptrdiff_t ask(Work* work, Asked asked) {
    Question* question = work->ended == BANXIN_OK ? new_question(&asked) : NULL;
    ptrdiff_t out = kNo;
    if (!question) return kNo;
    if (work->env) {
        put(work->env, work->call, question);
    } else {
        atomic_fetch_add(&question->holders, 1);
        if (napi_call_threadsafe_function(work->caller, question, napi_tsfn_blocking) != napi_ok) {
            take_answer(question, kNo, NULL);
            let_question_go(question);
        }
    }
    pthread_mutex_lock(&question->guard);
    if (!work->env) wait_for(work, question);
    question->waits = false;
    if (question->here) out = question->answer;
    pthread_mutex_unlock(&question->guard);
    let_question_go(question);
    return out;
}

static napi_value progress_in(napi_env env, const void* data) {
    const banxin_progress* progress = data;
    napi_value out = NULL;
    napi_create_object(env, &out);
    set_number(env, out, "stage", progress->stage);
    set_number(env, out, "done", (double)progress->done);
    set_number(env, out, "all", (double)progress->all);
    return out;
}

static napi_value edition_in(napi_env env, const void* data) {
    const banxin_edition* edition = data;
    napi_value out = NULL, pdf = NULL;
    napi_create_object(env, &out);
    set_number(env, out, "row", (double)edition->row);
    set_text(env, out, "key", edition->key);
    set_number(env, out, "pages", (double)edition->pages);
    if (napi_create_buffer_copy(env, edition->pdf_size, edition->pdf, NULL, &pdf) == napi_ok) napi_set_named_property(env, out, "pdf", pdf);
    return out;
}

typedef struct Lap {
    banxin_text stage;
    double ms;
} Lap;

static napi_value lap_in(napi_env env, const void* data) {
    const Lap* lap = data;
    napi_value out = NULL;
    napi_create_object(env, &out);
    set_text(env, out, "stage", lap->stage);
    set_number(env, out, "ms", lap->ms);
    return out;
}

static napi_value bytes_in(napi_env env, const void* data) {
    const banxin_text* bytes = data;
    napi_value out = NULL;
    napi_create_buffer_copy(env, bytes->size, bytes->data, NULL, &out);
    return out;
}

static napi_value size_in(napi_env env, const void* data) {
    napi_value out = NULL;
    napi_create_double(env, (double)*(const size_t*)data, &out);
    return out;
}

int ask_progress(void* work, const banxin_progress* progress) {
    return ask(work, (Asked){.name = "progress", .told = progress_in, .data = progress}) < 0;
}

int ask_edition(void* work, const banxin_edition* edition) {
    return ask(work, (Asked){.name = "onEdition", .told = edition_in, .data = edition}) < 0;
}

void tell_time(void* work, banxin_text stage, double ms) {
    const Lap lap = {stage, ms};
    ask(work, (Asked){.name = "onTime", .told = lap_in, .data = &lap});
}

static ptrdiff_t read_from(void* user, void* to, size_t size) {
    const Stream* stream = user;
    return ask(stream->work, (Asked){.name = stream->name, .told = size_in, .data = &size, .to = to, .size = size});
}

static int write_to(void* user, const void* data, size_t size) {
    const Stream* stream = user;
    const banxin_text bytes = {data, size};
    return ask(stream->work, (Asked){.name = stream->name, .told = bytes_in, .data = &bytes}) < 0;
}

static Stream* stream_of(Work* work, const char* name) {
    Stream* out = keep(&work->kept, sizeof *out);
    if (out) out->work = work;
    if (out) out->name = name;
    return out;
}

banxin_source source_in(napi_env env, Work* work, napi_value value, const char* name) {
    banxin_source out = source_of(env, &work->kept, value);
    Stream* stream = out.name.data && number_in(env, value, "read") > 0 ? stream_of(work, name) : NULL;
    if (!stream) return out;
    out.read = read_from;
    out.user = stream;
    return out;
}

const banxin_sink* sink_in(napi_env env, Work* work, napi_value value, const char* name) {
    napi_valuetype type = napi_undefined;
    banxin_sink* out = NULL;
    napi_typeof(env, value, &type);
    if (type == napi_null || type == napi_undefined) return NULL;
    out = keep(&work->kept, sizeof *out);
    if (!out) return NULL;
    *out = banxin_to_file(NULL);
    if (type == napi_boolean) {
        out->user = stream_of(work, name);
        out->write = write_to;
    } else if (type == napi_string) {
        out->path = text_of(env, &work->kept, value);
    } else if (member(env, value, "descriptor")) {
        *out = banxin_to_descriptor((int)number_in(env, value, "descriptor"), NULL);
        out->path = text_of(env, &work->kept, member(env, value, "name"));
    } else {
        out->path = text_of(env, &work->kept, member(env, value, "path"));
        out->fresh = (int)number_in(env, value, "fresh");
    }
    return out;
}

/* --- running ------------------------------------------------------------------------------------------------------------------------- */

void prepare_work(napi_env env, Work* work, napi_value options) {
    work->stop = object_of(env, kStop, member(env, options, "stop"));
    work->call = member(env, options, "call");
    work->status = banxin_diagnostics_new((banxin_language)number_in(env, options, "language"), &work->list);
}

static void let_work_go(Work* work) {
    banxin_diagnostics_free(work->list);
    let_go(work->kept);
}

static void run(Work* work) {
    work->began = now_ms();
    if (work->status == BANXIN_OK) work->run(work);
    if (work->ended != BANXIN_OK && (work->status == BANXIN_CALLBACK || work->status == BANXIN_CANCELLED)) work->status = work->ended;
}

napi_value work_here(napi_env env, Work* work) {
    napi_value out = NULL;
    work->env = env;
    run(work);
    out = result_of(env, work->status, work->list, work->made(env, work));
    let_work_go(work);
    return out;
}

static void finish(napi_env env, Work* work) {
    napi_resolve_deferred(env, work->deferred, result_of(env, work->status, work->list, work->made(env, work)));
    napi_delete_reference(env, work->holds);
    let_work_go(work);
    free(work);
}

static void run_pooled(napi_env env, void* work) {
    (void)env;
    run(work);
}

static void finish_pooled(napi_env env, napi_status ended, void* data) {
    Work* work = data;
    (void)ended;
    napi_delete_async_work(env, work->pooled);
    finish(env, work);
}

static void* run_alone(void* data) {
    Work* work = data;
    const napi_threadsafe_function caller = work->caller;
    run(work);
    napi_call_threadsafe_function(caller, NULL, napi_tsfn_blocking); /* nothing is asked: it is done */
    napi_release_threadsafe_function(caller, napi_tsfn_release);
    return NULL;
}

/* JavaScript ends, and with it what was begun. */
static void close_work(void* data) {
    Work* work = data;
    atomic_store(&work->closed, true);
    banxin_stop_now(stop_of(work));
    pthread_join(work->thread, NULL);
    if (work->drop) work->drop(work);
    let_work_go(work);
    free(work);
}

static void serve(napi_env env, napi_value call, void* context, void* asked) {
    Work* work = context; /* where JavaScript has ended, it is gone */
    if (asked) {
        if (env) put(env, call, asked);
        let_question_go(asked);
        return;
    }
    if (!env) return;
    napi_remove_env_cleanup_hook(env, close_work, work);
    pthread_join(work->thread, NULL);
    finish(env, work);
}

static bool begin_alone(napi_env env, Work* work, napi_value name) {
    if (napi_create_threadsafe_function(env, work->call, NULL, name, 0, 1, NULL, NULL, work, serve, &work->caller) != napi_ok) return false;
    if (pthread_create(&work->thread, NULL, run_alone, work) == 0) {
        napi_add_env_cleanup_hook(env, close_work, work);
        return true;
    }
    napi_release_threadsafe_function(work->caller, napi_tsfn_abort);
    return false;
}

static bool begin_pooled(napi_env env, Work* work, napi_value name) {
    return napi_create_async_work(env, NULL, name, run_pooled, finish_pooled, work, &work->pooled) == napi_ok &&
           napi_queue_async_work(env, work->pooled) == napi_ok;
}

napi_value work_there(napi_env env, Work* work, napi_value engine, napi_value options) {
    napi_value out = NULL, name = NULL, holds = NULL;
    napi_create_array_with_length(env, 2, &holds);
    napi_set_element(env, holds, 0, engine);
    napi_set_element(env, holds, 1, options);
    napi_create_reference(env, holds, 1, &work->holds);
    napi_create_promise(env, &work->deferred, &out);
    napi_create_string_utf8(env, "banxin", NAPI_AUTO_LENGTH, &name);
    if (work->call ? begin_alone(env, work, name) : begin_pooled(env, work, name)) return out;
    work->status = BANXIN_NO_MEMORY; /* or no thread */
    finish(env, work);
    return out;
}

/* --- stopping ------------------------------------------------------------------------------------------------------------------------ */

banxin_stop* stop_of(const Work* work) { return work->stop ? work->stop->of : NULL; }

static void free_stop(napi_env env, void* stop, void* hint) {
    (void)env;
    (void)hint;
    banxin_stop_free(((Stop*)stop)->of);
    free(stop);
}

/* () */
static napi_value new_stop(napi_env env, napi_callback_info info) {
    Stop* stop = calloc(1, sizeof *stop);
    (void)info;
    if (stop) banxin_stop_new(&stop->of);
    return handle_of(env, kStop, stop, free_stop);
}

/* (stop) */
static napi_value stop_now(napi_env env, napi_callback_info info) {
    napi_value argument[kMost];
    Stop* stop = NULL;
    arguments(env, info, argument);
    stop = object_of(env, kStop, argument[0]);
    if (!stop) return NULL;
    atomic_store(&stop->now, true);
    banxin_stop_now(stop->of);
    return NULL;
}

void add_work_calls(napi_env env, napi_value exports) {
    add_call(env, exports, "newStop", new_stop);
    add_call(env, exports, "stopNow", stop_now);
}
