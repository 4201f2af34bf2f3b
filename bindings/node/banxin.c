/* The engine in Node, over N-API: the few calls that index.js makes classes of. */
#include "work.h"

static void free_engine(napi_env env, void* engine, void* hint) {
    (void)env;
    (void)hint;
    banxin_engine_free(engine);
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
    options.no_official_layouts = (int)number_in(env, argument[0], "noOfficialLayouts");
    options.fonts_when_needed = (int)number_in(env, argument[0], "fontsWhenNeeded");
    options.layout_files = (int)number_in(env, argument[0], "layoutFiles");
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

static napi_value text_in(napi_env env, banxin_bytes* bytes) {
    napi_value out = NULL;
    if (bytes) napi_create_string_utf8(env, banxin_bytes_data(bytes), banxin_bytes_size(bytes), &out);
    banxin_bytes_free(bytes);
    return out;
}

/* (engine, brief or null, {language}) */
static napi_value fonts_report(napi_env env, napi_callback_info info) {
    napi_value argument[kMost], out = NULL;
    napi_valuetype type = napi_undefined;
    Kept* kept = NULL;
    banxin_diagnostics* list = NULL;
    banxin_bytes* bytes = NULL;
    banxin_source brief = banxin_from_file(NULL);
    banxin_status status = BANXIN_OK;
    banxin_language language = BANXIN_ENGLISH;
    arguments(env, info, argument);
    language = (banxin_language)number_in(env, argument[2], "language");
    napi_typeof(env, argument[1], &type);
    brief = source_of(env, &kept, argument[1]);
    status = banxin_diagnostics_new(language, &list);
    if (status == BANXIN_OK)
        status = banxin_fonts_report(object_of(env, kEngine, argument[0]), type == napi_null ? NULL : &brief, language, list, &bytes);
    out = result_of(env, status, list, text_in(env, bytes));
    banxin_diagnostics_free(list);
    let_go(kept);
    return out;
}

/* (topic, language) */
static napi_value reference(napi_env env, napi_callback_info info) {
    napi_value argument[kMost];
    banxin_bytes* bytes = NULL;
    arguments(env, info, argument);
    banxin_reference((banxin_topic)index_of(env, argument[0]), (banxin_language)index_of(env, argument[1]), &bytes);
    return text_in(env, bytes);
}

static napi_value init(napi_env env, napi_value exports) {
    add_call(env, exports, "version", version);
    add_call(env, exports, "newEngine", new_engine);
    add_call(env, exports, "fontsReport", fonts_report);
    add_call(env, exports, "reference", reference);
    add_work_calls(env, exports);
    add_document_calls(env, exports);
    add_page_calls(env, exports);
    add_batch_calls(env, exports);
    add_register_calls(env, exports);
    return exports;
}

NAPI_MODULE(banxin, init)
