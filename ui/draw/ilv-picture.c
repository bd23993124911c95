/* ilv-picture.c - A display list as PNG or PDF, painted by a thread.
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-picture.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define MAX_IMAGE_PX    32767   /* cairo's */
#define POINTS_A_PX     0.75
#define MAX_PAGE_PX     19200.0 /* 14400 points, the highest page there is */
#define TEXT_PX         24.0    /* no text is higher */
#define BATCH           512     /* shapes from one look at the clock to the next */

struct _IlvPicture
{
  IlvDisplayList *list;
  IlvTheme theme;
  double scale;
  char *title;
  gboolean is_pdf;

  GByteArray *bytes;  /* the thread's until it is done, as is what follows */
  GError *error;

  /* Its user and the thread: who drops the last one frees it all. */
  gatomicrefcount n_refs;
  gint is_dropped;    /* atomic: nobody wants it any more */
  gint n_painted;     /* atomic: shapes */
  GMutex mutex;
  GCond cond;
  gboolean is_done;   /* under the mutex */
};

static gboolean
is_dropped (IlvPicture *self)
{
  return g_atomic_int_get (&self->is_dropped);
}

static void
unref (IlvPicture *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;
  ilv_display_list_free (self->list);
  g_byte_array_unref (self->bytes);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->title);
  g_free (self);
}

/* --- Painting ------------------------------------------------------------- */

static void
paint (IlvPicture   *self,
       const GArray *indexes,
       cairo_t      *cr,
       IlvTextCache *texts)
{
  ilv_palette_set_source (cr, ilv_style_get_colors (ILV_STYLE_PAPER, self->theme)->fill);
  cairo_paint (cr);
  for (guint i = 0; i < indexes->len && !is_dropped (self); i += BATCH)
    {
      guint n = MIN (indexes->len - i, BATCH);

      ilv_display_list_paint_some (self->list, &g_array_index (indexes, guint, i), n, cr,
                                   self->theme, texts);
      g_atomic_int_add (&self->n_painted, (gint) n);
    }
}

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  IlvPicture *self = closure;

  if (is_dropped (self))
    return CAIRO_STATUS_WRITE_ERROR;
  g_byte_array_append (self->bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
note_status (IlvPicture     *self,
             cairo_status_t  status)
{
  if (status != CAIRO_STATUS_SUCCESS && self->error == NULL)
    g_set_error (&self->error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 _("The picture could not be drawn: %s"), cairo_status_to_string (status));
}

/* (transfer full): of the shapes that meet the stretch from @top to @bottom. */
static GArray *
find_shapes (IlvPicture *self,
             double      top,
             double      bottom)
{
  GArray *indexes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->list->shapes->len; i++)
    {
      const IlvShape *shape = &g_array_index (self->list->shapes, IlvShape, i);
      double low = MIN (shape->y, shape->y + shape->h) - TEXT_PX;
      double high = MAX (shape->y, shape->y + shape->h) + TEXT_PX;

      if (high >= top && low <= bottom)
        g_array_append_val (indexes, i);
    }
  return indexes;
}

static void
make_png (IlvPicture   *self,
          IlvTextCache *texts)
{
  double width = ceil (self->list->width_px * self->scale);
  double height = ceil (self->list->height_px * self->scale);
  g_autoptr(GArray) indexes = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;

  if (width > MAX_IMAGE_PX || height > MAX_IMAGE_PX)
    {
      g_set_error (&self->error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   /* translators: width and height of a picture in pixels, and the largest */
                   _("A picture of %.0f × %.0f pixels is too large for PNG (at most %d); hide or "
                     "fold lanes, or export SVG"), width, height, MAX_IMAGE_PX);
      return;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, MAX (width, 1), MAX (height, 1));
  cr = cairo_create (surface);
  cairo_scale (cr, self->scale, self->scale);
  indexes = find_shapes (self, 0, self->list->height_px);
  paint (self, indexes, cr, texts);
  note_status (self, cairo_status (cr));
  cairo_destroy (cr);
  if (self->error == NULL)
    note_status (self, cairo_surface_write_to_png_stream (surface, append_bytes, self));
  cairo_surface_destroy (surface);
}

