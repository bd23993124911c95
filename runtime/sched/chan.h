/* chan.h - Channels and select.
 *
 * Source: Go spec, "Channel types", "Send statements", "Receive operator",
 * "Select statements"; Go memory model. A channel's memory comes from the
 * caller (the Go heap), so it is collected like any value; waiting Gs are found
 * through it but not kept alive by it.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "sched/sched.h"

/* How elements look to a viewer; see enum ilv_value_kind. A float32 is
 * ILV_VALUE_FLOAT with elem_size 4. */
struct ilv_chan_elem
{
  uint32_t size_bytes;
  uint8_t value_kind;
  const void *type; /* of TEXT: for ops->describe */
};

/* Bytes to allocate for a channel of @capacity elements (the buffer follows
 * the head); SIZE_MAX if that overflows. */
size_t ilv_chan_size (struct ilv_chan_elem elem, uint64_t capacity);

/* Makes zeroed @memory a channel, @kind CHAN or CONTEXT, and writes OBJECT_MAKE. */
struct ilv_chan *ilv_chan_init (void *memory, struct ilv_p *p, struct ilv_g *g,
                                struct ilv_chan_elem elem, uint64_t capacity,
                                enum ilv_object_kind kind);

uint32_t ilv_chan_id (const struct ilv_chan *chan);

/* The buffer, for a collector: capacity elements, of which those not filled
 * are zero. */
void *ilv_chan_buffer (struct ilv_chan *chan);
uint64_t ilv_chan_len (struct ilv_chan *chan); /* 0 for NULL */
uint64_t ilv_chan_cap (struct ilv_chan *chan); /* 0 for NULL */

/* Sends the element at @elem. @elem must stay valid until finish.
 * DONE, PARK, WOULD_BLOCK (if !@block), CLOSED (the caller panics).
 * A NULL @chan blocks for ever. */
enum ilv_step ilv_chan_send_begin (struct ilv_p *p, struct ilv_g *g,
                                   struct ilv_chan *chan, const void *elem, bool block);
/* After PARK: true if sent, false if the channel was closed (panic). */
bool ilv_chan_send_finish (struct ilv_p *p, struct ilv_g *g);

/* Receives into @elem (NULL: nowhere), @ok: false if that is the zero value of a closed one.
 * DONE, PARK, WOULD_BLOCK. */
enum ilv_step ilv_chan_recv_begin (struct ilv_p *p, struct ilv_g *g,
                                   struct ilv_chan *chan, void *elem, bool block, bool *ok);
/* After PARK: @elem is filled; returns ok. */
bool ilv_chan_recv_finish (struct ilv_p *p, struct ilv_g *g);

/* DONE, CLOSED or NIL (the caller panics). */
enum ilv_step ilv_chan_close (struct ilv_p *p, struct ilv_g *g, struct ilv_chan *chan);

/* One case of a select, in memory that stays valid until finish. */
struct ilv_select_case
{
  struct ilv_chan *chan; /* NULL: never ready */
  void *elem;            /* to send, or where to receive (may be NULL) */
  bool is_send;
  struct ilv_waiter waiter; /* the scheduler's */
};

struct ilv_select_result
{
  int chosen;     /* index of the case; -1: default */
  bool ok;        /* receive: as for recv */
  bool is_closed; /* send on a closed channel: panic */
};

/* Waits for one of @n cases, or takes none if !@block (the default).
 * Fair: uniformly random among the ready. @n up to 65535; 0 and @block parks for ever.
 * DONE (result filled) or PARK. */
enum ilv_step ilv_select_begin (struct ilv_p *p, struct ilv_g *g,
                                struct ilv_select_case *cases, unsigned n,
                                bool block, struct ilv_select_result *result);
void ilv_select_finish (struct ilv_p *p, struct ilv_g *g,
                        struct ilv_select_case *cases, unsigned n,
                        struct ilv_select_result *result);
