/* ilv-go-to.c - A few letters to anything.
 *
 * What is looked at in a frame is bounded (ilv-finder.h), so that typing stays quick beside a million
 * goroutines.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-go-to.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/ilv-finder.h"
#include "widgets/ilv-ui.h"

#define THINGS_A_FRAME 2000
/* Frames between two looks at what was found so far. */
#define FRAMES_A_LIST  8
#define WIDTH_PX       560
#define HEIGHT_PX      360

typedef struct
{
  char *action;
  char *keys;
} Command;

typedef struct
{
  char *file;
  guint first_key, n_lines;
} File;

struct _IlvGoTo
{
  GtkPopover parent_instance;

  IlvSession *session;
  IlvFinder *finder;
  GArray *commands;      /* Command; keys in the finder are places in here */
  GArray *files;         /* File */
  GtkSearchEntry *entry;
  GtkListBox *list;      /* of what was found, in its order */
  guint tick_id;         /* of the search; 0: it is over */
  guint n_frames;
};

G_DEFINE_FINAL_TYPE (IlvGoTo, ilv_go_to, GTK_TYPE_POPOVER)

static guint go_to_line_signal;

static void
clear_command (gpointer data)
{
  Command *command = data;

  g_free (command->action);
  g_free (command->keys);
}

static void
clear_file (gpointer data)
{
  g_free (((File *) data)->file);
}

/* --- What is found -------------------------------------------------------------- */

/* (transfer full) */
static char *
describe_lane (IlvGoTo *self, guint32 id)
{
  IlvTrace *trace = ilv_session_get_trace (self->session);
  const IlvLane *lane = ilv_trace_get_lane (trace, id);

  if (lane->kind == ILV_LANE_GOROUTINE)
    return g_strdup_printf (_("goroutine %u"), lane->key);
  return ilv_trace_dup_lane_detail (trace, id, ILV_TIME_OPEN);
}

/* (transfer full) */
static char *
describe_line (IlvGoTo *self, guint32 key)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      const File *file = &g_array_index (self->files, File, i);

      if (key > file->first_key && key <= file->first_key + file->n_lines)
        return g_strdup_printf ("%s:%u", file->file, key - file->first_key);
    }
  return g_strdup ("");
}

/* (transfer full) What stands beside the name. */
static char *
describe (IlvGoTo *self, const IlvFound *found)
{
  switch (found->kind)
    {
    case ILV_FOUND_COMMAND:
      return g_strdup (g_array_index (self->commands, Command, found->key).keys);
    case ILV_FOUND_LANE:
      return describe_lane (self, found->key);
    case ILV_FOUND_FUNCTION:
      return g_strdup (_("function"));
    case ILV_FOUND_NOTE:
      return g_strdup (_("note"));
    case ILV_FOUND_LINE:
      return describe_line (self, found->key);
    }
  g_assert_not_reached ();
}

static GtkWidget *
create_row (IlvGoTo *self, const IlvFound *found)
{
  g_autofree char *detail = describe (self, found);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name_label = gtk_label_new (found->name);
  GtkWidget *detail_label = gtk_label_new (detail);

  gtk_label_set_xalign (GTK_LABEL (name_label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (name_label), TRUE);
  gtk_widget_set_hexpand (name_label, TRUE);
  gtk_widget_add_css_class (detail_label, "dim-label");
  gtk_widget_add_css_class (detail_label, "caption");
  gtk_box_append (GTK_BOX (box), name_label);
  gtk_box_append (GTK_BOX (box), detail_label);
  return box;
}

static void
update_list (IlvGoTo *self)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int index = selected != NULL ? gtk_list_box_row_get_index (selected) : 0;
  guint n_found;
  const IlvFound *found = ilv_finder_get (self->finder, &n_found);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < n_found; i++)
    gtk_list_box_append (self->list, create_row (self, &found[i]));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list,
                                                                      MIN (index, (int) n_found - 1)));
}

static gboolean
ilv_go_to_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  IlvGoTo *self = ILV_GO_TO (widget);
  gboolean has_more = ilv_finder_step (self->finder, THINGS_A_FRAME);

  if (!has_more || self->n_frames++ % FRAMES_A_LIST == 0)
    update_list (self);
  if (!has_more)
    self->tick_id = 0;
  return has_more ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
ilv_go_to_changed_cb (IlvGoTo *self)
{
  ilv_finder_begin (self->finder, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  gtk_list_box_unselect_all (self->list);
  self->n_frames = 0;
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), ilv_go_to_tick_cb, NULL, NULL);
}

