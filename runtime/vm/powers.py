#!/usr/bin/env python3
# Writes the powers of ten that number_digits.c and number_parse.c need: for each
# exponent the upper 128 bits of 10^k, rounded up. Run by Meson.
#
# SPDX-License-Identifier: MIT
import sys

FIRST, LAST = -348, 347


def significand(k):
    numerator, denominator = (10**k, 1) if k >= 0 else (1, 10**-k)
    shift = 128 - (numerator.bit_length() - denominator.bit_length())
    # One too many or too few, depending on how the leading bits compare.
    for s in (shift - 1, shift, shift + 1):
        n, d = (numerator << s, denominator) if s >= 0 else (numerator, denominator << -s)
        quotient = -(-n // d)
        if quotient.bit_length() == 128:
            return quotient
    raise AssertionError(k)


with open(sys.argv[1], 'w') as out:
    print('/* Made by powers.py. */', file=out)
    print('#define POWER_FIRST (%d)' % FIRST, file=out)
    print('#define POWER_LAST %d' % LAST, file=out)
    print('static const struct { uint64_t high, low; } powers[] = {', file=out)
    for k in range(FIRST, LAST + 1):
        g = significand(k)
        print('  { UINT64_C (0x%016x), UINT64_C (0x%016x) },' % (g >> 64, g & (2**64 - 1)), file=out)
    print('};', file=out)
