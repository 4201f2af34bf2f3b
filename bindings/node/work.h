/* A call of the library that may take long: in JavaScript's thread or in another, with the callbacks that it asks meanwhile. */
#ifndef BANXIN_NODE_WORK_H
#define BANXIN_NODE_WORK_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "values.h"

/* What ends work from outside. */
typedef struct Stop Stop;

/* Begins every struct of a work. What comes first is set by who begins it, the rest is for work.c. */
typedef struct Work {
    void (*run)(struct Work*);                  /* in whatever thread */
    napi_value (*made)(napi_env, struct Work*); /* in JavaScript's: what came of it; also where nothing did */
    void (*drop)(struct Work*);                 /* in place of it, where JavaScript has ended; NULL: there is nothing to free */
    Kept* kept;
    banxin_diagnostics* list;
    Stop* stop;
    banxin_status status;
    uint32_t max_time; /* ms that it may wait for JavaScript, from its beginning; 0: for ever */
    bool limits_each;  /* each time that it waits, and not all together */

    napi_env env;                    /* of the thread that it runs in, if that is JavaScript's */
    napi_value call;                 /* what is asked there; NULL: nothing */
    napi_threadsafe_function caller; /* what is asked from another thread */
    pthread_t thread;
    int64_t began;
    banxin_status ended; /* why it waited no longer for an answer */
    atomic_bool closed;  /* JavaScript has ended: there will be no answer */
    napi_deferred deferred;
    napi_async_work pooled;
    napi_ref holds; /* of what the work uses */
} Work;

/* Diagnostics, and `stop` and `call` of the options. */
void prepare_work(napi_env env, Work* work, napi_value options);
/* NULL: there is none. */
banxin_stop* stop_of(const Work* work);
/* Here and now; gives its result. */
napi_value work_here(napi_env env, Work* work);
/* In another thread; gives a promise of its result, and frees `work`; engine and options, with what they hold, live so long. One that asks
 * back has a thread of its own: Node's pool may be what its callbacks wait for. */
napi_value work_there(napi_env env, Work* work, napi_value engine, napi_value options);

/* Callbacks of the library, whose user is the work, and the names by which JavaScript knows them. */
int ask_progress(void* work, const banxin_progress* progress);
int ask_edition(void* work, const banxin_edition* edition);
void tell_time(void* work, banxin_text stage, double ms);
/* Where a source is read or a sink written by JavaScript: the user of that callback. */
typedef struct Stream {
    Work* work;
    const char* name;
} Stream;
/* A path, {name, data}, or {name, read: true}: then it is read by `name` of the options' call. */
banxin_source source_in(napi_env env, Work* work, napi_value value, const char* name);
/* A path, {path, fresh}, {descriptor, name}, or true: then it is written by `name`. NULL: there is none. */
const banxin_sink* sink_in(napi_env env, Work* work, napi_value value, const char* name);

void add_work_calls(napi_env env, napi_value exports);

#endif
