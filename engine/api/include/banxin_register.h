/* banxin_register.h - numbers that are given once; a part of banxin.h, which includes it and says what holds for threads, ownership, errors,
 * text and structs. */
#ifndef BANXIN_REGISTER_H
#define BANXIN_REGISTER_H

#include "banxin.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A file that any number of processes on one machine may use at a time. Text that is handed out lives until the next call with it. */
typedef struct banxin_register banxin_register;

typedef enum banxin_register_use {
    BANXIN_REGISTER_WRITE = 0,
    BANXIN_REGISTER_READ = 1 /* also where nothing may be written */
} banxin_register_use;

typedef struct banxin_series {
    size_t struct_size;
    banxin_text name;
    banxin_text pattern; /* how a number is written: {year} {number} {total} and text */
    int running;         /* 0: from 1 each year, with a running total beside it; 1: on and on */
    int supplement;      /* 1: numbers of supplements (增刊) */
    banxin_text last;    /* key of the last number that was given before the register was begun: "2025-14", "30"; empty: none */
    uint32_t last_total; /* the running total that went with it; 0: none */
} banxin_series;

typedef enum banxin_issue_state { BANXIN_RESERVED = 0, BANXIN_ISSUED = 1, BANXIN_REPLACED = 2, BANXIN_VOID = 3 } banxin_issue_state;

/* A recipient; with copies it has the copy numbers (份号) first, first + 1, ... These three do not grow: arrays of them are handed over. */
typedef struct banxin_share {
    banxin_text recipient;
    uint32_t copies, first;
} banxin_share;

/* A file by its content. Handed in without a hash, it is read. */
typedef struct banxin_file {
    banxin_text role; /* brief, table, layout, font, manifest, pdf; anything else is a wrong call */
    banxin_text path, sha256; /* the hash as 64 digits from 0 to f */
} banxin_file;

typedef enum banxin_event_kind {
    BANXIN_EVENT_RESERVED = 0,
    BANXIN_EVENT_PREPARED = 1, /* about to be published */
    BANXIN_EVENT_RELEASED = 2, /* not published, and free for another try */
    BANXIN_EVENT_ISSUED = 3,
    BANXIN_EVENT_VOID = 4,
    BANXIN_EVENT_REPLACED = 5,
    BANXIN_EVENT_REPRINTED = 6,
    BANXIN_EVENT_COPIES = 7 /* copy numbers were given out */
} banxin_event_kind;

typedef struct banxin_event {
    int kind; /* banxin_event_kind */
    banxin_text at, who, note, title;
    uint32_t copies;
    const banxin_share* shares;
    size_t share_count;
    const banxin_file* files;
    size_t file_count;
} banxin_event;

struct banxin_issue {
    size_t struct_size;
    uint32_t year, number, total; /* total 0: the series has none */
    int state;                    /* banxin_issue_state; of a number that was only looked up: BANXIN_RESERVED */
    banxin_text key;              /* "2026-3", in a running series "3" */
    banxin_text text;             /* as the series writes it */
    banxin_text title;            /* of what was issued */
    uint64_t copies;              /* printed, reprints included */
    banxin_text series;
    banxin_text replaces, replaced_by; /* keys; empty: none */
    const banxin_event* events;        /* all that happened to it, oldest first */
    size_t event_count;
};

typedef struct banxin_publication {
    size_t struct_size;
    banxin_text title;
    uint32_t copies;
    banxin_text path, sha256; /* of the PDF; may be empty */
    const banxin_share* shares; /* `first` is not looked at: numbers follow one another */
    size_t share_count;
    const banxin_file* files; /* besides the PDF */
    size_t file_count;
} banxin_publication;

/* Returns 0 to go on, anything else to stop: the call is then BANXIN_CANCELLED. */
typedef int (*banxin_on_series)(void* user, const banxin_series* series);

/* A new file, where there must be none. */
BANXIN_API banxin_status banxin_register_create(banxin_text path, banxin_diagnostics* diagnostics);
BANXIN_API banxin_status banxin_register_open(banxin_text path, banxin_register_use use, banxin_diagnostics* diagnostics,
                                              banxin_register** out);
BANXIN_API void banxin_register_free(banxin_register* registry);
BANXIN_API banxin_status banxin_register_add_series(banxin_register* registry, const banxin_series* series, const banxin_stamp* stamp,
                                                    banxin_diagnostics* diagnostics);
