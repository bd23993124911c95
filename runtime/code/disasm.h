/* disasm.h - Code in readable form, and a check of it.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdio.h>

#include "code/program.h"

const char *ilv_opcode_name (unsigned op); /* "ADD"; "?" for an unknown one */

/* One line for each instruction of @func. */
void ilv_disasm_func (FILE *out, const struct ilv_func *func);
void ilv_disasm_program (FILE *out, const struct ilv_program *program);

/* Whether @func can be run without leaving its frame or its code: known
 * instructions, operands inside the frame, jumps to instructions.
 * If not, @why (@size bytes) says so in words. */
bool ilv_verify_func (const struct ilv_func *func, char *why, size_t size);
