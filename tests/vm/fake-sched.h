/* fake-sched.h - As much of a scheduler as heap and maps ask for.
 *
 * Test threads take the place of processors: each holds an ilv_p, and calls
 * fake_sched_poll() at its safepoints.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "sched/sched.h"

/* Makes the calling thread's processor known to the world that can be stopped. */
void fake_sched_enter (struct ilv_p *p, uint32_t id);
void fake_sched_leave (struct ilv_p *p);

/* A safepoint: waits while the world is stopped. */
void fake_sched_poll (struct ilv_p *p);
