/* ilv-text-cache.c - Texts that have been shaped once.
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-text-cache.h"

#include <math.h>
#include <string.h>

#define MAX_ENTRIES   4096
#define BUCKET_PX     8

static const struct
{
  double size_px;
  PangoWeight weight;
} fonts[ILV_N_FONTS] = {
  [ILV_FONT_LABEL] = { 11, PANGO_WEIGHT_MEDIUM },
  [ILV_FONT_NAME] = { 12.5, PANGO_WEIGHT_MEDIUM },
  [ILV_FONT_SMALL] = { 10.5, PANGO_WEIGHT_NORMAL },
  [ILV_FONT_HEADING] = { 10.5, PANGO_WEIGHT_BOLD },
  [ILV_FONT_TITLE] = { 14, PANGO_WEIGHT_BOLD },
};

typedef struct
{
  guint font;
  int bucket;          /* of the width it is cut off at; -1: as wide as it is */
  guint n_bytes;
  char *text;
} Key;

/* A text, or a part of one that is put beside others without any of them looking different. */
typedef struct
{
  Key key;
  PangoLayout *layout;
  double width_px;
  cairo_surface_t *mask; /* how it looks at mask_scale; NULL: not asked for yet */
  int mask_scale;
  int mask_x, mask_y;    /* of its corner, from the baseline's start */
  GList link;          /* in `used'; data is the entry */
} Entry;

struct _IlvTextCache
{
  PangoContext *context;
  PangoFontDescription *descriptions[ILV_N_FONTS];
  GHashTable *entries; /* Key -> Entry */
  GQueue used;         /* the latest used first */
};

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;
  guint hash = 5381;

  for (guint i = 0; i < key->n_bytes; i++)
    hash = hash * 33 + (guchar) key->text[i];
  return hash ^ key->font << 28 ^ (guint) key->bucket << 16;
}

static gboolean
key_equal (gconstpointer a,
           gconstpointer b)
{
  const Key *left = a, *right = b;

  return left->font == right->font && left->bucket == right->bucket
         && left->n_bytes == right->n_bytes
         && memcmp (left->text, right->text, left->n_bytes) == 0;
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->key.text);
  g_object_unref (entry->layout);
  g_clear_pointer (&entry->mask, cairo_surface_destroy);
  g_free (entry);
}

/* Advances must not depend on the resolution, or the picture on paper differs from
 * the one on screen. */
static PangoContext *
export_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoFontDescription *family;

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 96);
  family = pango_font_description_from_string ("Cantarell, DejaVu Sans, Sans");
  pango_context_set_font_description (context, family);
  pango_font_description_free (family);
  cairo_font_options_destroy (options);
  return context;
}

IlvTextCache *
ilv_text_cache_new (PangoContext *context)
{
  IlvTextCache *self = g_new0 (IlvTextCache, 1);
  const PangoFontDescription *base;

  self->context = context != NULL ? g_object_ref (context) : export_context ();
  base = pango_context_get_font_description (self->context);
  for (guint i = 0; i < ILV_N_FONTS; i++)
    {
      PangoFontDescription *description = pango_font_description_copy (base);

      pango_font_description_set_absolute_size (description, fonts[i].size_px * PANGO_SCALE);
      pango_font_description_set_weight (description, fonts[i].weight);
      self->descriptions[i] = description;
    }
  self->entries = g_hash_table_new_full (key_hash, key_equal, NULL, entry_free);
  g_queue_init (&self->used);
  return self;
}

void
ilv_text_cache_free (IlvTextCache *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->entries);
  for (guint i = 0; i < ILV_N_FONTS; i++)
    pango_font_description_free (self->descriptions[i]);
  g_object_unref (self->context);
  g_free (self);
}

static Entry *
add_entry (IlvTextCache *self,
           const Key    *key)
{
  Entry *entry = g_new0 (Entry, 1);
  PangoRectangle extents;

  entry->key = (Key) { key->font, key->bucket, key->n_bytes, g_strndup (key->text, key->n_bytes) };
  entry->layout = pango_layout_new (self->context);
  pango_layout_set_font_description (entry->layout, self->descriptions[key->font]);
  pango_layout_set_single_paragraph_mode (entry->layout, TRUE);
  pango_layout_set_text (entry->layout, key->text, key->n_bytes);
  if (key->bucket >= 0)
    {
      pango_layout_set_width (entry->layout, key->bucket * BUCKET_PX * PANGO_SCALE);
      pango_layout_set_ellipsize (entry->layout, PANGO_ELLIPSIZE_END);
    }
  pango_layout_get_extents (entry->layout, NULL, &extents);
  entry->width_px = (double) extents.width / PANGO_SCALE;
  entry->link.data = entry;
  g_hash_table_insert (self->entries, &entry->key, entry);
  g_queue_push_head_link (&self->used, &entry->link);
  return entry;
}

static Entry *
get_entry (IlvTextCache *self,
           IlvFont       font,
           const char   *text,
           gsize         n_bytes,
           double        max_width)
{
  Key key = { font, max_width < 0 ? -1 : (int) (max_width / BUCKET_PX), n_bytes, (char *) text };
  Entry *entry = g_hash_table_lookup (self->entries, &key);

  if (entry != NULL)
    {
      g_queue_unlink (&self->used, &entry->link);
      g_queue_push_head_link (&self->used, &entry->link);
      return entry;
    }
  if (g_queue_get_length (&self->used) >= MAX_ENTRIES)
    {
      Entry *oldest = g_queue_peek_tail (&self->used);

      g_queue_unlink (&self->used, &oldest->link);
      g_hash_table_remove (self->entries, &oldest->key);
    }
  return add_entry (self, &key);
}

/* --- Pieces ------------------------------------------------------------------- */

