/* pkg_os.h - What the two files of package os share.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "vm/pkg.h"

/* A path for the system; NULL with errno set if it holds a NUL or memory is short. To be freed. */
char *ilv_pkg_os_path (const struct ilv_string *string);

/* The error number that Go is told: 0 if @result is not negative, else errno. */
uint64_t ilv_pkg_os_number (int64_t result);

/* Makes slots[i] a []string. */
enum ilv_native_status ilv_pkg_os_strings (struct ilv_native_call *call, unsigned i,
                                           char *const *texts, uint64_t n);

/* pkg_os_tree.c: files by name. */
enum ilv_native_status ilv_pkg_os_path_call (struct ilv_native_call *call);
enum ilv_native_status ilv_pkg_os_file_call (struct ilv_native_call *call);
enum ilv_native_status ilv_pkg_os_stat_file (struct ilv_native_call *call);
enum ilv_native_status ilv_pkg_os_read_link (struct ilv_native_call *call);
enum ilv_native_status ilv_pkg_os_read_names (struct ilv_native_call *call);
enum ilv_native_status ilv_pkg_os_set_times (struct ilv_native_call *call);
