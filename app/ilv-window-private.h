/* ilv-window-private.h - The window, for the files it is written in:
 * ilv-window.c (state and title), ilv-window-actions.c (all it can do),
 * ilv-window-files.c (open), ilv-window-choose.c (which file), ilv-window-save.c (what is not
 * saved), ilv-window-folder.c (several files), ilv-window-trace.c (saved traces),
 * ilv-window-compare.c (two runs), ilv-window-export.c (pictures,
 * tables), ilv-window-writing.c (what takes long), ilv-window-run.c (the program).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "ilv-continuation.h"
#include "ilv-file-job.h"
#include "ilv-runner.h"
#include "ilv-window.h"
#include "model/ilv-session.h"
#include "widgets/ilv-console.h"
#include "widgets/ilv-document.h"
#include "widgets/ilv-events-panel.h"
#include "widgets/ilv-inspector.h"
#include "widgets/ilv-notes-panel.h"
#include "widgets/ilv-source-view.h"
#include "widgets/ilv-statistics-panel.h"
#include "widgets/ilv-timeline-panel.h"
#include "widgets/ilv-waits-panel.h"

G_BEGIN_DECLS

typedef struct _IlvWindowWriting IlvWindowWriting;

struct _IlvWindow
{
  AdwApplicationWindow parent_instance;

  GSettings *settings;
  GListModel *examples;
  GMenu *recent_menu;
  IlvDocument *document;     /* the text that is shown */
  GPtrArray *documents;      /* it, and the others of its folder */
  GFile *folder;             /* NULL: the program is one file */
  GtkStringList *file_names; /* of the documents; owned by the list that shows them */
  IlvSession *session;       /* what is shown; its trace is the runner's or a file's */
  IlvRunner *runner;         /* the run of that trace; NULL: none, or a loaded one */
  GCancellable *loading;     /* of a file being read, else NULL */
  GFile *loading_file;       /* the trace that is shown as far as it has come; else NULL */
  GString *last_words;       /* the end of what the run has written to its standard error */
  char *run_directory;       /* where text and trace of the run are written; NULL: none */
  GFile *trace_file;         /* what Save Trace copies; NULL: there is none */

  IlvComparisonSide *previous_run; /* the one that was shown before; NULL: none is kept */
  GCancellable *loading_other;     /* of a trace to compare with, once one was chosen; else NULL */

  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;
  AdwFlap *flap;
  GtkInfoBar *info_bar;
  GtkLabel *info_label;
  GtkInfoBar *reload_bar;
  GtkLabel *reload_label;
  GtkBox *progress_box;      /* IlvProgressRow of what takes long */
  GtkListBox *example_list;
  GtkMenuButton *procs_button;
  GtkAdjustment *procs_adjustment;
  GtkMenuButton *slow_button;
  GtkAdjustment *slow_adjustment; /* milliseconds after each scheduling step */
  GtkAdjustment *factor_adjustment; /* so many times slower */
  GtkButton *pause_button;
  GMenuModel *primary_menu;
  GMenuModel *export_menu;
  GtkPaned *program_pane;
  GtkPaned *source_pane;
  GtkPaned *inspector_pane;
  IlvSourceView *source_view;
  GtkDropDown *file_list;
  IlvConsole *console;
  GtkNotebook *panels;       /* inspector and those below it */
  IlvInspector *inspector;
  IlvWaitsPanel *waits_panel;
  IlvStatisticsPanel *statistics_panel;
  IlvEventsPanel *events_panel;
  IlvNotesPanel *notes_panel;
  IlvTimelinePanel *timeline;

  IlvWindowWriting *writing; /* of a file that takes long; NULL: none */
  guint title_id;            /* of a title that is out of date */
  guint is_closing : 1;      /* the user has been asked */
  guint is_comparing : 1;
  guint had_previous_run : 1;  /* kept or not */
  guint compares_previous : 1; /* with the previous run, whichever that is */
};

/* ilv-window.c */
void ilv_window_update_title (IlvWindow *self);
void ilv_window_show_trace   (IlvWindow *self, IlvTrace *trace);
void ilv_window_show_error   (IlvWindow *self, const char *sentence); /* until it is closed */
void ilv_window_hide_error   (IlvWindow *self);
void ilv_window_show_toast   (IlvWindow *self, const char *sentence);

/* ilv-window-actions.c */
void ilv_window_class_install_actions (GtkWidgetClass *widget_class);
void ilv_window_update_actions        (IlvWindow *self);
void ilv_window_add_commands          (IlvGoTo *go_to);

/* ilv-window-go-to.c */
void ilv_window_go_to                 (IlvWindow *self);

/* ilv-window-files.c */
void ilv_window_new_document  (IlvWindow *self);
void ilv_window_choose_file   (IlvWindow *self);
void ilv_window_choose_folder (IlvWindow *self);
void ilv_window_forget_run    (IlvWindow *self); /* an empty picture and console */
/* Of GFile. The first in this window, which asks about unsaved text, the others in their own. */
void ilv_window_drop_files    (IlvWindow *self, GSList *files);
void ilv_window_update_reload (IlvWindow *self); /* whether the shown file is another by now */
void ilv_window_reload        (IlvWindow *self);
void ilv_window_open_example  (IlvWindow *self, GFile *file);
void ilv_window_update_recent (IlvWindow *self);
void ilv_window_remember_recent (IlvWindow *self, GFile *file);
/* For something else to be opened: the window's cancellable is a new one. */
void ilv_window_restart_loading (IlvWindow *self);
void ilv_window_select_example  (IlvWindow *self, GFile *file); /* NULL, or none: none */
void ilv_window_leave_folder    (IlvWindow *self);

