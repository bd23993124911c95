/* ilv-go-to.h - A few letters to anything: goroutines, channels, functions, lines, notes, commands.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/ilv-session.h"

G_BEGIN_DECLS

/* Signal: "go-to-line" (uint key), a line was chosen. Everything else it does by itself, with actions
 * of its parent and those above that. It goes away when it is closed. */
#define ILV_TYPE_GO_TO (ilv_go_to_get_type ())
G_DECLARE_FINAL_TYPE (IlvGoTo, ilv_go_to, ILV, GO_TO, GtkPopover)

/* Becomes @parent's child. */
IlvGoTo *ilv_go_to_new         (GtkWidget *parent, IlvSession *session);
/* @action is a detailed name; @keys (nullable) what stands beside it. */
void     ilv_go_to_add_command (IlvGoTo *self, const char *name, const char *action,
                                const char *keys);
/* What is in a menu and its sections and submenus, without its mnemonics. */
void     ilv_go_to_add_menu    (IlvGoTo *self, GMenuModel *menu);
/* The lines of a file; the n-th (from 1) has @first_key + n. */
void     ilv_go_to_add_lines   (IlvGoTo *self, const char *file, const char *text,
                                guint first_key);

G_END_DECLS
