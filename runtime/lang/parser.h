/* parser.h - Source text to tree.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "lang/ast.h"

struct ilv_arena;
struct ilv_diags;
struct ilv_intern;

/* Never NULL: what does not parse is left out or becomes BAD_EXPR, and is in
 * @diags, worded as gc does. */
struct ilv_file *ilv_parse_file (struct ilv_arena *arena, struct ilv_intern *intern,
                                 struct ilv_diags *diags, const struct ilv_source *source);

/* The same without the bodies of declared functions, which are read when they are wanted. */
struct ilv_file *ilv_parse_outline (struct ilv_arena *arena, struct ilv_intern *intern,
                                    struct ilv_diags *diags, const struct ilv_source *source);
/* The body that was left out as @unread. */
struct ilv_node *ilv_parse_body (struct ilv_arena *arena, struct ilv_intern *intern,
                                 struct ilv_diags *diags, const struct ilv_source *source,
                                 const struct ilv_node *unread);
