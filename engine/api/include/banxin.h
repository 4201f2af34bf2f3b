/* banxin.h - typesets Chinese work briefs (工作简报) from inside a program: XML in, placed pages and PDF out.
 *
 * An engine holds layouts, the font catalogue and the fonts that were found. A document is one brief on its pages. Both are made once
 * and do not change.
 *
 * Threads    Any number of threads may use one engine and one document at the same time; documents are made in parallel. A
 *            banxin_diagnostics and a banxin_register belong to one thread at a time. The library has no global state but the list of
 *            register files that the process has open; it reads no environment, locale or signal, and prints nothing. The clock is read
 *            where there is a time limit or times are asked for, and nowhere else. Where files have a largest size (RLIMIT_FSIZE), the
 *            caller ignores SIGXFSZ: a file that may not grow is then a fault like a full disk.
 * Ownership  What a function makes is freed by the function of the same name with _free, which takes NULL too. A document keeps its
 *            engine alive. Text and bytes handed out live as long as the object that they came from; nothing that is handed in is kept
 *            after the call.
 * Errors     A function that can fail returns a banxin_status. Anything but BANXIN_OK: nothing was made, *out is NULL, no file was
 *            written, and all objects can be used as before. What is wrong in an input is told in full by the diagnostics, with file,
 *            line and column.
 * Limits     Bound the whole call that has them: the reading of its inputs too, also of a pipe on which nothing comes; those of a batch are
 *            of an edition, see there. Without any, a brief, table, layout or catalogue has at most 64 MiB, a font from a callback
 *            512 MiB: what has more is refused.
 * Text       UTF-8, with its length, never ended by a zero. In the name of a file or folder a zero is a wrong call.
 * Lengths    int64_t, in units of which 36000 make a millimetre and 12700 a point: both are exact.
 * Structs    Begin with struct_size, the size that the caller was compiled with: later versions add fields at the end, and old and new
 *            go together. The functions banxin_..._defaults() and banxin_from_...() set it. A field of 0 means the default.
 */
#ifndef BANXIN_H
#define BANXIN_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define BANXIN_API __attribute__((visibility("default")))
#else
#define BANXIN_API
#endif

/* --- what everything is made of ----------------------------------------------------------------------------------------------- */

typedef struct banxin_text {
    const char* data;
    size_t size; /* bytes */
} banxin_text;

typedef enum banxin_status {
    BANXIN_OK = 0,
    BANXIN_WRONG_CALL = 2,   /* an argument is missing, out of range or at odds with another; the diagnostics name it (BX1901) */
    BANXIN_REFUSED = 3,      /* an input is wrong; the diagnostics say where */
    BANXIN_SOME_FAILED = 4,  /* some editions of a batch failed; the diagnostics list them */
    BANXIN_INTERNAL = 70,    /* a fault of the library */
    BANXIN_TEMPORARY = 75,   /* worth another try: disk full, file busy */
    BANXIN_NO_MEMORY = 80,   /* the system has none left */
    BANXIN_CALLBACK = 81,    /* a read or write callback of yours reported a failure */
    BANXIN_CANCELLED = 82,   /* a progress callback of yours asked to stop, or a banxin_stop did */
    BANXIN_OVER_PAGES = 83,  /* more pages than the limit */
    BANXIN_OVER_MEMORY = 84, /* more memory than the limit */
    BANXIN_OVER_TIME = 85    /* more time than the limit */
} banxin_status;

typedef enum banxin_language { BANXIN_ENGLISH = 0, BANXIN_CHINESE = 1 } banxin_language;

/* What a status means: one sentence, for a log. Never fails. */
BANXIN_API banxin_text banxin_status_text(banxin_status status, banxin_language language);

/* The version of the library, as "0.1.0". */
BANXIN_API banxin_text banxin_version(void);

/* Fills `to` with at most `size` bytes and returns how many; 0 at the end, below 0 for a failure. */
typedef ptrdiff_t (*banxin_read)(void* user, void* to, size_t size);
/* Takes `size` bytes. Returns 0 to go on, anything else for a failure. */
typedef int (*banxin_write)(void* user, const void* bytes, size_t size);

