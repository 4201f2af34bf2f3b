"""The library, found by the system's linker or in $BANXIN_LIBRARY, and the types of its functions."""
import ctypes as c
import os

from ._structs import ON_ISSUE, ON_SERIES, Text

library = c.CDLL(os.environ.get("BANXIN_LIBRARY", "libbanxin.so.0"))
for _name, _result, *_arguments in (
        ("status_text", Text, c.c_int, c.c_int), ("version", Text),
        ("diagnostics_new", c.c_int, c.c_int, c.c_void_p), ("diagnostics_free", None, c.c_void_p),
        ("diagnostics_count", c.c_size_t, c.c_void_p, c.c_void_p),
        ("diagnostics_get", c.c_int, c.c_void_p, c.c_size_t, c.c_void_p), ("diagnostics_summary", c.c_int, c.c_void_p, c.c_void_p),
        ("stop_new", c.c_int, c.c_void_p), ("stop_now", None, c.c_void_p), ("stop_free", None, c.c_void_p),
        ("write_to", c.c_int, c.c_void_p, c.c_char_p, c.c_size_t, c.c_void_p), ("reference", c.c_int, c.c_int, c.c_int, c.c_void_p),
        ("fonts_report", c.c_int, c.c_void_p, c.c_void_p, c.c_int, c.c_void_p, c.c_void_p),
        ("engine_new", c.c_int, c.c_void_p, c.c_void_p, c.c_void_p), ("engine_free", None, c.c_void_p),
        ("document_new", c.c_int, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p), ("document_free", None, c.c_void_p),
        ("batch", c.c_int, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p),
        ("document_write", c.c_int, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p),
        ("document_dump", c.c_int, c.c_void_p, c.c_void_p),
        ("document_info_get", c.c_int, c.c_void_p, c.c_void_p), ("document_page", c.c_int, c.c_void_p, c.c_size_t, c.c_void_p),
        ("document_item", c.c_int, c.c_void_p, c.c_size_t, c.c_size_t, c.c_void_p),
        ("document_glyphs", c.c_int, c.c_void_p, c.c_size_t, c.c_size_t, c.c_void_p, c.c_size_t, c.c_void_p),
        ("document_strokes", c.c_int, c.c_void_p, c.c_size_t, c.c_size_t, c.c_void_p, c.c_size_t, c.c_void_p),
        ("document_face", c.c_int, c.c_void_p, c.c_size_t, c.c_void_p),
        ("build", c.c_int, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p),
        ("batch_verify", c.c_int, Text, c.c_void_p, c.c_void_p),
        ("bytes_data", c.c_void_p, c.c_void_p), ("bytes_size", c.c_size_t, c.c_void_p), ("bytes_free", None, c.c_void_p),
        ("register_create", c.c_int, Text, c.c_void_p), ("register_open", c.c_int, Text, c.c_int, c.c_void_p, c.c_void_p),
        ("register_free", None, c.c_void_p), ("register_add_series", c.c_int, *[c.c_void_p] * 4),
        ("register_series", c.c_int, c.c_void_p, ON_SERIES, c.c_void_p, c.c_void_p),
        ("register_next", c.c_int, c.c_void_p, Text, c.c_uint32, c.c_void_p, c.c_void_p),
        ("register_reserve", c.c_int, c.c_void_p, Text, c.c_uint32, c.c_void_p, c.c_void_p, c.c_void_p),
        ("register_reissue", c.c_int, c.c_void_p, Text, Text, c.c_uint32, c.c_void_p, c.c_void_p, c.c_void_p),
        ("register_issue", c.c_int, c.c_void_p, Text, Text, c.c_void_p, c.c_void_p, c.c_void_p),
        ("register_void", c.c_int, c.c_void_p, Text, Text, Text, c.c_void_p, c.c_void_p),
        ("register_reprint", c.c_int, c.c_void_p, Text, Text, c.c_void_p, Text, c.c_void_p, c.c_void_p),
        ("register_give_out", c.c_int, c.c_void_p, Text, Text, c.c_void_p, c.c_size_t, c.c_void_p, c.c_void_p),
        ("register_find", c.c_int, c.c_void_p, Text, Text, c.c_void_p, c.c_void_p),
        ("register_list", c.c_int, c.c_void_p, Text, ON_ISSUE, c.c_void_p, c.c_void_p),
        ("register_text", c.c_int, c.c_void_p, c.c_int, Text, Text, c.c_int, c.c_void_p, c.c_void_p),
        ("register_verify", c.c_int, c.c_void_p, c.c_void_p, c.c_void_p),
        ("register_backup", c.c_int, c.c_void_p, Text, c.c_void_p),
        ("register_recover", c.c_int, c.c_void_p, Text, Text, Text, c.c_void_p, ON_ISSUE, c.c_void_p, c.c_void_p)):
    _function = getattr(library, f"banxin_{_name}")
    _function.restype, _function.argtypes = _result, _arguments


def taken(made):
    """The text of bytes that the library made, which are given back."""
    try:
        return c.string_at(library.banxin_bytes_data(made), library.banxin_bytes_size(made)).decode("utf-8", "surrogateescape")
    finally:
        library.banxin_bytes_free(made)
