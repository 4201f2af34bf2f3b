#!/usr/bin/env python3
"""Draws the PNG files of this folder, and spoils two of them. wide.jpg is a drawn landscape."""
import struct
import zlib
from pathlib import Path

HERE = Path(__file__).parent


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(columns, rows, samples):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", columns, rows, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(samples, 9)) + chunk(b"IEND", b"")


def bars(columns, rows):
    """Four upright bars of colour, so that it is seen where each side is."""
    colours = [b"\xc0\x30\x30", b"\x30\x80\x40", b"\x30\x50\xa0", b"\xd0\xa0\x30"]
    row = b"\0" + b"".join(colours[x * 4 // columns] for x in range(columns))
    return row * rows


if __name__ == "__main__":
    whole = png(900, 600, bars(900, 600))
    (HERE / "bars.png").write_bytes(whole)
    (HERE / "tall.png").write_bytes(png(600, 900, bars(600, 900)))
    (HERE / "coarse.png").write_bytes(png(120, 80, bars(120, 80)))
    (HERE / "damaged.png").write_bytes(whole[:len(whole) // 2])
    (HERE / "huge.png").write_bytes(png(20000, 20000, b""))
    (HERE / "text.png").write_text("This is no picture.\n")
