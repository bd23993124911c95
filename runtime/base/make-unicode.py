#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes unicode.def from Python's copy of the Unicode character database.

Each line is a stretch of characters of one sort: ILV_RANGE (sort, first, last).
"""
import sys
import unicodedata

SORTS = {
    "LETTER": lambda c: unicodedata.category(c).startswith("L"),
    "DIGIT": lambda c: unicodedata.category(c) == "Nd",
    "UPPER": lambda c: unicodedata.category(c) == "Lu",
    "PRINT": lambda c: c == " " or unicodedata.category(c)[0] in "LMNPS",
}


def ranges(belongs):
    first = None
    for code in range(0x110001):
        inside = code <= 0x10FFFF and belongs(chr(code))
        if inside and first is None:
            first = code
        elif not inside and first is not None:
            yield first, code - 1
            first = None


print("/* unicode.def - Stretches of characters, from Unicode %s.\n"
      " * Written by make-unicode.py.\n *\n"
      " * SPDX-License-Identifier: MIT\n */" % unicodedata.unidata_version)
for sort, belongs in SORTS.items():
    print("#ifdef ILV_RANGE_%s" % sort)
    for first, last in ranges(belongs):
        print("ILV_RANGE_%s (0x%X, 0x%X)" % (sort, first, last))
    print("#undef ILV_RANGE_%s\n#endif" % sort)
