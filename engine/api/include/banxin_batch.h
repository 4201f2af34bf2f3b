/* banxin_batch.h - many editions: a brief with fields, a table with a row for each; a part of banxin.h, which includes it and says what holds
 * for threads, ownership, errors, limits, text and structs. */
#ifndef BANXIN_BATCH_H
#define BANXIN_BATCH_H

#include "banxin.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct banxin_edition {
    size_t struct_size;
    size_t row;      /* of the table, from 0 */
    banxin_text key; /* what the key column calls it */
    size_t pages;
    const void* pdf; /* its bytes, until the callback returns */
    size_t pdf_size;
} banxin_edition;

/* Takes an edition. Returns 0 to go on, anything else for a failure, which ends the run. */
typedef int (*banxin_on_edition)(void* user, const banxin_edition* edition);

typedef struct banxin_batch_options {
    size_t struct_size;
    banxin_text key;              /* column that names the editions; empty: the table says it */
    banxin_text layout;           /* the layout's name; empty: that of the brief */
    uint32_t threads;             /* 0: one for each processor */
    int keep_going;               /* 1: editions that have faults are left out, and the status is BANXIN_SOME_FAILED */
    uint32_t shard, shards;       /* only every `shards`th row, beginning with the `shard`th, from 1; both 0: all */
    banxin_on_edition on_edition; /* NULL, and no folder: all is checked, nothing is made */
    banxin_on_progress on_progress;
    void* user;
    uint32_t max_pages;   /* of an edition; 0: no limit; so below */
    uint64_t max_memory;  /* of an edition, and of its copies; of a brief or table while it comes from a pipe or a callback */
    uint32_t max_time_ms; /* of an edition, in each of the two passes; of brief and table while they come from a pipe or a callback */
    banxin_text folder;   /* in place of on_edition: PDFs and a manifest, all or none; a run has it alone */
    int resume;           /* 1: with a folder, which may hold a part of the same run: what is there is not made again */
    const banxin_text* lists; /* layouts of lists beside the editions */
    size_t list_count;
    int numbered;         /* 1: each edition's PDF holds all its copies, numbered (份号) */
    const banxin_text* only; /* parts: an edition, copies of one ("NAME:41-50"), or copies ("000041-000050"); 0: everything */
    size_t only_count;
    banxin_text merged;   /* one print run of all copies in order, in volumes of this name; empty: a PDF an edition */
    banxin_text separator; /* layout of the sheet before each edition of a print run; empty: none */
    uint32_t volume_pages; /* of a print run, at most; 0: 10000 */
    const banxin_sink* figures; /* the marked figures as CSV, for proof-reading; written before the first edition; may be NULL */
    const banxin_numbering* numbering; /* one number for the whole run; wants a folder: a wrong call with on_edition; looked up and not taken where nothing is published */
    banxin_on_issue on_issue; /* told it, once the run is published; may be NULL. Where it fails, the status is BANXIN_CALLBACK, and the
                                 run stays published and its number issued all the same */
    int discard;          /* 1: all is made, and handed to nobody: to measure */
    banxin_text temporary; /* folder for what is set aside while the run is at work; empty: /tmp, whatever TMPDIR says */
    banxin_language language; /* of the figures' heading */
    banxin_stop* stop;    /* editions under way are finished, nothing is published, and `resume` goes on */
    banxin_on_time on_time; /* times of stages; those of the passes are sums over all threads */
    const banxin_source* pictures; /* as in banxin_document_options */
    size_t picture_count;
} banxin_batch_options;

typedef struct banxin_batch_report {
    size_t struct_size;
    size_t rows, made, failed;
    size_t there;        /* files that an earlier run has made */
    size_t editions;     /* of a print run; made and there then count volumes */
    uint64_t pages, bytes; /* with discard */
    size_t set_twice;    /* editions that were typeset in the second pass again, for there was no room to keep them */
} banxin_batch_report;

/* Checks every edition before the first is made: its faults, names of other editions in its text, copies that do not add up. Then calls
 * on_edition for each, or publishes them in a folder. The callbacks run in threads of the library, one call at a time, rows in no order.
 * The same inputs give the same bytes, whatever the number of threads. `options` and `report` may be NULL. */
BANXIN_API banxin_status banxin_batch(const banxin_engine* engine, const banxin_source* brief, const banxin_source* table,
                                      const banxin_batch_options* options, banxin_diagnostics* diagnostics, banxin_batch_report* report);

/* Whether every edition of a run lies in its folder as it was made; `editions` (may be NULL): how many. */
BANXIN_API banxin_status banxin_batch_verify(banxin_text folder, banxin_diagnostics* diagnostics, size_t* editions);

static inline banxin_batch_options banxin_batch_defaults(void) {
    banxin_batch_options out;
    memset(&out, 0, sizeof out);
    out.struct_size = sizeof out;
    return out;
}

#ifdef __cplusplus
}
#endif

#endif