/* Where an input is: in memory (data), behind a callback (read), or else in the file `name`; data and read together are a wrong call. Messages
 * call it by its name. */
typedef struct banxin_source {
    size_t struct_size;
    banxin_text name;
    const void* data;
    size_t data_size;
    banxin_read read; /* called in the thread of the call, until it returns 0 */
    void* user;
} banxin_source;

/* Where an output goes: to a callback (write), which gets it in pieces, to an open descriptor, or else to the file `path`, which appears
 * whole or not at all, and never in place of a register. */
typedef struct banxin_sink {
    size_t struct_size;
    banxin_text path; /* of a descriptor: what messages call it */
    banxin_write write; /* called in the thread of the call */
    void* user;
    int descriptor; /* above 0: of an open file, pipe or socket, which is written to as it is; below 0: a wrong call */
    int fresh;      /* 1: the file `path` must not be there yet */
} banxin_sink;

/* A first and a last number, both included. Does not grow. */
typedef struct banxin_range {
    uint32_t first, last;
} banxin_range;

/* When and by whom, as a register records it: the library asks neither clock nor system. */
typedef struct banxin_stamp {
    size_t struct_size;
    banxin_text at; /* as 2026-03-02T09:30:00+0800, 2026-03-02T09:30 or 2026-03-02; anything else is a wrong call */
    banxin_text who;
} banxin_stamp;

/* Told after each stage of a work that has succeeded: its name, as "typeset", and how long it took. Called in the thread of the call. It
 * cannot fail: the last stage is told when the work is done, with its files published and its number issued. */
typedef void (*banxin_on_time)(void* user, banxin_text stage, double ms);

/* Ends work from outside: from another thread, or from a signal handler. */
typedef struct banxin_stop banxin_stop;
BANXIN_API banxin_status banxin_stop_new(banxin_stop** out);
/* What was begun with it ends soon, as does what is begun later. Safe in a signal handler. */
BANXIN_API void banxin_stop_now(banxin_stop* stop);
/* After the work has ended. */
BANXIN_API void banxin_stop_free(banxin_stop* stop);

/* --- diagnostics: what is wrong, and where -------------------------------------------------------------------------------------- */

/* A list to which calls add. Wherever one is asked for, NULL will do. */
typedef struct banxin_diagnostics banxin_diagnostics;

typedef enum banxin_severity { BANXIN_NOTE = 0, BANXIN_WARNING = 1, BANXIN_ERROR = 2 } banxin_severity;

typedef struct banxin_diagnostic {
    size_t struct_size;
    int severity;            /* banxin_severity */
    int code;                /* as 1112; what it means is fixed for ever */
    int to_confirm;          /* 1: the work was done, but a person must look at something */
    banxin_text code_name;   /* "BX1112" */
    banxin_text file;        /* a source's name; empty: no file */
    uint32_t line, column;   /* from 1, columns in characters; line 0: the file as a whole */
    banxin_text message;     /* in the language of the list */
    banxin_text rendered;    /* "brief.xml:7:11: error[BX1112]: ..." */
    banxin_text json;        /* the same and the message's arguments, as one JSON object */
} banxin_diagnostic;

BANXIN_API banxin_status banxin_diagnostics_new(banxin_language language, banxin_diagnostics** out);
BANXIN_API void banxin_diagnostics_free(banxin_diagnostics* list);
/* How many there are; `errors` (may be NULL): how many of them are errors. After 1000 only errors are kept. */
BANXIN_API size_t banxin_diagnostics_count(const banxin_diagnostics* list, size_t* errors);
/* The one at `index`, in the order found. Its text lives until the list is cleared or freed. */
BANXIN_API banxin_status banxin_diagnostics_get(const banxin_diagnostics* list, size_t index, banxin_diagnostic* out);
BANXIN_API void banxin_diagnostics_clear(banxin_diagnostics* list);

