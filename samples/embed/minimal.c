/* minimal BRIEF PDF [FONTS]: a brief to a PDF, from C. FONTS: a folder of fonts beside those of the system. */
#include <banxin.h>
#include <stdio.h>

int main(int argc, char** argv) {
    if (argc < 3) return 2;

    const banxin_text fonts = banxin_str(argc > 3 ? argv[3] : "");
    banxin_engine_options options = banxin_engine_defaults();
    options.font_folders = &fonts;
    options.font_folder_count = argc > 3 ? 1 : 0;

    banxin_diagnostics* found = NULL;
    banxin_engine* engine = NULL;
    banxin_document* document = NULL;
    const banxin_source brief = banxin_from_file(argv[1]);
    const banxin_sink pdf = banxin_to_file(argv[2]);

    banxin_status status = banxin_diagnostics_new(BANXIN_ENGLISH, &found);
    if (status == BANXIN_OK) status = banxin_engine_new(&options, found, &engine);
    if (status == BANXIN_OK) status = banxin_document_new(engine, &brief, NULL, found, &document);
    if (status == BANXIN_OK) status = banxin_document_write(document, &pdf, NULL, found);

    for (size_t i = 0; i < banxin_diagnostics_count(found, NULL); ++i) {
        banxin_diagnostic d = {.struct_size = sizeof d};
        if (banxin_diagnostics_get(found, i, &d) == BANXIN_OK) fprintf(stderr, "%.*s\n", (int)d.rendered.size, d.rendered.data);
    }
    banxin_document_free(document);
    banxin_engine_free(engine);
    banxin_diagnostics_free(found);
    return status;
}