/* Letters that stand one beside the other, left to right, in one colour: no Arabic, no combining
 * marks, no emoji. */
static gboolean
stands_alone (gunichar c)
{
  return c < 0x300 || (c >= 0x370 && c < 0x483) || (c >= 0x2010 && c < 0x2028)
         || (c >= 0x2030 && c < 0x2600) || (c >= 0x2e80 && c < 0xa000)
         || (c >= 0xac00 && c < 0xd7a4) || (c >= 0xff00 && c < 0xffe0);
}

static gboolean
can_be_cut (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if ((guchar) *text >= 0x80 && !stands_alone (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/* A digit, or all up to the next one. */
static gsize
length_of_piece (const char *text)
{
  return g_ascii_isdigit (*text) ? 1 : strcspn (text, "0123456789");
}

static double
measure_exactly (gpointer    data,
                 IlvFont     font,
                 const char *text)
{
  double width = 0;

  if (!can_be_cut (text))
    return get_entry (data, font, text, strlen (text), -1)->width_px;
  for (gsize n; *text != '\0'; text += n)
    {
      n = length_of_piece (text);
      width += get_entry (data, font, text, n, -1)->width_px;
    }
  return width;
}

IlvTextMeasure
ilv_text_cache_measure (IlvTextCache *self)
{
  return (IlvTextMeasure) { measure_exactly, self };
}

void
ilv_text_cache_show (IlvTextCache *self,
                     cairo_t      *cr,
                     IlvFont       font,
                     const char   *text,
                     double        x,
                     double        y,
                     double        max_width)
{
  gsize n_bytes = strlen (text);
  Entry *entry = get_entry (self, font, text, n_bytes, -1);

  if (max_width >= 0 && entry->width_px > max_width)
    entry = get_entry (self, font, text, n_bytes, max_width);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (entry->layout, 0));
}

static void
make_mask (Entry *entry,
           int    scale)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (entry->layout, 0);
  PangoRectangle ink;
  cairo_t *cr;

  g_clear_pointer (&entry->mask, cairo_surface_destroy);
  pango_layout_line_get_pixel_extents (line, &ink, NULL);
  entry->mask_scale = scale;
  entry->mask_x = (ink.x - 1) * scale;
  entry->mask_y = (ink.y - 1) * scale;
  entry->mask = cairo_image_surface_create (CAIRO_FORMAT_A8, (ink.width + 2) * scale,
                                            (ink.height + 2) * scale);
  cairo_surface_set_device_scale (entry->mask, scale, scale);
  cr = cairo_create (entry->mask);
  cairo_move_to (cr, 1 - ink.x, 1 - ink.y);
  pango_cairo_show_layout_line (cr, line);
  cairo_destroy (cr);
  cairo_surface_flush (entry->mask);
}

static void
show_entry (Entry     *entry,
            IlvPixels *pixels,
            guint32    rgb,
            double     x,
            double     y)
{
  if (entry->mask == NULL || entry->mask_scale != pixels->scale)
    make_mask (entry, pixels->scale);
  ilv_pixels_fill_mask (pixels, rgb, entry->mask, x, y, entry->mask_x, entry->mask_y);
}

void
ilv_text_cache_show_on_pixels (IlvTextCache *self,
                               IlvPixels    *pixels,
                               cairo_t      *cr,
                               guint32       rgb,
                               IlvFont       font,
                               const char   *text,
                               double        x,
                               double        y,
                               double        max_width)
{
  if (!can_be_cut (text))
    {
      ilv_pixels_give_back (pixels);
      ilv_palette_set_source (cr, rgb);
      ilv_text_cache_show (self, cr, font, text, x, y, max_width);
      return;
    }
  if (max_width >= 0 && measure_exactly (self, font, text) > max_width)
    {
      show_entry (get_entry (self, font, text, strlen (text), max_width), pixels, rgb, x, y);
      return;
    }
  for (gsize n; *text != '\0'; text += n)
    {
      Entry *entry;

      n = length_of_piece (text);
      entry = get_entry (self, font, text, n, -1);
      show_entry (entry, pixels, rgb, x, y);
      x += entry->width_px;
    }
}

/* Widths of DejaVu Sans, the widest of the usual fonts, in thousandths of the size:
 * a text that fits by these fits in any of them. */
static guint
guess_width (gunichar c)
{
  if (g_unichar_iswide (c))
    return 1000;
  if (g_unichar_iszerowidth (c))
    return 0;
  if (c == 'i' || c == 'j' || c == 'l' || c == '\'' || c == '|')
    return 310;
  if (strchr (" .,:;!fIrt()[]/\\-\"", c < 128 ? (int) c : 'x') != NULL)
    return 430;
  if (c == 'm' || c == 'w' || c == 'M' || c == 'W' || c == '@' || c == '%')
    return 990;
  if (g_unichar_isupper (c))
    return 760;
  return c < 0x2000 ? 650 : 850;
}

static double
measure_anywhere (gpointer    data,
                  IlvFont     font,
                  const char *text)
{
  guint64 thousandths = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    thousandths += guess_width (g_utf8_get_char (text));
  return thousandths * ilv_font_get_size_px (font) / 1000 * (ilv_font_is_bold (font) ? 1.1 : 1);
}

IlvTextMeasure
ilv_text_measure_anywhere (void)
{
  return (IlvTextMeasure) { measure_anywhere, NULL };
}

double
ilv_font_get_size_px (IlvFont font)
{
  g_assert (font < ILV_N_FONTS);
  return fonts[font].size_px;
}

gboolean
ilv_font_is_bold (IlvFont font)
{
  g_assert (font < ILV_N_FONTS);
  return fonts[font].weight >= PANGO_WEIGHT_BOLD;
}
