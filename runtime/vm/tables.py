#!/usr/bin/env python3
# Writes the tables of package unicode as Go sees them: for each category, script and
# property its ranges of 16 and of 32 bits. Run by Meson.
#
#   tables.py UNICODE_TABLES.DEF UNICODE_CATEGORIES.DEF OUTPUT.H
#
# SPDX-License-Identifier: MIT
import re
import sys

tables_path, categories_path, output = sys.argv[1:]
LAST = 0x10FFFF
# What a category of more than one consists of; by the first letter where nothing is said.
JOINED = {'LC': ('Lu', 'Ll', 'Lt')}


def without_comments(path):
    with open(path) as f:
        return re.sub(r'/\*.*?\*/', '', f.read(), flags=re.S)


def merged(ranges):
    joined = []
    for first, last in sorted(ranges):
        if joined and joined[-1][1] + 1 == first:
            joined[-1][1] = last
        else:
            joined.append([first, last])
    return joined


def categories():
    runs = [(int(first, 16), name) for first, name
            in re.findall(r'R \((0x[0-9a-f]+), (\w+)\)', without_comments(categories_path))]
    single = {}
    for (first, name), (after, _) in zip(runs, runs[1:] + [(LAST + 1, '')]):
        single.setdefault(name, []).append((first, after - 1))
    names = dict(single)
    for letter in sorted({name[0] for name in single}):
        names[letter] = sum((single[n] for n in single if n[0] == letter), [])
    for name, parts in JOINED.items():
        names[name] = sum((single[n] for n in parts), [])
    return [('C', name, merged(ranges)) for name, ranges in names.items()]


def listed():
    for kind, name, ranges in re.findall(r'(SCRIPT|PROPERTY) \((\w+)\)((?:\s+R \(\w+, \w+\))*)',
                                         without_comments(tables_path)):
        yield kind[0], name, [(int(a, 16), int(b, 16))
                              for a, b in re.findall(r'R \((\w+), (\w+)\)', ranges)]


def write_table(out, kind, name, ranges):
    # A range that begins in the lower plane and ends above is two.
    low = [(a, min(b, 0xFFFF)) for a, b in ranges if a <= 0xFFFF]
    high = [(max(a, 0x10000), b) for a, b in ranges if b > 0xFFFF]
    for bits, part in (16, low), (32, high):
        if part:
            out.write('static struct range%d ranges%d_%s_%s[] = {\n' % (bits, bits, kind, name))
            for i in range(0, len(part), 6):
                out.write('  ' + ' '.join('{ %d, %d, 1 },' % r for r in part[i:i + 6]) + '\n')
            out.write('};\n')

    def slice_of(bits, part):
        if not part:
            return '{ NULL, 0, 0 }'
        return '{ ranges%d_%s_%s, %d, %d }' % (bits, kind, name, len(part), len(part))
    return '  { "%s", \'%s\', { %s, %s, %d } },\n' % (
        name, kind, slice_of(16, low), slice_of(32, high), sum(b <= 0xFF for a, b in low))


with open(output, 'w') as out:
    out.write('/* Made by tables.py. */\n')
    entries = [write_table(out, *table)
               for table in sorted(categories() + list(listed()), key=lambda t: (t[1], t[0]))]
    out.write('static struct table tables[] = {\n' + ''.join(entries) + '};\n')