/* A page of the stretch from @top on. */
static void
add_page (IlvPicture      *self,
          cairo_surface_t *surface,
          double           top,
          double           height,
          IlvTextCache    *texts)
{
  g_autoptr(GArray) indexes = find_shapes (self, top, top + height);
  cairo_t *cr;

  cairo_pdf_surface_set_size (surface, self->list->width_px * POINTS_A_PX, height * POINTS_A_PX);
  cr = cairo_create (surface);
  cairo_scale (cr, POINTS_A_PX, POINTS_A_PX);
  cairo_translate (cr, 0, -top);
  paint (self, indexes, cr, texts);
  cairo_show_page (cr);
  note_status (self, cairo_status (cr));
  cairo_destroy (cr);
}

static void
make_pdf (IlvPicture   *self,
          IlvTextCache *texts)
{
  double height = self->list->height_px;
  cairo_surface_t *surface
    = cairo_pdf_surface_create_for_stream (append_bytes, self, self->list->width_px * POINTS_A_PX,
                                           MIN (height, MAX_PAGE_PX) * POINTS_A_PX);

  if (self->title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  /* The same picture is the same file. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2024-01-01T00:00:00Z");
  for (double top = 0; top < height && !is_dropped (self); top += MAX_PAGE_PX)
    add_page (self, surface, top, MIN (height - top, MAX_PAGE_PX), texts);
  cairo_surface_finish (surface);
  note_status (self, cairo_surface_status (surface));
  cairo_surface_destroy (surface);
}

static gpointer
picture_thread (gpointer data)
{
  IlvPicture *self = data;
  IlvTextCache *texts = ilv_text_cache_new (NULL); /* fonts belong to a thread */

  if (self->is_pdf)
    make_pdf (self, texts);
  else
    make_png (self, texts);
  ilv_text_cache_free (texts);
  g_mutex_lock (&self->mutex);
  self->is_done = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  unref (self);
  return NULL;
}

/* --- What the user of it does ------------------------------------------------ */

static IlvPicture *
begin (IlvDisplayList *list,
       IlvTheme        theme,
       double          scale,
       const char     *title,
       gboolean        is_pdf)
{
  IlvPicture *self = g_new0 (IlvPicture, 1);

  self->list = list;
  self->theme = theme;
  self->scale = scale;
  self->title = g_strdup (title);
  self->is_pdf = is_pdf;
  self->bytes = g_byte_array_new ();
  g_atomic_ref_count_init (&self->n_refs);
  g_atomic_ref_count_inc (&self->n_refs);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_thread_unref (g_thread_new ("picture", picture_thread, self));
  return self;
}

IlvPicture *
ilv_picture_new_png (IlvDisplayList *list,
                     IlvTheme        theme,
                     double          scale)
{
  return begin (list, theme, scale, NULL, FALSE);
}

IlvPicture *
ilv_picture_new_pdf (IlvDisplayList *list,
                     IlvTheme        theme,
                     const char     *title)
{
  return begin (list, theme, 1, title, TRUE);
}

void
ilv_picture_free (IlvPicture *self)
{
  g_atomic_int_set (&self->is_dropped, TRUE);
  unref (self);
}

void
ilv_picture_wait (IlvPicture *self,
                  gint64      until_usec)
{
  g_mutex_lock (&self->mutex);
  while (!self->is_done && g_cond_wait_until (&self->cond, &self->mutex, until_usec))
    ;
  g_mutex_unlock (&self->mutex);
}

gboolean
ilv_picture_is_done (IlvPicture *self)
{
  gboolean is_done;

  g_mutex_lock (&self->mutex);
  is_done = self->is_done;
  g_mutex_unlock (&self->mutex);
  return is_done;
}

/* Shapes that lie on two pages are painted twice. */
double
ilv_picture_get_progress (IlvPicture *self)
{
  return MIN (g_atomic_int_get (&self->n_painted) / (double) MAX (self->list->shapes->len, 1), 1);
}

GBytes *
ilv_picture_get_bytes (IlvPicture  *self,
                       GError     **error)
{
  ilv_picture_wait (self, G_MAXINT64);
  if (self->error == NULL)
    return g_bytes_new (self->bytes->data, self->bytes->len);
  g_propagate_error (error, g_error_copy (self->error));
  return NULL;
}
