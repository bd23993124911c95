/* ilv-format.h - Numbers as people read them.
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): "0", "850 ns", "12.3 µs", "2.31 ms", "1.5 s", "2 min 5 s": three
 * significant digits, no trailing zeros, a point in every locale. */
char *ilv_format_duration (guint64     duration_nsec);

/* (transfer full): "512 KiB", "1.5 MiB": as above. */
char *ilv_format_kib      (guint64     kib);

/* (transfer full): an instant, precise enough to tell it from one
 * @resolution_nsec away: "7.331 ms". */
char *ilv_format_time     (guint64     time_nsec,
                           guint64     resolution_nsec);

/* (transfer full): valid UTF-8 of at most @n_chars characters; what is not printable is
 * shown as Go's %q would, what is cut off as "…". */
char *ilv_format_text     (const char *bytes,
                           gsize       n_bytes,
                           guint       n_chars);

G_END_DECLS
