#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""errorcheck.py CHECK_FILE DIRECTORY [-v]: measures the checker with Go's own tests.

DIRECTORY is a Go source tree's test/ or internal/types/testdata/. A file is taken by what
its first line says: "// errorcheck", "// run", "// compile", or, under testdata, any. Lines
that say ERROR must have an error, all others must have none. Programs that import packages
we do not offer, or are about other language versions, are counted apart.
"""
import collections
import concurrent.futures
import glob
import os
import re
import subprocess
import sys

OTHER_VERSION = re.compile(r"-lang=go1\.(\d|1\d|2[0-2])\b")
HARMLESS = re.compile(r"function main is undeclared|is not a main package|missing function body")


def kind_of(path, first_line):
    if "/testdata/" in path:
        return "other version" if OTHER_VERSION.search(first_line) else "errorcheck"
    if first_line.startswith("// errorcheck"):
        return "errorcheck" if not re.search(r" -", first_line) else None
    return "good" if re.match(r"// (run|compile|build)\b", first_line) else None


def measure(check_file, path):
    with open(path, errors="replace") as file:
        lines = file.read().split("\n")
    kind = kind_of(path, lines[0])
    if kind != "errorcheck" and kind != "good":
        return kind, None
    expected = set()
    if kind == "errorcheck":
        expected = {i for i, line in enumerate(lines, 1) if re.search(r"/[/*].*\bERRORx? ", line)}
    run = subprocess.run([check_file, path], capture_output=True, timeout=60)
    output = run.stdout.decode(errors="replace")
    if run.returncode not in (0, 1):
        return "CRASH", (path, run.stderr.decode(errors="replace")[-300:])
    if "could not import" in output:
        return "import not offered", None
    found = {}
    for match in re.finditer(re.escape(path) + r":(\d+):\d+: (.*)", output):
        if output[match.start() - 1:match.start()] in ("", "\n") and not HARMLESS.search(match[2]):
            found[int(match[1])] = match[2]
    if set(found) == expected:
        return kind + " agrees", None
    return kind + " differs", (path, {
        "missing": sorted(expected - set(found)),
        "extra": {line: text for line, text in found.items() if line not in expected},
    })


def main():
    check_file, directory = sys.argv[1:3]
    files = sorted(glob.glob(os.path.join(directory, "**", "*.go"), recursive=True))
    counts = collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for kind, detail in pool.map(lambda path: measure(check_file, path), files):
            counts[kind or "not for a checker"] += 1
            if detail and "-v" in sys.argv:
                print(*detail, sep="\n    ")
    for kind, n in sorted(counts.items()):
        print("%5d %s" % (n, kind))


main()
