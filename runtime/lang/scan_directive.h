/* scan_directive.h - Comments that say where a text really comes from.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "base/source.h"

/* If the comment from byte @start to @end of @source is a line directive, "line FILE:LINE" or
 * "line FILE:LINE:COLUMN", obeys it from byte @from on. */
void ilv_scan_line_directive (struct ilv_sources *sources, const struct ilv_source *source,
                              uint32_t start, uint32_t end, uint32_t from);
