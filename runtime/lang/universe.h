/* universe.h - The scope around all packages.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "lang/checker.h"

/* Sets the compilation's universe and the types it refers to. */
void ilv_universe_init (struct ilv_compilation *compilation);
