/* client BRIEF PDF FONTS INDEX: what `banxin build` does, by another program over banxin.h. FONTS: a folder; INDEX: a file that keeps what fonts
 * were found. */
#include <banxin.h>
#include <stdio.h>

int main(int argc, char** argv) {
    if (argc != 5) return 2;
    const banxin_text fonts = banxin_str(argv[3]);
    banxin_engine_options options = banxin_engine_defaults();
    options.font_folders = &fonts;
    options.font_folder_count = 1;
    options.free_fonts = 1;
    options.font_index = banxin_str(argv[4]);

    banxin_engine* engine = NULL;
    banxin_diagnostics* found = NULL;
    const banxin_source brief = banxin_from_file(argv[1]);
    const banxin_sink pdf = banxin_to_file(argv[2]);
    const banxin_outputs outputs = {sizeof outputs, &pdf, NULL};
    banxin_status status = banxin_diagnostics_new(BANXIN_ENGLISH, &found);
    if (status == BANXIN_OK) status = banxin_engine_new(&options, found, &engine);
    if (status == BANXIN_OK) status = banxin_build(engine, &brief, NULL, &outputs, found, NULL);
    for (size_t i = 0; i < banxin_diagnostics_count(found, NULL); ++i) {
        banxin_diagnostic d = {.struct_size = sizeof d};
        if (banxin_diagnostics_get(found, i, &d) == BANXIN_OK) fprintf(stderr, "%.*s\n", (int)d.rendered.size, d.rendered.data);
    }
    banxin_engine_free(engine);
    banxin_diagnostics_free(found);
    return (int)status;
}
