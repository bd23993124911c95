#!/usr/bin/env python3
# Puts the Go text of the packages into a header, and says in a depfile from where.
#
#   embed.py PACKAGES.DEF OUTPUT.H OUTPUT.D
#
# The package "a/b" is pkg/a/b.go and all pkg/a/b-*.go.
#
# SPDX-License-Identifier: MIT
import glob
import os
import re
import sys

definitions, header, depfile = sys.argv[1:]
folder = os.path.join(os.path.dirname(definitions), 'pkg')
entry = re.compile(r'^ILV_PACKAGE(?:_IN_GO)? \("([^"]+)", (\w+)\)$', re.M)
read = []


def write_text(out, name, path):
    read.append(path)
    with open(path, 'rb') as source:
        data = source.read()
    out.write('static const unsigned char %s[] = {\n' % name)
    for i in range(0, len(data), 24):
        out.write(','.join(str(b) for b in data[i:i + 24]) + ',\n')
    out.write('0};\n')


with open(definitions) as f, open(header, 'w') as out:
    out.write('/* Made by embed.py. */\n')
    for package, identifier in entry.findall(f.read()):
        whole = os.path.join(folder, package)
        paths = [whole + '.go'] + sorted(glob.glob(whole + '-*.go'))
        # A file that appears changes its folder.
        read.append(os.path.dirname(whole))
        for i, path in enumerate(paths):
            write_text(out, 'text_%s_%d' % (identifier, i), path)
        out.write('static const struct ilv_offered_file files_%s[] = {\n' % identifier)
        for i, path in enumerate(paths):
            # A 0 follows each text, which is not part of it.
            text = 'text_%s_%d' % (identifier, i)
            out.write('  { "%s", (const char *) %s, sizeof %s - 1 },\n'
                      % (os.path.relpath(path, folder), text, text))
        out.write('  { NULL, NULL, 0 },\n};\n')

with open(depfile, 'w') as out:
    out.write('%s: %s\n' % (header, ' '.join(dict.fromkeys(read))))