/* All series. */
BANXIN_API banxin_status banxin_register_series(banxin_register* registry, banxin_on_series on_series, void* user,
                                                banxin_diagnostics* diagnostics);
/* The number that would come next; nothing is taken. */
BANXIN_API banxin_status banxin_register_next(banxin_register* registry, banxin_text series, uint32_t year,
                                              banxin_diagnostics* diagnostics, banxin_issue* out);
/* Takes it. */
BANXIN_API banxin_status banxin_register_reserve(banxin_register* registry, banxin_text series, uint32_t year, const banxin_stamp* stamp,
                                                 banxin_diagnostics* diagnostics, banxin_issue* out);
/* Takes it for an issue that replaces the one at `key`. */
BANXIN_API banxin_status banxin_register_reissue(banxin_register* registry, banxin_text series, banxin_text key, uint32_t year,
                                                 const banxin_stamp* stamp, banxin_diagnostics* diagnostics, banxin_issue* out);
/* A reserved number was published, or will not be, for a reason. */
BANXIN_API banxin_status banxin_register_issue(banxin_register* registry, banxin_text series, banxin_text key,
                                               const banxin_publication* publication, const banxin_stamp* stamp,
                                               banxin_diagnostics* diagnostics);
BANXIN_API banxin_status banxin_register_void(banxin_register* registry, banxin_text series, banxin_text key, banxin_text reason,
                                              const banxin_stamp* stamp, banxin_diagnostics* diagnostics);
/* What was issued was printed again: publication.copies, and its shares; without copies there is a reason. */
BANXIN_API banxin_status banxin_register_reprint(banxin_register* registry, banxin_text series, banxin_text key,
                                                 const banxin_publication* publication, banxin_text reason, const banxin_stamp* stamp,
                                                 banxin_diagnostics* diagnostics);
/* Gives out the next free copy numbers (份号) of what was printed. */
BANXIN_API banxin_status banxin_register_give_out(banxin_register* registry, banxin_text series, banxin_text key, const banxin_share* shares,
                                                  size_t share_count, const banxin_stamp* stamp, banxin_diagnostics* diagnostics);
BANXIN_API banxin_status banxin_register_find(banxin_register* registry, banxin_text series, banxin_text key,
                                              banxin_diagnostics* diagnostics, banxin_issue* out);
/* Every number of a series, or of all where `series` is empty, in the order in which they were given. */
BANXIN_API banxin_status banxin_register_list(banxin_register* registry, banxin_text series, banxin_on_issue on_issue, void* user,
                                              banxin_diagnostics* diagnostics);

typedef enum banxin_register_form {
    BANXIN_FORM_SERIES = 0, /* a line a series */
    BANXIN_FORM_LIST = 1,   /* a line a number */
    BANXIN_FORM_PAGE = 2,   /* all that happened to a number */
    BANXIN_FORM_CSV = 3     /* a row a number, for spreadsheets */
} banxin_register_form;

/* The register as people read it: of a series, or of all where it is empty; of the number at `key`, or of all where it is empty. */
BANXIN_API banxin_status banxin_register_text(banxin_register* registry, banxin_register_form form, banxin_text series, banxin_text key,
                                              banxin_language language, banxin_diagnostics* diagnostics, banxin_bytes** out);
/* The register itself, and every recorded file by its hash; `files` (may be NULL): how many were compared. */
BANXIN_API banxin_status banxin_register_verify(banxin_register* registry, banxin_diagnostics* diagnostics, size_t* files);
/* A copy of the file, also while others write. */
BANXIN_API banxin_status banxin_register_backup(banxin_register* registry, banxin_text path, banxin_diagnostics* diagnostics);
/* After a crash: settles numbers whose document was under way, and calls on_issue (may be NULL) for each that it has settled. While
 * documents are made with the register, it is BANXIN_TEMPORARY. `series`, `key` and `reason` decide about one number where nothing else
 * can; they may be empty. */
BANXIN_API banxin_status banxin_register_recover(banxin_register* registry, banxin_text series, banxin_text key, banxin_text reason,
                                                 const banxin_stamp* stamp, banxin_on_issue on_issue, void* user,
                                                 banxin_diagnostics* diagnostics);

#ifdef __cplusplus
}
#endif

#endif