typedef struct banxin_summary {
    size_t struct_size;
    size_t errors, to_confirm;
    size_t dropped; /* found after the list was full, and not kept */
    int exit_code;  /* what a program that did this work ends with: 0 done, 1 to be confirmed, 3 an input is wrong, 4 some editions failed,
                       70 a fault of the library, 75 worth another try */
} banxin_summary;

/* All that the list was told, whether it was kept or not. */
BANXIN_API banxin_status banxin_diagnostics_summary(const banxin_diagnostics* list, banxin_summary* out);

/* --- bytes ------------------------------------------------------------------------------------------------------------------------ */

/* Bytes that the library made. */
typedef struct banxin_bytes banxin_bytes;
BANXIN_API const void* banxin_bytes_data(const banxin_bytes* bytes);
BANXIN_API size_t banxin_bytes_size(const banxin_bytes* bytes);
BANXIN_API void banxin_bytes_free(banxin_bytes* bytes);

/* Bytes of yours, written as the library writes its own. */
BANXIN_API banxin_status banxin_write_to(const banxin_sink* sink, const void* data, size_t size, banxin_diagnostics* diagnostics);

typedef enum banxin_topic {
    BANXIN_BRIEF_REFERENCE = 0, /* Markdown */
    BANXIN_LAYOUT_REFERENCE = 1,
    BANXIN_CODES_REFERENCE = 2,
    BANXIN_BRIEF_SCHEMA = 3, /* RELAX NG, which knows no language */
    BANXIN_LAYOUT_SCHEMA = 4
} banxin_topic;

/* What can be written, and what each diagnostic means, as one text. */
BANXIN_API banxin_status banxin_reference(banxin_topic topic, banxin_language language, banxin_bytes** out);

/* --- engine -------------------------------------------------------------------------------------------------------------------- */

typedef struct banxin_engine banxin_engine;

typedef struct banxin_engine_options {
    size_t struct_size;
    const banxin_source* layouts; /* found by their name without folders and .xml; before the official ones, which the library has */
    size_t layout_count;
    const banxin_text* layout_folders; /* folders with further layouts, which are read when first asked for */
    size_t layout_folder_count;
    const banxin_source* catalogue; /* of roles and faces; NULL: the official one, which the library has */
    const banxin_source* fonts;     /* searched before all folders */
    size_t font_count;
    const banxin_text* font_folders; /* searched with all below them, before the system's: each must be there; mapped while the engine lives */
    size_t font_folder_count;
    int no_system_fonts; /* 1: /usr/share/fonts and /usr/local/share/fonts are not searched */
    int free_fonts;      /* 1: only the free faces of the catalogue */
    banxin_text font_index; /* a file that keeps the names of the fonts found, so that the next engine starts sooner; empty: none */
    int no_official_layouts; /* 1: only what is handed in */
    int fonts_when_needed;   /* 1: fonts are looked for with the first document, and what is wrong with them is told then */
    int layout_files;        /* 1: where a layout is named, the path of a file will do, too (with a '/', or ending in .xml); those that it
                                extends are looked for beside it first */
} banxin_engine_options;

/* Looks for fonts and checks the layouts that were handed in. `options` may be NULL. */
BANXIN_API banxin_status banxin_engine_new(const banxin_engine_options* options, banxin_diagnostics* diagnostics, banxin_engine** out);
/* Documents that were made go on living. */
BANXIN_API void banxin_engine_free(banxin_engine* engine);

/* Who plays each role and why, and what it lacks of a brief's characters, or of GB2312 where `brief` is NULL: text for people. Comes also
 * with BANXIN_REFUSED, where a role has no face. */
BANXIN_API banxin_status banxin_fonts_report(const banxin_engine* engine, const banxin_source* brief, banxin_language language,
                                             banxin_diagnostics* diagnostics, banxin_bytes** out);

/* --- documents ----------------------------------------------------------------------------------------------------------------- */

typedef struct banxin_document banxin_document;

