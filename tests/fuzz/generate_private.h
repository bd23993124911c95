/* generate_private.h - What the files that make programs share.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "generate.h"

#include <stdbool.h>

#define MAX_VARS 64
#define MAX_DEPTH 3
#define MAX_NESTING 3
#define N_ARRAY 4

enum kind { BOOL, INTEGER, FLOAT, STRING, ARRAY, SLICE, MAP, STRUCT, POINTER, ANY, SHAPE };

/* The types of the generated programs. */
extern const struct gen_type
{
  const char *name;
  enum kind kind;
  int elem; /* index of the element's (pointer: base) type */
  int bits; /* of an integer; negative: signed */
} ilv_gen_types[];
enum { INT = 0, UINT8 = 6, T_BOOL = 10, T_STRING = 11, PAIR = 21, NEST = 22, T_ANY = 24,
       T_SHAPE = 25 };

/* Fields that lead to a value of a type: of pair, and of nest. */
#define N_FIELDS 8
extern const struct field
{
  int of, type;
  const char *name;
} ilv_gen_fields[N_FIELDS];

struct var
{
  char name[8];
  int type;
  bool is_fixed; /* not to be assigned: a loop's variable that decides when it ends */
};

struct gen
{
  FILE *out;
  const uint8_t *data;
  size_t size, at;
  struct var vars[MAX_VARS];
  int n_vars;
  int last_name;
  int func;     /* index of the function being made; it may call those before it */
  int nesting;  /* of statements */
  int n_loops;  /* around the statement, in this function */
  bool may_panic; /* one operation of this statement still may */
};

struct signature
{
  int result, params[2];
};

/* One of @n; 0 when the bytes are used up. */
int ilv_gen_choose (struct gen *g, int n);
void ilv_gen_put (struct gen *g, const char *format, ...) __attribute__ ((format (printf, 2, 3)));

/* What function @index takes and gives. Its place decides, so that calls need no table. */
struct signature ilv_gen_signature (int index);

struct var *ilv_gen_declare (struct gen *g, int type);
/* One of the variables of @type, or NULL. */
struct var *ilv_gen_find_var (struct gen *g, int type, bool to_assign);
int ilv_gen_choose_type (struct gen *g);
int ilv_gen_choose_integer (struct gen *g);

/* Any expression of @type, also a literal; and one that is not constant. */
void ilv_gen_expression (struct gen *g, int type, int depth);
void ilv_gen_operand (struct gen *g, int type, int depth);
void ilv_gen_literal (struct gen *g, int type);
/* "[i]" for an array of N_ARRAY. */
void ilv_gen_array_index (struct gen *g, int depth);

void ilv_gen_statements (struct gen *g, int n);
void ilv_gen_declaration (struct gen *g);
void ilv_gen_assignment (struct gen *g);
/* Prints @text, of @type. */
void ilv_gen_show (struct gen *g, const char *text, int type);
