/* Values from JavaScript to C and back: what the calls of the module are made of. */
#ifndef BANXIN_NODE_VALUES_H
#define BANXIN_NODE_VALUES_H

#include <banxin.h>
#include <node_api.h>

enum { kMost = 8 }; /* arguments of a call */

/* Memory that lives until the call is over. */
typedef struct Kept {
    struct Kept* next;
} Kept;

napi_value null_of(napi_env env);
napi_value member(napi_env env, napi_value object, const char* name);
double number_in(napi_env env, napi_value object, const char* name);
void* keep(Kept** all, size_t size);
void let_go(Kept* all);
banxin_text text_of(napi_env env, Kept** kept, napi_value value);
banxin_source source_of(napi_env env, Kept** kept, napi_value value);
size_t length_of(napi_env env, napi_value array);
const banxin_source* sources_of(napi_env env, Kept** kept, napi_value array, size_t* count);
const banxin_text* texts_of(napi_env env, Kept** kept, napi_value array, size_t* count);
/* {register, series, replaces, reprints, stamp}; NULL: there is none. */
const banxin_numbering* numbering_of(napi_env env, Kept** kept, napi_value from);
void set_text(napi_env env, napi_value object, const char* name, banxin_text text);
void set_number(napi_env env, napi_value object, const char* name, double number);
void set_rect(napi_env env, napi_value object, const char* name, banxin_rect rect);
napi_value diagnostics_in(napi_env env, const banxin_diagnostics* list);
napi_value result_of(napi_env env, banxin_status status, const banxin_diagnostics* list, napi_value made);
/* What a handle holds: one of another kind is taken for none. */
typedef enum Kind { kEngine, kDocument, kRegister, kStop } Kind;
napi_value handle_of(napi_env env, Kind kind, void* object, napi_finalize finalize);
void arguments(napi_env env, napi_callback_info info, napi_value* out);
void* object_of(napi_env env, Kind kind, napi_value handle);
size_t index_of(napi_env env, napi_value value);

/* The calls of each file. */
void add_document_calls(napi_env env, napi_value exports);
void add_page_calls(napi_env env, napi_value exports);
void add_batch_calls(napi_env env, napi_value exports);
void add_register_calls(napi_env env, napi_value exports);
void add_call(napi_env env, napi_value exports, const char* name, napi_callback call);

#endif