typedef enum banxin_stage {
    BANXIN_READ = 0,     /* brief and layout, of a batch brief and table: told while they are read */
    BANXIN_SET = 1,      /* paragraphs to lines: done and all count paragraphs */
    BANXIN_PAGINATE = 2, /* lines to pages: done counts pages, all is 0 */
    BANXIN_PDF = 3,      /* done and all count bytes handed to the sink */
    BANXIN_CHECK = 4,    /* of a batch, first pass: done and all count editions */
    BANXIN_MAKE = 5      /* of a batch, second pass */
} banxin_stage;

typedef struct banxin_progress {
    size_t struct_size;
    int stage; /* banxin_stage */
    uint64_t done, all;
} banxin_progress;

/* Returns 0 to go on, anything else to cancel. Called often: some hundred times a page. */
typedef int (*banxin_on_progress)(void* user, const banxin_progress* progress);

/* Where a number comes from that the brief leaves open (number="auto"). */
typedef struct banxin_numbering {
    size_t struct_size;
    banxin_text registry; /* the file */
    banxin_text series;
    banxin_text replaces; /* key of the issue that this one replaces; empty: none */
    banxin_text reprints; /* of a run: key of the issue that is made again under its number, or a part of it by `only`; empty: none.
                             Not with replaces */
    const banxin_stamp* stamp; /* NULL only where nothing is taken or published: else a wrong call */
} banxin_numbering;

/* A number of a register, see banxin_register.h. Returns 0 to go on, anything else to stop: a call of a register is then BANXIN_CANCELLED, a
 * batch BANXIN_CALLBACK. */
typedef struct banxin_issue banxin_issue;
typedef int (*banxin_on_issue)(void* user, const banxin_issue* issue);

typedef struct banxin_document_options {
    size_t struct_size;
    banxin_text layout;   /* the layout's name; empty: that of the brief */
    int grid;             /* 1: rows and cells are drawn under the text, for proofs */
    uint32_t max_pages;   /* 0: no limit */
    uint64_t max_memory;  /* bytes that the document holds while it is made, about; 0: no limit */
    uint32_t max_time_ms; /* 0: no limit */
    banxin_on_progress on_progress;
    void* user;
    uint32_t issue_number; /* in place of number="auto" (of a supplement: supplement="auto"); 0: the brief has its own */
    uint32_t issue_total;  /* in place of total="auto" */
    const banxin_range* copies;         /* numbered copies (份号), each with pages of its own, in ascending order; 0: one document */
    size_t copy_count;
    const banxin_numbering* numbering; /* the number that comes next in a register; banxin_build takes it; not with issue_number, issue_total */
    banxin_stop* stop;        /* ends the work from outside; NULL: nothing does */
    banxin_on_time on_time;   /* NULL: nobody asks */
    const banxin_source* pictures; /* by the names that briefs call them; each is in memory, behind a callback, or in the file `name`. Others are
                                      looked for beside the brief, if that is a file; a brief in memory has no others */
    size_t picture_count;
} banxin_document_options;

/* Typesets a brief. `options` may be NULL. Faults of brief and layout come in one call. */
BANXIN_API banxin_status banxin_document_new(const banxin_engine* engine, const banxin_source* brief,
                                             const banxin_document_options* options, banxin_diagnostics* diagnostics,
                                             banxin_document** out);
BANXIN_API void banxin_document_free(banxin_document* document);

/* The PDF to a file or callback. The same brief, layout and fonts give the same bytes. `options`: progress, stop, memory and time of
 * this call; may be NULL. */
BANXIN_API banxin_status banxin_document_write(const banxin_document* document, const banxin_sink* sink,
                                               const banxin_document_options* options, banxin_diagnostics* diagnostics);

/* The PDF in memory. */
BANXIN_API banxin_status banxin_document_pdf(const banxin_document* document, banxin_diagnostics* diagnostics, banxin_bytes** out);
/* The placed pages as text, for comparing. */
BANXIN_API banxin_status banxin_document_dump(const banxin_document* document, banxin_bytes** out);

