/* generate.h - Makes a Go program out of any bytes.
 *
 * The program is correct, ends, needs no package and prints (with println) what depends only on
 * the language, never on the scheduler or on what the specification leaves open. So every
 * compiler must accept it, and all must make the same output of it.
 *
 * The bytes are the choices, one after the other; where they end, the simplest choice is taken.
 * So a small change of the bytes is a small change of the program, which is what a fuzzer that
 * goes by coverage needs.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Writes the program that @data stands for to @out. */
void ilv_generate_program (FILE *out, const uint8_t *data, size_t size);
