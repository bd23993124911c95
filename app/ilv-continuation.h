/* ilv-continuation.h - What a window does once something else is over: a file written, a question
 * answered.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "ilv-window.h"

G_BEGIN_DECLS

typedef void (*IlvWindowFunc) (IlvWindow *window, gpointer data);

/* Counted references: each step of a way that ends with it may hold one. */
typedef struct _IlvContinuation IlvContinuation;

/* Keeps @window. @func NULL: there is nothing to do. @destroy (NULL: none) frees @data when nobody
 * needs it any longer, whether @func was called or not. */
IlvContinuation *ilv_continuation_new   (IlvWindow       *window,
                                         IlvWindowFunc    func,
                                         gpointer         data,
                                         GDestroyNotify   destroy);
IlvContinuation *ilv_continuation_ref   (IlvContinuation *self);
void             ilv_continuation_unref (IlvContinuation *self);

IlvWindow       *ilv_continuation_get_window   (IlvContinuation *self); /* (transfer none) */
gboolean         ilv_continuation_is_something (const IlvContinuation *self);

/* Now; or when what calls us is over: what is done may close the window that it belongs to. */
void             ilv_continuation_run       (IlvContinuation *self);
void             ilv_continuation_run_later (IlvContinuation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvContinuation, ilv_continuation_unref)

G_END_DECLS
