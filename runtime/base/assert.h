/* assert.h - Assertions that stay in release builds.
 *
 * A failed ILV_ASSERT is our own bug: it says where and aborts. The user's
 * program being wrong, or the machine failing, is never asserted.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

/* @condition must have no side effects. Cheap enough for hot paths. */
#define ILV_ASSERT(condition) \
  (__builtin_expect (!!(condition), 1) \
   ? (void) 0 \
   : ilv_assert_fail (#condition, __FILE__, __LINE__, __func__))

#define ilv_likely(x)   __builtin_expect (!!(x), 1)
#define ilv_unlikely(x) __builtin_expect (!!(x), 0)

_Noreturn void ilv_assert_fail (const char *condition, const char *file,
                                int line, const char *function);