typedef struct banxin_outputs {
    size_t struct_size;
    const banxin_sink* pdf;  /* NULL: the brief is only checked; a number is then looked up and not taken */
    const banxin_sink* dump; /* the placed pages as text, in another file; may be NULL */
} banxin_outputs;

/* A brief to files in one step: both or neither. With options.numbering the PDF is a file that is not there yet, and its number is taken,
 * put on record, published and issued; whatever happens in between, the register stays right, and banxin_register_recover settles what a
 * crash has left. `out` may be NULL. */
BANXIN_API banxin_status banxin_build(const banxin_engine* engine, const banxin_source* brief, const banxin_document_options* options,
                                      const banxin_outputs* outputs, banxin_diagnostics* diagnostics, banxin_document** out);

/* --- placed pages, for previews -------------------------------------------------------------------------------------------------- */

/* The version of the data below. A higher one adds kinds of items; what there is keeps its meaning. */
#define BANXIN_PAGES_VERSION 2 /* 2: pictures */

typedef struct banxin_document_info {
    size_t struct_size;
    int pages_version; /* of the library */
    size_t pages, faces;
    uint64_t lines, adjusted;       /* lines in all; those that were squeezed or stretched */
    uint64_t hanzi, hanzi_in_cell;  /* on the grid; those in their cell */
    banxin_text title, date, layout; /* the date as 2026-03-02 */
    int bound_right;                /* 1: pages follow one another from right to left */
    banxin_text key, number;        /* of the issue, where a register gave the number: "2026-3", and as its series writes it */
} banxin_document_info;

/* Origin at the paper's upper left corner, x to the right, y downwards. */
typedef struct banxin_rect {
    int64_t x, y, width, height;
} banxin_rect;

typedef struct banxin_page {
    size_t struct_size;
    int64_t width, height; /* of the paper */
    banxin_rect trim, text_block;
    banxin_text label; /* the page's number as printed */
    size_t items;
} banxin_page;

typedef enum banxin_item_kind { BANXIN_GLYPHS = 0, BANXIN_RULE = 1, BANXIN_PATH = 2, BANXIN_PICTURE = 3 } banxin_item_kind;
typedef enum banxin_orientation {
    BANXIN_LEVEL = 0,   /* upright, each to the right of the one before */
    BANXIN_UPRIGHT = 1, /* upright, each below the one before */
    BANXIN_TURNED = 2,  /* a quarter clockwise about the origin */
    BANXIN_ACROSS = 3   /* level, in one cell of a column */
} banxin_orientation;

typedef struct banxin_item {
    size_t struct_size;
    int kind;                     /* banxin_item_kind */
    double cyan, magenta, yellow, black; /* ink, 0 to 1 */
    banxin_text text;             /* glyphs: what they stand for; a picture: what it shows, in words */
    size_t face;                  /* glyphs: see banxin_document_face */
    size_t glyphs;                /* how many; a path: how many strokes */
    int64_t x, y;                 /* glyphs: where the first begins, on the baseline; a path: where it begins */
    int64_t size;                 /* glyphs: of the em as drawn */
    int orientation;              /* banxin_orientation */
    int stretch;                  /* glyphs: width as drawn, in 1/1000 of their own */
    int right_to_left;
    banxin_rect box;              /* a rule: the bar; a picture: where it stands, see banxin_document_picture */
    int64_t thickness;            /* a path: of the pen; 0: filled */
    int closed;                   /* a path */
    banxin_text file;             /* where it comes from: brief or layout */
    uint32_t line, column;
} banxin_item;

/* These two do not grow: arrays of them are handed over. */
typedef struct banxin_glyph {
    uint32_t id;      /* in the font file */
    uint32_t cluster; /* byte in the item's text of the first character that it stands for */
    int64_t x, y;     /* from the item's x and y */
    int64_t advance;  /* to where the next begins, the way they follow */
} banxin_glyph;

typedef struct banxin_stroke {
    int curved; /* 1: a Bezier curve with two control points */
    int64_t x, y;
    int64_t first_x, first_y, second_x, second_y;
} banxin_stroke;