/* ilv-window-choose.c. (transfer full) The document's name with another ending: "worker-pool.svg". */
char *ilv_window_suggest_name (IlvWindow *self, const char *extension);

typedef enum
{
  ILV_CHOOSE_FILE,
  ILV_CHOOSE_FOLDER,
  ILV_CHOOSE_NEW /* to be written; @name is what it is called unless the user says otherwise */
} IlvChoose;

/* Asks for a file. @func gets NULL if the user chose nothing. @filter_name and @suffixes may be
 * NULL. */
void ilv_window_choose        (IlvWindow *self, IlvChoose what, const char *title, const char *name,
                               const char *filter_name, const char *const *suffixes,
                               void (*func) (IlvWindow *, GFile *, gpointer), gpointer data);

/* ilv-window-trace.c */
void ilv_window_load_trace    (IlvWindow *self, GFile *file);

/* ilv-window-save.c. save_first: calls @func (and always frees @data by @destroy) when notes and
 * text are saved, or need not be; not if the user cancels. save_notes_first: asks about the notes
 * only. */
void ilv_window_save_first       (IlvWindow *self, IlvWindowFunc func, gpointer data,
                                  GDestroyNotify destroy);
void ilv_window_save_notes_first (IlvWindow *self, IlvWindowFunc func, gpointer data,
                                  GDestroyNotify destroy);
void ilv_window_save             (IlvWindow *self);
void ilv_window_save_as          (IlvWindow *self);
void ilv_window_save_trace       (IlvWindow *self);

/* ilv-window-compare.c. remember_run: before another is shown. */
void ilv_window_remember_run     (IlvWindow *self);
void ilv_window_compare_previous (IlvWindow *self);
void ilv_window_compare_trace    (IlvWindow *self); /* asks which */
void ilv_window_compare_with     (IlvWindow *self, GFile *file);
void ilv_window_end_comparison   (IlvWindow *self);

/* ilv-window-export.c. export_to: as the name ends; @is_table: a .json is one of statistics. */
void ilv_window_export        (IlvWindow *self, const char *extension);
void ilv_window_export_to     (IlvWindow *self, GFile *file, gboolean is_table);
void ilv_window_copy_picture  (IlvWindow *self);
void ilv_window_print         (IlvWindow *self);

/* ilv-window-writing.c. Something that takes long to make, with a bar and a way to end it; there is
 * one at a time. @func does a piece of it whenever there is time; @done is called at its good end.
 * @destroy frees @data, and what is not finished goes with it. */
typedef IlvExportState (*IlvWritingFunc) (gpointer data, double *fraction, GError **error);
typedef void (*IlvWrittenFunc) (IlvWindow *self, gpointer data);

void ilv_window_begin_writing (IlvWindow *self, const char *what, IlvWritingFunc func,
                               IlvWrittenFunc done, gpointer data, GDestroyNotify destroy);
/* Takes @job, which writes to @file. NULL: it could not begin, which @error says. */
void ilv_window_write_file    (IlvWindow *self, GFile *file, IlvFileJob *job,
                               const GError *error);
/* And then runs @then (NULL: nothing), which must leave the window open. */
void ilv_window_write_file_then (IlvWindow *self, GFile *file, IlvFileJob *job,
                                 const GError *error, IlvContinuation *then);
void ilv_window_end_writing   (IlvWindow *self); /* early; no effect without one */

/* ilv-window-folder.c. Of documents in an array, one is always shown; @folder NULL: there is
 * only that one. find_document: the one of a file; find_modified: one with changes; both NULL
 * if there is none. */
void         ilv_window_init_documents      (IlvWindow *self);
void         ilv_window_set_documents       (IlvWindow *self, GFile *folder, GPtrArray *documents,
                                             guint shown);
void         ilv_window_set_single_document (IlvWindow *self, IlvDocument *document);
void         ilv_window_show_document       (IlvWindow *self, IlvDocument *document);
IlvDocument *ilv_window_find_modified       (IlvWindow *self);
IlvDocument *ilv_window_find_document       (IlvWindow *self, const char *path, guint *index);
void         ilv_window_load_folder         (IlvWindow *self, GFile *folder);

/* ilv-window-run.c */
void     ilv_window_start        (IlvWindow *self);
void     ilv_window_stop         (IlvWindow *self);
void     ilv_window_toggle_pause (IlvWindow *self);
void     ilv_window_step         (IlvWindow *self);
void     ilv_window_step_many    (IlvWindow *self);
void     ilv_window_update_slow  (IlvWindow *self); /* from the adjustments */
gboolean ilv_window_is_running   (IlvWindow *self); /* also while it is paused */
gboolean ilv_window_is_paused    (IlvWindow *self);

/* (transfer full) (nullable) Path of the file to run, or of the folder. What is not saved is written
 * to @directory, and @overlays put it in place of its files. */
char    *ilv_window_write_program (IlvWindow *self, const char *directory,
                                   GStrvBuilder *overlays, GError **error);

/* ilv-window-explore.c: opens a window for many runs of the program. */
void     ilv_window_explore      (IlvWindow *self);

/* Template callbacks of the console. */
gboolean ilv_window_send_input_cb (IlvWindow *self, GBytes *text);
void     ilv_window_end_input_cb  (IlvWindow *self);

/* Ends a run there is and forgets it. */
void     ilv_window_drop_runner  (IlvWindow *self);

G_END_DECLS
