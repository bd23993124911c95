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
  char *text;
} Key;

typedef struct
{
  Key key;
  PangoLayout *layout;
  double width_px;
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

  return g_str_hash (key->text) ^ key->font << 28 ^ (guint) key->bucket << 16;
}

static gboolean
key_equal (gconstpointer a,
           gconstpointer b)
{
  const Key *left = a, *right = b;

  return left->font == right->font && left->bucket == right->bucket
         && strcmp (left->text, right->text) == 0;
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->key.text);
  g_object_unref (entry->layout);
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

  entry->key = (Key) { key->font, key->bucket, g_strdup (key->text) };
  entry->layout = pango_layout_new (self->context);
  pango_layout_set_font_description (entry->layout, self->descriptions[key->font]);
  pango_layout_set_single_paragraph_mode (entry->layout, TRUE);
  pango_layout_set_text (entry->layout, key->text, -1);
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
           double        max_width)
{
  Key key = { font, max_width < 0 ? -1 : (int) (max_width / BUCKET_PX), (char *) text };
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

static double
measure_exactly (gpointer    data,
                 IlvFont     font,
                 const char *text)
{
  return get_entry (data, font, text, -1)->width_px;
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
  Entry *entry = get_entry (self, font, text, -1);

  if (max_width >= 0 && entry->width_px > max_width)
    entry = get_entry (self, font, text, max_width);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (entry->layout, 0));
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
