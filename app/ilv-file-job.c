/* ilv-file-job.c - A file that is written little by little, from whatever makes its bytes.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-file-job.h"

#include "ilv-out-file.h"
#include "trace/file.h"

#define COPY_BYTES (256 * 1024) /* at a time */

struct _IlvFileJob
{
  IlvOutFile *out;
  IlvFileJobFunc func;
  gpointer data;
  GDestroyNotify destroy;
  GByteArray *piece;
  GThread *finisher; /* a disk may take seconds to have all; NULL: not yet */
  gint is_finished;  /* atomic: the finisher is done */
  GError *error;     /* the finisher's, until then */
};

IlvFileJob *
ilv_file_job_new (GFile *file, IlvFileJobFunc func, gpointer data, GDestroyNotify destroy,
                  GError **error)
{
  IlvOutFile *out = ilv_out_file_new (file, error);
  IlvFileJob *self;

  if (out == NULL)
    {
      destroy (data);
      return NULL;
    }
  self = g_new0 (IlvFileJob, 1);
  self->out = out;
  self->func = func;
  self->data = data;
  self->destroy = destroy;
  self->piece = g_byte_array_new ();
  return self;
}

void
ilv_file_job_free (IlvFileJob *self)
{
  if (self->finisher != NULL)
    g_thread_join (self->finisher);
  g_clear_error (&self->error);
  ilv_out_file_free (self->out);
  g_byte_array_unref (self->piece);
  self->destroy (self->data);
  g_free (self);
}

static gpointer
finisher_thread (gpointer data)
{
  IlvFileJob *self = data;

  ilv_out_file_finish (self->out, &self->error);
  g_atomic_int_set (&self->is_finished, TRUE);
  return NULL;
}

static IlvExportState
step_finisher (IlvFileJob *self, double *fraction, GError **error)
{
  *fraction = 1;
  if (!g_atomic_int_get (&self->is_finished))
    return ILV_EXPORT_WAITS;
  if (self->error == NULL)
    return ILV_EXPORT_DONE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return ILV_EXPORT_FAILED;
}

IlvExportState
ilv_file_job_step (IlvFileJob *self, double *fraction, GError **error)
{
  IlvExportState state;

  if (self->finisher != NULL)
    return step_finisher (self, fraction, error);
  state = self->func (self->data, self->piece, fraction, error);
  if (state == ILV_EXPORT_FAILED)
    return state;
  if (!ilv_out_file_write (self->out, self->piece->data, self->piece->len, error))
    return ILV_EXPORT_FAILED;
  g_byte_array_set_size (self->piece, 0);
  if (state != ILV_EXPORT_DONE)
    return state;
  self->finisher = g_thread_new ("finisher", finisher_thread, self);
  return ILV_EXPORT_WAITS;
}

/* --- Pictures, and traces for other viewers --------------------------------- */

static IlvExportState
step_picture (gpointer data, GByteArray *out, double *fraction, GError **error)
{
  IlvExportState state = ilv_export_job_step (data, out, error);

  *fraction = ilv_export_job_get_progress (data);
  return state;
}

static IlvExportState
step_interchange (gpointer data, GByteArray *out, double *fraction, GError **error)
{
  gboolean is_more = ilv_interchange_job_step (data, out);

  *fraction = ilv_interchange_job_get_progress (data);
  return is_more ? ILV_EXPORT_GOES_ON : ILV_EXPORT_DONE;
}

IlvFileJob *
ilv_file_job_new_picture (GFile *file, IlvSession *session, const IlvExportOptions *options,
                          GError **error)
{
  return ilv_file_job_new (file, step_picture, ilv_export_job_new (session, options),
                           (GDestroyNotify) ilv_export_job_free, error);
}

IlvFileJob *
ilv_file_job_new_interchange (GFile *file, IlvSession *session, const IlvExportOptions *options,
                              IlvInterchange format, GError **error)
{
  return ilv_file_job_new (file, step_interchange,
                           ilv_interchange_job_new (session, format, options->start_nsec,
                                                    options->end_nsec),
                           (GDestroyNotify) ilv_interchange_job_free, error);
}

/* --- Copies of traces ----------------------------------------------------------- */

typedef struct
{
  GInputStream *in;
  goffset n_copied, n_all; /* the tail not counted */
  GBytes *tail;            /* NULL: the file's own */
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_clear_object (&copy->in);
  g_clear_pointer (&copy->tail, g_bytes_unref);
  g_free (copy);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Copy, copy_free)

static IlvExportState
write_copy (gpointer data, GByteArray *out, double *fraction, GError **error)
{
  Copy *copy = data;
  gsize n_wanted = (gsize) MIN (copy->n_all - copy->n_copied, COPY_BYTES);
  gssize n;

  g_byte_array_set_size (out, COPY_BYTES);
  n = g_input_stream_read (copy->in, out->data, n_wanted, NULL, error);
  g_byte_array_set_size (out, (guint) MAX (n, 0));
  if (n < 0)
    return ILV_EXPORT_FAILED;
  copy->n_copied += n;
  *fraction = (double) copy->n_copied / MAX (copy->n_all, 1);
  if (n > 0)
    return ILV_EXPORT_GOES_ON;
  if (copy->tail != NULL)
    g_byte_array_append (out, g_bytes_get_data (copy->tail, NULL),
                         (guint) g_bytes_get_size (copy->tail));
  return ILV_EXPORT_DONE;
}

/* What follows the events in the copy: @notes (NULL: none), and an index that knows of them. */
static gboolean
make_tail (Copy *copy, GFile *from, GBytes *notes, GError **error)
{
  g_autofree char *path = g_file_get_path (from);
  struct ilv_error reason = { "" };
  struct ilv_file_reader *reader = ilv_file_reader_new (path, &reason);
  gsize n_notes = 0, n_tail;
  const void *bytes = notes != NULL ? g_bytes_get_data (notes, &n_notes) : NULL;
  uint64_t offset;
  void *tail = NULL;

  if (reader != NULL)
    tail = ilv_file_make_tail (reader, bytes, n_notes, &offset, &n_tail, &reason);
  ilv_file_reader_free (reader);
  if (tail == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, reason.text);
      return FALSE;
    }
  copy->tail = g_bytes_new_with_free_func (tail, n_tail, free, tail);
  copy->n_all = (goffset) offset;
  return TRUE;
}

IlvFileJob *
ilv_file_job_new_trace_copy (GFile *file, GFile *from, GBytes *notes, GError **error)
{
  g_autoptr (Copy) copy = g_new0 (Copy, 1);
  g_autoptr (GFileInfo) info
    = g_file_query_info (from, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return NULL;
  copy->n_all = g_file_info_get_size (info);
  if (!make_tail (copy, from, notes, error) && notes != NULL)
    return NULL;
  g_clear_error (error); /* a damaged file is copied as it is */
  copy->in = G_INPUT_STREAM (g_file_read (from, NULL, error));
  if (copy->in == NULL)
    return NULL;
  return ilv_file_job_new (file, write_copy, g_steal_pointer (&copy), copy_free, error);
}
