# count.py N_BROKEN LOG... - The last line of tests/run, from meson's logs.
#
# Counts single test cases where a test speaks TAP, else the test itself. A test
# that ends badly without naming the case that failed is one failure, and so is
# each build that could not be tested at all (N_BROKEN). Fails if any did.
#
# SPDX-License-Identifier: MIT
import json
import re
import sys

CASE = re.compile(r'^(not ok|ok) \d+\b(.*)$', re.MULTILINE)


def cases(test):
    """How many cases of one line of testlog.json passed, failed, were skipped."""
    found = CASE.findall(test.get('stdout') or '')
    skipped = sum('# SKIP' in rest.upper() for _, rest in found)
    failed = sum(verdict == 'not ok' for verdict, _ in found)
    passed = len(found) - failed - skipped
    if test['result'] not in ('OK', 'SKIP') and not failed:
        failed = 1
    if not found and not failed:
        passed, skipped = (0, 1) if test['result'] == 'SKIP' else (1, 0)
    return passed, failed, skipped


def main():
    passed, failed, skipped = 0, int(sys.argv[1]), 0
    for path in sys.argv[2:]:
        with open(path, encoding='utf-8') as log:
            for line in log:
                p, f, s = cases(json.loads(line))
                passed, failed, skipped = passed + p, failed + f, skipped + s
    if skipped:
        print(f'tests: {skipped} skipped')
    print(f'tests: {passed} passed, {failed} failed')
    return 1 if failed or not passed else 0


sys.exit(main())