typedef struct banxin_picture {
    size_t struct_size;
    int jpeg;               /* 1: `data` is a JPEG file; 0: rows of samples of 8 bits, from above, in zlib format (RFC 1950) */
    uint32_t columns, rows; /* pixels, as they lie in `data` */
    int components;         /* 1 grey, 3 RGB, 4 CMYK */
    int inverted;           /* CMYK with 0 for full ink */
    int turn;               /* how to turn it into its box, 1 to 8, as Exif counts (tag 0x0112); 1: not at all */
    const void* data;       /* the document's */
    size_t data_size;
} banxin_picture;

typedef struct banxin_face {
    size_t struct_size;
    banxin_text role;            /* 仿宋 ... */
    banxin_text postscript_name;
    banxin_text path;            /* of the font file, or the name of the source */
    uint32_t index;              /* in a collection */
} banxin_face;

BANXIN_API banxin_status banxin_document_info_get(const banxin_document* document, banxin_document_info* out);
BANXIN_API banxin_status banxin_document_page(const banxin_document* document, size_t page, banxin_page* out);
BANXIN_API banxin_status banxin_document_item(const banxin_document* document, size_t page, size_t item, banxin_item* out);
/* Copies at most `capacity` of an item's glyphs or strokes; `count` (may be NULL): how many were copied. */
BANXIN_API banxin_status banxin_document_glyphs(const banxin_document* document, size_t page, size_t item, banxin_glyph* out,
                                                size_t capacity, size_t* count);
BANXIN_API banxin_status banxin_document_strokes(const banxin_document* document, size_t page, size_t item, banxin_stroke* out,
                                                 size_t capacity, size_t* count);
BANXIN_API banxin_status banxin_document_picture(const banxin_document* document, size_t page, size_t item, banxin_picture* out);
BANXIN_API banxin_status banxin_document_face(const banxin_document* document, size_t face, banxin_face* out);

/* --- small helpers, compiled into the caller -------------------------------------------------------------------------------------- */

static inline banxin_text banxin_str(const char* zero_ended) {
    banxin_text out;
    out.data = zero_ended;
    out.size = zero_ended ? strlen(zero_ended) : 0;
    return out;
}

static inline banxin_source banxin_from_file(const char* path) {
    banxin_source out;
    memset(&out, 0, sizeof out);
    out.struct_size = sizeof out;
    out.name = banxin_str(path);
    return out;
}

static inline banxin_source banxin_from_memory(const char* name, const void* data, size_t size) {
    banxin_source out = banxin_from_file(name);
    out.data = data ? data : "";
    out.data_size = size;
    return out;
}

static inline banxin_source banxin_from_callback(const char* name, banxin_read read, void* user) {
    banxin_source out = banxin_from_file(name);
    if (!read) memset(&out.name, 0, sizeof out.name); /* a wrong call, and not the file of that name */
    out.read = read;
    out.user = user;
    return out;
}

static inline banxin_sink banxin_to_file(const char* path) {
    banxin_sink out;
    memset(&out, 0, sizeof out);
    out.struct_size = sizeof out;
    out.path = banxin_str(path);
    return out;
}

static inline banxin_sink banxin_to_callback(banxin_write write, void* user) {
    banxin_sink out = banxin_to_file("");
    out.write = write;
    out.user = user;
    return out;
}

static inline banxin_engine_options banxin_engine_defaults(void) {
    banxin_engine_options out;
    memset(&out, 0, sizeof out);
    out.struct_size = sizeof out;
    return out;
}

static inline banxin_sink banxin_to_descriptor(int descriptor, const char* name) {
    banxin_sink out = banxin_to_file(name);
    out.descriptor = descriptor > 0 ? descriptor : -1; /* a wrong call, and not a file of that name */
    return out;
}

static inline banxin_document_options banxin_document_defaults(void) {
    banxin_document_options out;
    memset(&out, 0, sizeof out);
    out.struct_size = sizeof out;
    return out;
}

#ifdef __cplusplus
}
#endif

#include "banxin_batch.h"
#include "banxin_register.h"

#endif
