/* ilv-interchange-perfetto.c - A trace as Perfetto's protobuf.
 *
 * A file is a message Trace: packets, each with a length, one after the other. Field numbers are
 * those of trace_packet.proto, track_event.proto, track_descriptor.proto and
 * counter_descriptor.proto. No interning: names are written out, which costs bytes
 * but needs no state between packets, so none can be missing.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-interchange-private.h"

#include <string.h>

/* Trace */
#define FIELD_PACKET              1
/* TracePacket */
#define FIELD_TIMESTAMP           8
#define FIELD_SEQUENCE_ID         10
#define FIELD_TRACK_EVENT         11
#define FIELD_TRACK_DESCRIPTOR    60
/* TrackDescriptor */
#define FIELD_UUID                1
#define FIELD_TRACK_NAME          2
#define FIELD_PARENT_UUID         5
#define FIELD_COUNTER             8
/* TrackEvent */
#define FIELD_TYPE                9
#define FIELD_TRACK_UUID          11
#define FIELD_CATEGORY            22
#define FIELD_NAME                23
#define FIELD_COUNTER_VALUE       30
#define FIELD_FLOW_ID             47
#define FIELD_TERMINATING_FLOW_ID 48
/* TrackEvent.Type */
#define TYPE_SLICE_BEGIN          1
#define TYPE_SLICE_END            2
#define TYPE_INSTANT              3
#define TYPE_COUNTER              4

/* How a field's bytes are to be read, in the low three bits of its key. */
#define WIRE_VARINT               0
#define WIRE_FIXED64              1
#define WIRE_BYTES                2

#define SEQUENCE_ID               1

/* Numbers of tracks: groups first, then four for each lane: itself and its series. */
#define FIRST_LANE_UUID           16

static void
add_varint (GByteArray *out,
            guint64     number)
{
  do
    {
      guint8 byte = number & 0x7f;

      number >>= 7;
      if (number != 0)
        byte |= 0x80;
      g_byte_array_append (out, &byte, 1);
    }
  while (number != 0);
}

static void
add_number (GByteArray *out,
            guint       field,
            guint64     number)
{
  add_varint (out, field << 3 | WIRE_VARINT);
  add_varint (out, number);
}

static void
add_fixed64 (GByteArray *out,
             guint       field,
             guint64     number)
{
  guint64 bytes = GUINT64_TO_LE (number);

  add_varint (out, field << 3 | WIRE_FIXED64);
  g_byte_array_append (out, (const guint8 *) &bytes, sizeof bytes);
}

static void
add_bytes (GByteArray *out,
           guint       field,
           const void *bytes,
           gsize       n_bytes)
{
  add_varint (out, field << 3 | WIRE_BYTES);
  add_varint (out, n_bytes);
  g_byte_array_append (out, bytes, n_bytes);
}

static void
add_text (GByteArray *out,
          guint       field,
          const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  add_bytes (out, field, valid, strlen (valid));
}

static void
add_packet (GByteArray       *out,
            guint             field,
            const GByteArray *content,
            const guint64    *time_nsec)
{
  g_autoptr(GByteArray) packet = g_byte_array_new ();

  if (time_nsec != NULL)
    add_number (packet, FIELD_TIMESTAMP, *time_nsec);
  add_number (packet, FIELD_SEQUENCE_ID, SEQUENCE_ID);
  add_bytes (packet, field, content->data, content->len);
  add_bytes (out, FIELD_PACKET, packet->data, packet->len);
}

static guint64
group_uuid (guint group)
{
  return group + 1;
}

static guint64
lane_uuid (const IlvTrack *track)
{
  return FIRST_LANE_UUID + (guint64) track->lane * (ILV_N_SERIES + 1);
}

static guint64
series_uuid (const IlvTrack *track,
             guint           series)
{
  return lane_uuid (track) + 1 + series;
}

