/* Placed pages in Node. */
#include <stdlib.h>

#include "values.h"

static napi_value info_of(napi_env env, napi_callback_info info) {
    napi_value argument[kMost], out = NULL;
    banxin_document_info data = {.struct_size = sizeof data};
    arguments(env, info, argument);
    if (banxin_document_info_get(object_of(env, kDocument, argument[0]), &data) != BANXIN_OK || napi_create_object(env, &out) != napi_ok)
        return null_of(env);
    set_number(env, out, "pages", (double)data.pages);
    set_number(env, out, "lines", (double)data.lines);
    set_number(env, out, "adjusted", (double)data.adjusted);
    set_number(env, out, "hanzi", (double)data.hanzi);
    set_number(env, out, "hanziInCell", (double)data.hanzi_in_cell);
    set_text(env, out, "title", data.title);
    set_text(env, out, "date", data.date);
    set_text(env, out, "layout", data.layout);
    set_text(env, out, "key", data.key);
    set_text(env, out, "number", data.number);
    set_number(env, out, "faces", (double)data.faces);
    set_number(env, out, "boundRight", data.bound_right);
    return out;
}

/* (document, page) */
static napi_value page_of(napi_env env, napi_callback_info info) {
    napi_value argument[kMost], out = NULL;
    banxin_page page = {.struct_size = sizeof page};
    arguments(env, info, argument);
    if (banxin_document_page(object_of(env, kDocument, argument[0]), index_of(env, argument[1]), &page) != BANXIN_OK ||
        napi_create_object(env, &out) != napi_ok)
        return null_of(env);
    set_number(env, out, "width", (double)page.width);
    set_number(env, out, "height", (double)page.height);
    set_rect(env, out, "trim", page.trim);
    set_rect(env, out, "textBlock", page.text_block);
    set_text(env, out, "label", page.label);
    set_number(env, out, "items", (double)page.items);
    return out;
}

/* `data`: a JPEG file, or rows of samples in zlib format. */
static void set_picture(napi_env env, napi_value to, const banxin_document* document, size_t page, size_t item) {
    banxin_picture picture = {.struct_size = sizeof picture};
    napi_value data = NULL;
    if (banxin_document_picture(document, page, item, &picture) != BANXIN_OK) return;
    set_number(env, to, "jpeg", picture.jpeg);
    set_number(env, to, "columns", picture.columns);
    set_number(env, to, "rows", picture.rows);
    set_number(env, to, "components", picture.components);
    set_number(env, to, "inverted", picture.inverted);
    set_number(env, to, "turn", picture.turn);
    if (napi_create_buffer_copy(env, picture.data_size, picture.data, NULL, &data) == napi_ok) napi_set_named_property(env, to, "data", data);
}

/* (document, page, item) */
static napi_value item_of(napi_env env, napi_callback_info info) {
    napi_value argument[kMost], out = NULL, list = NULL;
    banxin_item item = {.struct_size = sizeof item};
    const banxin_document* document = NULL;
    size_t page = 0, number = 0;
    arguments(env, info, argument);
    document = object_of(env, kDocument, argument[0]);
    page = index_of(env, argument[1]);
    number = index_of(env, argument[2]);
    if (banxin_document_item(document, page, number, &item) != BANXIN_OK || napi_create_object(env, &out) != napi_ok) return null_of(env);
    set_number(env, out, "kind", item.kind);
    set_number(env, out, "cyan", item.cyan);
    set_number(env, out, "magenta", item.magenta);
    set_number(env, out, "yellow", item.yellow);
    set_number(env, out, "black", item.black);
    set_text(env, out, "file", item.file);
    set_number(env, out, "line", item.line);
    set_number(env, out, "column", item.column);
    if (item.kind == BANXIN_RULE || item.kind == BANXIN_PICTURE) set_rect(env, out, "box", item.box);
    if (item.kind == BANXIN_PICTURE) set_text(env, out, "text", item.text);
    if (item.kind == BANXIN_PICTURE) set_picture(env, out, document, page, number);
    if (item.kind == BANXIN_RULE || item.kind == BANXIN_PICTURE) return out;
    set_number(env, out, "x", (double)item.x);
    set_number(env, out, "y", (double)item.y);
    napi_create_array_with_length(env, item.glyphs, &list);
    if (item.kind == BANXIN_GLYPHS) {
        banxin_glyph* glyphs = calloc(item.glyphs + 1, sizeof *glyphs);
        size_t count = 0;
        if (glyphs) banxin_document_glyphs(document, page, number, glyphs, item.glyphs, &count);
        for (size_t i = 0; i < count; ++i) {
            napi_value glyph = NULL;
            napi_create_object(env, &glyph);
            set_number(env, glyph, "id", glyphs[i].id);
            set_number(env, glyph, "cluster", glyphs[i].cluster);
            set_number(env, glyph, "x", (double)glyphs[i].x);
            set_number(env, glyph, "y", (double)glyphs[i].y);
            set_number(env, glyph, "advance", (double)glyphs[i].advance);
            napi_set_element(env, list, (uint32_t)i, glyph);
        }
        free(glyphs);
        set_text(env, out, "text", item.text);
        set_number(env, out, "face", (double)item.face);
        set_number(env, out, "size", (double)item.size);
        set_number(env, out, "orientation", item.orientation);
        set_number(env, out, "stretch", item.stretch);
        set_number(env, out, "rightToLeft", item.right_to_left);
        napi_set_named_property(env, out, "glyphs", list);
        return out;
    }
    {
        banxin_stroke* strokes = calloc(item.glyphs + 1, sizeof *strokes);
        size_t count = 0;
        if (strokes) banxin_document_strokes(document, page, number, strokes, item.glyphs, &count);
        for (size_t i = 0; i < count; ++i) {
            napi_value stroke = NULL;
            napi_create_object(env, &stroke);
            set_number(env, stroke, "curved", strokes[i].curved);
            set_number(env, stroke, "x", (double)strokes[i].x);
            set_number(env, stroke, "y", (double)strokes[i].y);
            set_number(env, stroke, "firstX", (double)strokes[i].first_x);
            set_number(env, stroke, "firstY", (double)strokes[i].first_y);
            set_number(env, stroke, "secondX", (double)strokes[i].second_x);
            set_number(env, stroke, "secondY", (double)strokes[i].second_y);
            napi_set_element(env, list, (uint32_t)i, stroke);
        }
        free(strokes);
    }
    set_number(env, out, "thickness", (double)item.thickness);
    set_number(env, out, "closed", item.closed);
    napi_set_named_property(env, out, "strokes", list);
    return out;
}

/* (document, face) */
static napi_value face_of(napi_env env, napi_callback_info info) {
    napi_value argument[kMost], out = NULL;
    banxin_face face = {.struct_size = sizeof face};
    arguments(env, info, argument);
    if (banxin_document_face(object_of(env, kDocument, argument[0]), index_of(env, argument[1]), &face) != BANXIN_OK ||
        napi_create_object(env, &out) != napi_ok)
        return null_of(env);
    set_text(env, out, "role", face.role);
    set_text(env, out, "postscriptName", face.postscript_name);
    set_text(env, out, "path", face.path);
    set_number(env, out, "index", face.index);
    return out;
}

void add_page_calls(napi_env env, napi_value exports) {
    add_call(env, exports, "info", info_of);
    add_call(env, exports, "page", page_of);
    add_call(env, exports, "item", item_of);
    add_call(env, exports, "face", face_of);
}
