/* The header is C99, and everything of it can be used from there: returns the number of pages of a brief. */
#include "banxin.h"

int pages_in_c(const banxin_engine* engine, const char* brief);

int pages_in_c(const banxin_engine* engine, const char* brief) {
    banxin_document* document = NULL;
    banxin_document_info info = {.struct_size = sizeof info};
    const banxin_source source = banxin_from_memory("brief.xml", brief, strlen(brief));
    const banxin_document_options options = banxin_document_defaults();
    const banxin_engine_options others = banxin_engine_defaults();
    int pages = -1;
    if (others.struct_size != sizeof others || banxin_to_file("x").write) return -2;
    if (banxin_document_new(engine, &source, &options, NULL, &document) != BANXIN_OK) return -3;
    if (banxin_document_info_get(document, &info) == BANXIN_OK) pages = (int)info.pages;
    banxin_document_free(document);
    return pages;
}