/* --- Going there ------------------------------------------------------------------- */

static void
run_command (IlvGoTo *self, const char *detailed_action)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (!g_action_parse_detailed_name (detailed_action, &name, &target, NULL)
      || !gtk_widget_activate_action_variant (parent, name, target))
    gtk_widget_error_bell (parent);
}

/* The first of its goroutines, and all of them lit. */
static void
go_to_function (IlvGoTo *self, guint32 function)
{
  IlvTrace *trace = ilv_session_get_trace (self->session);
  guint n = ilv_trace_get_n_goroutines (trace), i = 0;

  while (i < n && ilv_trace_get_nth_goroutine (trace, i)->func != function)
    i++;
  if (i == n)
    return;
  ilv_session_go_to_lane (self->session, ilv_trace_get_nth_goroutine (trace, i)->lane);
  ilv_session_set_light (self->session, (IlvLight) { ILV_LIGHT_FUNCTION, function });
}

static void
go_to_note (IlvGoTo *self, guint index)
{
  IlvNote note;

  if (index >= ilv_session_get_n_notes (self->session))
    return;
  note = ilv_session_get_note (self->session, index);
  if (note.lane != ILV_NO_LANE)
    ilv_session_go_to_lane (self->session, note.lane);
  ilv_session_set_playhead (self->session, note.time_nsec);
  ilv_session_reveal (self->session, note.time_nsec);
}

static void
go_to (IlvGoTo *self, const IlvFound *found)
{
  switch (found->kind)
    {
    case ILV_FOUND_COMMAND:
      run_command (self, g_array_index (self->commands, Command, found->key).action);
      break;
    case ILV_FOUND_LANE:
      ilv_session_go_to_lane (self->session, found->key);
      break;
    case ILV_FOUND_FUNCTION:
      go_to_function (self, found->key);
      break;
    case ILV_FOUND_NOTE:
      go_to_note (self, found->key);
      break;
    case ILV_FOUND_LINE:
      g_signal_emit (self, go_to_line_signal, 0, found->key);
      break;
    }
}

/* The popover closes first: what comes may take the focus. */
static void
ilv_go_to_row_activated_cb (IlvGoTo *self, GtkListBoxRow *row)
{
  guint n_found, index = (guint) gtk_list_box_row_get_index (row);
  const IlvFound *found = ilv_finder_get (self->finder, &n_found);
  IlvFound chosen;

  if (index >= n_found)
    return;
  chosen = found[index];
  g_object_ref (self);
  gtk_popover_popdown (GTK_POPOVER (self));
  go_to (self, &chosen);
  g_object_unref (self);
}

