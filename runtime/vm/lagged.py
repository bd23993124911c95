#!/usr/bin/env python3
# Writes the table that Go mixes into the seeds of math/rand: the state of an additive
# lagged generator, s[k] = s[k-607] + s[k-273] modulo 2^64, after 7.8e12 steps. Nobody
# makes these steps: the state after n is the old one times x^n modulo x^607 - x^334 - 1.
# Run by Meson.
#
# SPDX-License-Identifier: MIT
import sys

LENGTH, TAP, STEPS = 607, 273, 7_800_000_000_000
WORD = (1 << 64) - 1
SLOT_BYTES = 18  # a sum of 607 products of two words fits


def seeds():
    """The state before the first step, from a generator of 31 bits that starts at 1."""
    x, state = 1, []

    def next_seed():
        nonlocal x
        x = x * 48271 % ((1 << 31) - 1)
        return x
    for _ in range(20):
        next_seed()
    for _ in range(LENGTH):
        word = next_seed() << 20
        word ^= next_seed() << 10
        state.append(word ^ next_seed())
    return state


def reduced(product):
    for i in range(len(product) - 1, LENGTH - 1, -1):
        product[i - LENGTH] += product[i]
        product[i - TAP] += product[i]
    return [c & WORD for c in product[:LENGTH]]


def squared(poly):
    whole = int.from_bytes(b''.join(c.to_bytes(SLOT_BYTES, 'little') for c in poly), 'little')
    data = (whole * whole).to_bytes(SLOT_BYTES * 2 * LENGTH, 'little')
    return reduced([int.from_bytes(data[i:i + SLOT_BYTES], 'little')
                    for i in range(0, SLOT_BYTES * (2 * LENGTH - 1), SLOT_BYTES)])


def power_of_x(n):
    poly = [1] + [0] * (LENGTH - 1)
    for bit in bin(n)[2:]:
        poly = squared(poly)
        if bit == '1':
            poly = reduced([0] + poly)
    return poly


# Step k changes word (334 - k) modulo 607: the state in order of steps, and two lengths of it.
place = [(LENGTH - TAP - k) % LENGTH for k in range(1, LENGTH + 1)]
state = seeds()
sequence = [state[i] for i in place]
for i in range(LENGTH, 2 * LENGTH):
    sequence.append((sequence[i - LENGTH] + sequence[i - TAP]) & WORD)
power = power_of_x(STEPS)
table = [0] * LENGTH
for i in range(LENGTH):
    value = sum(c * s for c, s in zip(power, sequence[i:i + LENGTH])) & WORD
    table[(LENGTH - TAP - (STEPS + i + 1)) % LENGTH] = value

with open(sys.argv[1], 'w') as out:
    print('/* Made by lagged.py. */', file=out)
    print('static const uint64_t lagged[%d] = {' % LENGTH, file=out)
    for value in table:
        print('  UINT64_C (0x%016x),' % value, file=out)
    print('};', file=out)