static void
add_descriptor (GByteArray *out,
                guint64     uuid,
                guint64     parent,
                const char *name,
                gboolean    is_counter)
{
  g_autoptr(GByteArray) descriptor = g_byte_array_new ();

  add_number (descriptor, FIELD_UUID, uuid);
  add_text (descriptor, FIELD_TRACK_NAME, name);
  if (parent != 0)
    add_number (descriptor, FIELD_PARENT_UUID, parent);
  if (is_counter)
    add_bytes (descriptor, FIELD_COUNTER, "", 0);
  add_packet (out, FIELD_TRACK_DESCRIPTOR, descriptor, NULL);
}

/* (transfer full) */
static GByteArray *
event_new (guint   type,
           guint64 uuid)
{
  GByteArray *event = g_byte_array_new ();

  add_number (event, FIELD_TYPE, type);
  add_number (event, FIELD_TRACK_UUID, uuid);
  return event;
}

static void
begin (GByteArray *out)
{
  /* A file has no head. */
}

static void
group (GByteArray *out,
       guint       group,
       const char *name)
{
  add_descriptor (out, group_uuid (group), 0, name, FALSE);
}

static void
track (GByteArray     *out,
       const IlvTrack *track)
{
  add_descriptor (out, lane_uuid (track), group_uuid (track->group), track->name, FALSE);
}

static void
slice (GByteArray     *out,
       const IlvTrack *track,
       guint64         start_nsec,
       guint64         end_nsec,
       const char     *name,
       const char     *category)
{
  g_autoptr(GByteArray) first = event_new (TYPE_SLICE_BEGIN, lane_uuid (track));
  g_autoptr(GByteArray) last = event_new (TYPE_SLICE_END, lane_uuid (track));

  add_text (first, FIELD_CATEGORY, category);
  add_text (first, FIELD_NAME, name);
  add_packet (out, FIELD_TRACK_EVENT, first, &start_nsec);
  add_packet (out, FIELD_TRACK_EVENT, last, &end_nsec);
}

static void
series (GByteArray     *out,
        const IlvTrack *track,
        guint           series,
        const char     *name)
{
  g_autofree char *full_name = g_strdup_printf ("%s: %s", track->name, name);

  add_descriptor (out, series_uuid (track, series), group_uuid (track->group), full_name, TRUE);
}

static void
counter (GByteArray     *out,
         const IlvTrack *track,
         guint           series,
         const char     *name,
         guint64         time_nsec,
         guint32         value)
{
  g_autoptr(GByteArray) event = event_new (TYPE_COUNTER, series_uuid (track, series));

  add_number (event, FIELD_COUNTER_VALUE, value);
  add_packet (out, FIELD_TRACK_EVENT, event, &time_nsec);
}

static void
add_flow_end (GByteArray     *out,
              guint           field,
              guint           id,
              const char     *name,
              const IlvTrack *track,
              guint64         time_nsec)
{
  g_autoptr(GByteArray) event = event_new (TYPE_INSTANT, lane_uuid (track));

  add_text (event, FIELD_NAME, name);
  add_fixed64 (event, field, id);
  add_packet (out, FIELD_TRACK_EVENT, event, &time_nsec);
}

static void
flow (GByteArray     *out,
      guint           id,
      const char     *name,
      const IlvTrack *from,
      guint64         from_nsec,
      const IlvTrack *to,
      guint64         to_nsec)
{
  add_flow_end (out, FIELD_FLOW_ID, id, name, from, from_nsec);
  add_flow_end (out, FIELD_TERMINATING_FLOW_ID, id, name, to, to_nsec);
}

static void
end (GByteArray *out)
{
  /* Nor a tail. */
}

const IlvInterchangeWriter ilv_interchange_perfetto = {
  .begin = begin,
  .group = group,
  .track = track,
  .slice = slice,
  .series = series,
  .counter = counter,
  .flow = flow,
  .end = end,
};
