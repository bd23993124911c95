/* ilv-transport.h - Replaying a recorded run: the playhead moves, and everything follows it.
 *
 * Speed is that of the axis that is shown: of time, or of events.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/ilv-session.h"

G_BEGIN_DECLS

#define ILV_TYPE_TRANSPORT (ilv_transport_get_type ())
G_DECLARE_FINAL_TYPE (IlvTransport, ilv_transport, ILV, TRANSPORT, GtkWidget)

/* @session (nullable). Ends a replay. */
void     ilv_transport_set_session (IlvTransport *self, IlvSession *session);

/* Starts from the playhead, or from the begin if there is none or it is at the end; or stops. */
void     ilv_transport_toggle      (IlvTransport *self);
gboolean ilv_transport_is_playing  (IlvTransport *self);

/* Moves the playhead as far as the replay goes in @usec; what each frame does. */
void     ilv_transport_advance     (IlvTransport *self, gint64 usec);

/* Nanoseconds of the axis for each of ours. Until somebody has chosen one, a run takes
 * ILV_TRANSPORT_RUN_SEC. */
#define ILV_TRANSPORT_RUN_SEC 10
double   ilv_transport_get_speed   (IlvTransport *self);
void     ilv_transport_set_speed   (IlvTransport *self, double speed);

G_END_DECLS