/* Enter may come before a frame has: then what there is has to be looked at now. */
static void
ilv_go_to_activate_cb (IlvGoTo *self)
{
  GtkListBoxRow *row;

  if (gtk_list_box_get_selected_row (self->list) == NULL)
    {
      ilv_finder_step (self->finder, THINGS_A_FRAME);
      update_list (self);
    }
  row = gtk_list_box_get_selected_row (self->list);
  if (row != NULL)
    ilv_go_to_row_activated_cb (self, row);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
ilv_go_to_stop_cb (IlvGoTo *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* Up and down move in the list while letters go to the entry. */
static gboolean
ilv_go_to_key_pressed_cb (IlvGoTo *self, guint key)
{
  int by = key == GDK_KEY_Down ? 1 : key == GDK_KEY_Up ? -1 : 0;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  graphene_point_t top;

  if (by == 0)
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_row_at_index (self->list,
                                       row != NULL ? gtk_list_box_row_get_index (row) + by : 0);
  if (row == NULL)
    return GDK_EVENT_STOP;
  gtk_list_box_select_row (self->list, row);
  if (gtk_widget_compute_point (GTK_WIDGET (row), GTK_WIDGET (self->list),
                                &GRAPHENE_POINT_INIT (0, 0), &top))
    gtk_adjustment_clamp_page (gtk_list_box_get_adjustment (self->list), top.y,
                               top.y + (float) gtk_widget_get_height (GTK_WIDGET (row)));
  return GDK_EVENT_STOP;
}

static void
ilv_go_to_closed_cb (IlvGoTo *self)
{
  /* Not at once: what was chosen still finds its actions by way of the parent. */
  g_idle_add_once ((GSourceOnceFunc) gtk_widget_unparent, self);
}

/* --- The widget ---------------------------------------------------------------------- */

static void
ilv_go_to_finalize (GObject *object)
{
  IlvGoTo *self = ILV_GO_TO (object);

  g_clear_pointer (&self->finder, ilv_finder_free);
  g_clear_object (&self->session);
  g_array_unref (self->commands);
  g_array_unref (self->files);
  G_OBJECT_CLASS (ilv_go_to_parent_class)->finalize (object);
}

static void
ilv_go_to_class_init (IlvGoToClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ilv_go_to_finalize;
  go_to_line_signal = g_signal_new ("go-to-line", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkWidget *
create_list (IlvGoTo *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_SINGLE);
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "go-to");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (ilv_go_to_row_activated_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (window, WIDTH_PX, HEIGHT_PX);
  return window;
}

static void
ilv_go_to_init (IlvGoTo *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->commands = g_array_new (FALSE, FALSE, sizeof (Command));
  g_array_set_clear_func (self->commands, clear_command);
  self->files = g_array_new (FALSE, FALSE, sizeof (File));
  g_array_set_clear_func (self->files, clear_file);
  self->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->entry, "placeholder-text",
                _("Goroutine, channel, function, line, note; > for commands, : for a line"), NULL);
  /* Of the entry itself: its own "search-changed" waits until nobody types. */
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (ilv_go_to_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (ilv_go_to_activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (ilv_go_to_stop_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (ilv_go_to_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), create_list (self));
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  g_signal_connect (self, "closed", G_CALLBACK (ilv_go_to_closed_cb), NULL);
}

IlvGoTo *
ilv_go_to_new (GtkWidget *parent, IlvSession *session)
{
  IlvGoTo *self = g_object_new (ILV_TYPE_GO_TO, NULL);

  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  self->session = g_object_ref (session);
  self->finder = ilv_finder_new (session);
  ilv_go_to_changed_cb (self);
  return self;
}

void
ilv_go_to_add_command (IlvGoTo *self, const char *name, const char *action, const char *keys)
{
  Command command = { g_strdup (action), g_strdup (keys != NULL ? keys : "") };

  ilv_finder_add (self->finder, ILV_FOUND_COMMAND, self->commands->len, 0, name);
  g_array_append_val (self->commands, command);
}

/* (transfer full) (nullable) An attribute of a menu's item. */
static char *
get_text (GMenuModel *menu, int item, const char *attribute)
{
  char *text = NULL;

  g_menu_model_get_item_attribute (menu, item, attribute, "s", &text);
  return text;
}

static void
add_item (IlvGoTo *self, GMenuModel *menu, int item)
{
  g_autofree char *label = get_text (menu, item, G_MENU_ATTRIBUTE_LABEL);
  g_autofree char *action = get_text (menu, item, G_MENU_ATTRIBUTE_ACTION);
  g_autoptr (GVariant) target
    = g_menu_model_get_item_attribute_value (menu, item, G_MENU_ATTRIBUTE_TARGET, NULL);
  g_autofree char *detailed = NULL;
  g_autofree char *keys = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *plain = NULL;

  if (label == NULL || action == NULL)
    return;
  parts = g_strsplit (label, "_", -1);
  plain = g_strjoinv ("", parts);
  detailed = g_action_print_detailed_name (action, target);
  keys = ilv_ui_dup_keys (detailed);
  ilv_go_to_add_command (self, plain, detailed, keys);
}

void
ilv_go_to_add_menu (IlvGoTo *self, GMenuModel *menu)
{
  static const char *const links[] = { G_MENU_LINK_SECTION, G_MENU_LINK_SUBMENU };

  for (int item = 0; item < g_menu_model_get_n_items (menu); item++)
    {
      add_item (self, menu, item);
      for (guint i = 0; i < G_N_ELEMENTS (links); i++)
        {
          g_autoptr (GMenuModel) below = g_menu_model_get_item_link (menu, item, links[i]);

          if (below != NULL)
            ilv_go_to_add_menu (self, below);
        }
    }
}

void
ilv_go_to_add_lines (IlvGoTo *self, const char *file, const char *text, guint first_key)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  File added = { g_strdup (file), first_key, g_strv_length (lines) };

  g_array_append_val (self->files, added);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (*lines[i] != '\0')
        ilv_finder_add (self->finder, ILV_FOUND_LINE, first_key + i + 1, i + 1, lines[i]);
    }
}
