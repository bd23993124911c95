/* ilv-format.c - Numbers as people read them.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-format.h"

#include <math.h>
#include <string.h>

static const struct
{
  guint64 nsec;
  const char *name;
} units[] = {
  { 1000000000, "s" },
  { 1000000, "ms" },
  { 1000, "µs" },
  { 1, "ns" },
};

static char *
strip_zeros (char *digits)
{
  gsize n = strlen (digits);

  if (strchr (digits, '.') == NULL)
    return digits;
  while (digits[n - 1] == '0')
    n--;
  if (digits[n - 1] == '.')
    n--;
  digits[n] = '\0';
  return digits;
}

/* @value with @n_decimals at most, and a point in every locale. */
static char *
format_decimal (double value,
                int    n_decimals)
{
  char format[8];
  char digits[64];

  g_snprintf (format, sizeof format, "%%.%df", CLAMP (n_decimals, 0, 9));
  g_ascii_formatd (digits, sizeof digits, format, value);
  return g_strdup (strip_zeros (digits));
}

static char *
format_long (guint64 seconds)
{
  if (seconds >= 3600)
    return g_strdup_printf ("%" G_GUINT64_FORMAT " h %" G_GUINT64_FORMAT " min", seconds / 3600,
                            seconds / 60 % 60);
  return g_strdup_printf ("%" G_GUINT64_FORMAT " min %" G_GUINT64_FORMAT " s", seconds / 60,
                          seconds % 60);
}

char *
ilv_format_duration (guint64 duration_nsec)
{
  if (duration_nsec == 0)
    return g_strdup ("0");
  if (duration_nsec >= G_GUINT64_CONSTANT (100000000000))
    return format_long (duration_nsec / 1000000000);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      double value = (double) duration_nsec / units[i].nsec;
      int n_decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;

      /* 999.7 µs is nearer to 1 ms than to any number of µs with three digits. */
      if (value >= 0.9995)
        {
          g_autofree char *digits = format_decimal (value, i == 3 ? 0 : n_decimals);

          return g_strconcat (digits, " ", units[i].name, NULL);
        }
    }
  g_assert_not_reached ();
}

char *
ilv_format_kib (guint64 kib)
{
  static const char *const names[] = { "KiB", "MiB", "GiB" };
  double value = kib;
  guint unit = 0;
  g_autofree char *digits = NULL;

  while (value >= 999.5 && unit + 1 < G_N_ELEMENTS (names))
    {
      value /= 1024;
      unit++;
    }
  digits = format_decimal (value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
  return g_strconcat (digits, " ", names[unit], NULL);
}

char *
ilv_format_time (guint64 time_nsec,
                 guint64 resolution_nsec)
{
  guint i = 0;
  int n_decimals;
  g_autofree char *digits = NULL;

  if (time_nsec == 0)
    return g_strdup ("0");
  while (i < G_N_ELEMENTS (units) - 1 && time_nsec < units[i].nsec)
    i++;
  n_decimals = ceil (log10 ((double) units[i].nsec / MAX (resolution_nsec, 1)) - 1e-9);
  digits = format_decimal ((double) time_nsec / units[i].nsec, n_decimals);
  return g_strconcat (digits, " ", units[i].name, NULL);
}

static void
append_escaped (GString  *text,
                gunichar  c)
{
  if (c == '\n')
    g_string_append (text, "\\n");
  else if (c == '\t')
    g_string_append (text, "\\t");
  else if (c == '\r')
    g_string_append (text, "\\r");
  else if (g_unichar_isprint (c))
    g_string_append_unichar (text, c);
  else
    g_string_append_printf (text, c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
}

char *
ilv_format_text (const char *bytes,
                 gsize       n_bytes,
                 guint       n_chars)
{
  GString *text = g_string_new (NULL);
  const char *end = bytes + n_bytes;

  for (guint n = 0; bytes < end; n++)
    {
      gunichar c = g_utf8_get_char_validated (bytes, end - bytes);

      if (n == n_chars)
        {
          g_string_append (text, "…");
          break;
        }
      if (c == (gunichar) -1 || c == (gunichar) -2 || c == 0)
        {
          g_string_append_printf (text, "\\x%02x", (guchar) *bytes);
          bytes++;
          continue;
        }
      append_escaped (text, c);
      bytes = g_utf8_next_char (bytes);
    }
  return g_string_free (text, FALSE);
}
