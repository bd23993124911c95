/* ilv-interchange-perfetto.c - A trace as Perfetto's protobuf.
 *
 * A file is a message Trace: packets, each with a length, one after the other. Field numbers are
 * those of trace_packet.proto, track_event.proto, track_descriptor.proto, debug_annotation.proto
 * and counter_descriptor.proto. No interning: names are written out, which costs bytes
 * but needs no state between packets, so none can be missing.
 *
 * Times rise within a sequence, as if one writer had written it: a lane has one for its slices and
 * one for its instants and counters. The ends of arrows have one of their own, in which
 * an arrow's start may lie before the end of the last.
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
#define FIELD_CHILD_ORDERING      11
#define FIELD_SIBLING_ORDER_RANK  12
/* TrackDescriptor.ChildTracksOrdering */
#define ORDERING_EXPLICIT         3
/* TrackEvent */
#define FIELD_DEBUG_ANNOTATION    4
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

/* DebugAnnotation */
#define FIELD_UINT_VALUE          3
#define FIELD_STRING_VALUE        6
#define FIELD_DETAIL_NAME         10

/* How a field's bytes are to be read, in the low three bits of its key. */
#define WIRE_VARINT               0
#define WIRE_FIXED64              1
#define WIRE_BYTES                2

/* Groups; arrows; then two for each lane, the run's first. */
#define SEQUENCE_OF_GROUPS        1
#define SEQUENCE_OF_FLOWS         2
#define FIRST_LANE_SEQUENCE       3

/* Numbers of tracks: groups first, then four for each lane: itself and its series. */
#define FIRST_LANE_UUID           16

G_STATIC_ASSERT (ILV_N_GROUPS + 1 < FIRST_LANE_UUID);

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
            guint             sequence,
            guint             field,
            const GByteArray *content,
            const guint64    *time_nsec)
{
  g_autoptr(GByteArray) packet = g_byte_array_new ();

  if (time_nsec != NULL)
    add_number (packet, FIELD_TIMESTAMP, *time_nsec);
  add_number (packet, FIELD_SEQUENCE_ID, sequence);
  add_bytes (packet, field, content->data, content->len);
  add_bytes (out, FIELD_PACKET, packet->data, packet->len);
}

/* Of lanes, counted from 0: the run itself (ILV_NO_LANE is one below 0), lane 0, lane 1 … */
static guint32
lane_index (guint32 lane)
{
  return lane + 1;
}

static guint
slices_sequence (const IlvTrack *track)
{
  return FIRST_LANE_SEQUENCE + 2 * lane_index (track->lane);
}

static guint
steps_sequence (const IlvTrack *track)
{
  return slices_sequence (track) + 1;
}

static guint64
group_uuid (guint group)
{
  return group + 1;
}

static guint64
lane_uuid (guint32 lane)
{
  return FIRST_LANE_UUID + (guint64) lane_index (lane) * (ILV_N_SERIES + 1);
}

static guint64
series_uuid (const IlvTrack *track,
             guint           series)
{
  return lane_uuid (track->lane) + 1 + series;
}

/* (transfer full) */
static GByteArray *
descriptor_new (guint64     uuid,
                guint64     parent,
                guint       rank,
                const char *name)
{
  GByteArray *descriptor = g_byte_array_new ();

  add_number (descriptor, FIELD_UUID, uuid);
  add_text (descriptor, FIELD_TRACK_NAME, name);
  if (parent != 0)
    add_number (descriptor, FIELD_PARENT_UUID, parent);
  add_number (descriptor, FIELD_CHILD_ORDERING, ORDERING_EXPLICIT);
  add_number (descriptor, FIELD_SIBLING_ORDER_RANK, rank);
  return descriptor;
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
add_details (GByteArray       *event,
             const IlvDetails *details)
{
  for (guint i = 0; i < details->n; i++)
    {
      const IlvDetail *item = &details->items[i];
      g_autoptr(GByteArray) annotation = g_byte_array_new ();

      add_text (annotation, FIELD_DETAIL_NAME, item->key);
      if (item->text != NULL)
        add_text (annotation, FIELD_STRING_VALUE, item->text);
      else
        add_number (annotation, FIELD_UINT_VALUE, item->number);
      add_bytes (event, FIELD_DEBUG_ANNOTATION, annotation->data, annotation->len);
    }
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
  g_autoptr(GByteArray) descriptor = descriptor_new (group_uuid (group), 0, group, name);

  add_packet (out, SEQUENCE_OF_GROUPS, FIELD_TRACK_DESCRIPTOR, descriptor, NULL);
}

static void
track (GByteArray     *out,
       const IlvTrack *track)
{
  guint64 parent = track->host != ILV_NO_LANE ? lane_uuid (track->host) : group_uuid (track->group);
  g_autoptr(GByteArray) descriptor
    = descriptor_new (lane_uuid (track->lane), parent, track->rank, track->name);

  add_packet (out, slices_sequence (track), FIELD_TRACK_DESCRIPTOR, descriptor, NULL);
}

static void
slice (GByteArray       *out,
       const IlvTrack   *track,
       guint64           start_nsec,
       guint64           end_nsec,
       const char       *name,
       const char       *category,
       const IlvDetails *details)
{
  g_autoptr(GByteArray) first = event_new (TYPE_SLICE_BEGIN, lane_uuid (track->lane));
  g_autoptr(GByteArray) last = event_new (TYPE_SLICE_END, lane_uuid (track->lane));

  add_text (first, FIELD_CATEGORY, category);
  add_text (first, FIELD_NAME, name);
  add_details (first, details);
  add_packet (out, slices_sequence (track), FIELD_TRACK_EVENT, first, &start_nsec);
  add_packet (out, slices_sequence (track), FIELD_TRACK_EVENT, last, &end_nsec);
}

static void
instant (GByteArray       *out,
         const IlvTrack   *track,
         guint64           time_nsec,
         const char       *name,
         const IlvDetails *details)
{
  g_autoptr(GByteArray) event = event_new (TYPE_INSTANT, lane_uuid (track->lane));

  add_text (event, FIELD_NAME, name);
  add_details (event, details);
  add_packet (out, steps_sequence (track), FIELD_TRACK_EVENT, event, &time_nsec);
}

static void
series (GByteArray     *out,
        const IlvTrack *track,
        guint           series,
        const char     *name)
{
  g_autofree char *full_name = g_strdup_printf ("%s: %s", track->name, name);
  g_autoptr(GByteArray) descriptor
    = descriptor_new (series_uuid (track, series), lane_uuid (track->lane), series, full_name);

  add_bytes (descriptor, FIELD_COUNTER, "", 0);
  add_packet (out, steps_sequence (track), FIELD_TRACK_DESCRIPTOR, descriptor, NULL);
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
  add_packet (out, steps_sequence (track), FIELD_TRACK_EVENT, event, &time_nsec);
}

static void
add_flow_end (GByteArray     *out,
              guint           field,
              guint           id,
              const char     *name,
              const IlvTrack *track,
              guint64         time_nsec)
{
  g_autoptr(GByteArray) event = event_new (TYPE_INSTANT, lane_uuid (track->lane));

  add_text (event, FIELD_NAME, name);
  add_fixed64 (event, field, id);
  add_packet (out, SEQUENCE_OF_FLOWS, FIELD_TRACK_EVENT, event, &time_nsec);
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
  .instant = instant,
  .series = series,
  .counter = counter,
  .flow = flow,
  .end = end,
};
