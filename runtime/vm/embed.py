#!/usr/bin/env python3
# Puts the Go text of the packages into a header, and says in a depfile from where.
#
#   embed.py PACKAGES.DEF OUTPUT.H OUTPUT.D
#
# SPDX-License-Identifier: MIT
import os
import re
import sys

definitions, header, depfile = sys.argv[1:]
folder = os.path.join(os.path.dirname(definitions), 'pkg')
entry = re.compile(r'^ILV_PACKAGE(?:_IN_GO)? \("([^"]+)", (\w+)\)$', re.M)
paths = []

with open(definitions) as f, open(header, 'w') as out:
    out.write('/* Made by embed.py. */\n')
    for path, identifier in entry.findall(f.read()):
        paths.append(os.path.join(folder, path + '.go'))
        with open(paths[-1], 'rb') as source:
            data = source.read()
        out.write('static const unsigned char text_%s[] = {\n' % identifier)
        for i in range(0, len(data), 24):
            out.write(','.join(str(b) for b in data[i:i + 24]) + ',\n')
        out.write('0};\n')

with open(depfile, 'w') as out:
    out.write('%s: %s\n' % (header, ' '.join(paths)))
