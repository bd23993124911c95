/* wild.h - What becomes of a program that follows a wild address.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

/* From now on an access to memory that is not there ends the process with gc's words for it and
 * status 2. Package unsafe makes such addresses, and data races that tear a slice or an interface
 * in two. Leaves the signals alone that somebody handles already (a sanitizer). */
void ilv_wild_catch (void);
