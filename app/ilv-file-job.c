/* ilv-file-job.c - A file that is written little by little, from whatever makes its bytes.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-file-job.h"

#include "ilv-out-file.h"

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
