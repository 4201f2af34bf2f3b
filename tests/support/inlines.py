"""Briefs with inline elements beyond emphasis: their pages have more than a line's own characters, so other tests leave them to those made for them."""
import re

BESIDE = re.compile(r"<(dots|proper-name|book-title|underline|strike|sup|sub|ruby|spread|circled|inline-note)\b")


def has_inlines(path):
    return bool(BESIDE.search(path.read_text("utf-8")))
