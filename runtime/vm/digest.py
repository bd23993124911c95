#!/usr/bin/env python3
# Writes the constants of MD5 and SHA-2, each from the rule that defines it. Run by Meson.
#
# SPDX-License-Identifier: MIT
import math
import sys


def primes(n):
    found, candidate = [], 2
    while len(found) < n:
        if all(candidate % prime for prime in found):
            found.append(candidate)
        candidate += 1
    return found


def cube_root(n):
    low, high = 0, 1 << (n.bit_length() // 3 + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**3 <= n else (low, middle - 1)
    return low


def table(out, name, width, words):
    print('static const uint%d_t %s[] = {' % (width, name), file=out)
    for word in words:
        print('  UINT%d_C (0x%0*x),' % (width, width // 4, word), file=out)
    print('};', file=out)


# The first 64 bits behind the point of the cube roots; SHA-256 uses the upper half of 64 of them.
roots = [cube_root(prime << 192) & (2**64 - 1) for prime in primes(80)]
with open(sys.argv[1], 'w') as out:
    print('/* Made by digest.py. */', file=out)
    table(out, 'sines', 32, [int(abs(math.sin(i + 1)) * 2**32) for i in range(64)])
    table(out, 'roots_32', 32, [root >> 32 for root in roots[:64]])
    table(out, 'roots_64', 64, roots)
