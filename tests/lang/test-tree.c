/* What the generator finds in a checked program.
 *
 * SPDX-License-Identifier: MIT
 */
#include "language.h"

#include "lang/const.h"

static struct ilv_object *
local_of (struct checked *checked, const char *func, guint statement)
{
  struct ilv_node *body
    = object_of (checked, func)->func.info->node->func_decl.body;
  struct ilv_node *stmt = body->block.stmts.items[statement];

  g_assert_cmpint (stmt->kind, ==, ILV_NODE_ASSIGN);
  return stmt->assign.lhs->name.object;
}

static void
test_tree_types_are_unique (void)
{
  g_auto (Checked) checked = { 0 };

  check_good ("package main\n"
              "type M = map[string][]byte\n"
              "var a M\nvar b map[string][]uint8\n"
              "var c func(x int) (e error)\nvar d func(int) error\n"
              "var e interface{ A(); B() }\nvar f interface{ B(); A() }\n"
              "type N []int\nvar g N\nvar h []int\n"
              "var i interface{ interface{ A() }; B() }\n"
              "func main() {}\n");
  g_assert_true (type_of (&checked, "a") == type_of (&checked, "b"));
  g_assert_true (type_of (&checked, "c") == type_of (&checked, "d"));
  g_assert_true (type_of (&checked, "e") == type_of (&checked, "f"));
  g_assert_true (type_of (&checked, "e") == type_of (&checked, "i"));
  g_assert_true (type_of (&checked, "g") != type_of (&checked, "h"));
}

static void
test_tree_sizes_are_gc_s (void)
{
  g_auto (Checked) checked = { 0 };
  struct ilv_types *types;
  struct ilv_type *s;

  check_good ("package main\n"
              "var s struct { a bool; b int64; c bool; d [3]int16; e string; f struct{} }\n"
              "var x [5]struct { a int32; b int8 }\nvar c complex64\n"
              "func main() {}\n");
  types = ilv_compilation_types (checked.compilation);
  s = type_of (&checked, "s");
  g_assert_cmpint (ilv_type_offset (types, s, 1), ==, 8);
  g_assert_cmpint (ilv_type_offset (types, s, 3), ==, 18);
  g_assert_cmpint (ilv_type_offset (types, s, 4), ==, 24);
  g_assert_cmpint (ilv_type_offset (types, s, 5), ==, 40);
  g_assert_cmpint (ilv_type_size (types, s), ==, 48);
  g_assert_cmpint (ilv_type_size (types, type_of (&checked, "x")), ==, 40);
  g_assert_cmpint (ilv_type_align (types, type_of (&checked, "c")), ==, 4);
}

static void
test_tree_variables_start_in_order_of_need (void)
{
  g_auto (Checked) checked = { 0 };
  g_autoptr (GString) order = g_string_new (NULL);
  struct ilv_package *package;

  check_good ("package main\n"
              "var a = c\nvar b = f()\nvar c = 2\n"
              "var x, y = two()\nvar _ = z\nvar z = 1\n"
              "func f() int { return g() }\nfunc g() int { return d }\nvar d = 3\n"
              "func two() (int, int) { return a, b }\n"
              "func main() {}\n");
  package = checked.program->main;
  for (guint i = 0; i < package->n_initializers; i++)
    for (guint j = 0; j < package->initializers[i].n_lhs; j++)
      g_string_append_printf (order, "%s ", package->initializers[i].lhs[j]->name->text);
  g_assert_cmpstr (order->str, ==, "c a z _ d b x y ");
}

static void
test_tree_captures_name_outer_variables (void)
{
  g_auto (Checked) checked = { 0 };
  struct ilv_func_info *outer, *inner;

  check_good ("package main\n"
              "func f() {\n"
              "a := 1\nb := 2\nc := 3\nd := [2]int{}\n"
              "g := func() { a++; _ = a; func() { _ = b }() }\n"
              "_ = c; _ = d[:]; g()\n"
              "}\nfunc main() {}\n");
  struct ilv_node *body = object_of (&checked, "f")->func.info->node->func_decl.body;
  outer = body->block.stmts.items[4]->assign.rhs->func_lit.info;
  g_assert_cmpuint (outer->n_captures, ==, 2);
  g_assert_cmpstr (outer->captures[0]->name->text, ==, "a");
  g_assert_cmpstr (outer->captures[1]->name->text, ==, "b");
  inner = outer->node->func_lit.body->block.stmts.items[2]->unary.x->call.fun->func_lit.info;
  g_assert_cmpuint (inner->n_captures, ==, 1);
  g_assert_true (inner->outer == outer);
  g_assert_true (local_of (&checked, "f", 0)->var.is_reassigned);
  g_assert_true (local_of (&checked, "f", 1)->var.is_captured);
  g_assert_false (local_of (&checked, "f", 1)->var.is_reassigned);
  g_assert_false (local_of (&checked, "f", 2)->var.is_captured);
  g_assert_true (local_of (&checked, "f", 3)->var.is_address_taken);
}

static void
test_tree_selectors_have_paths (void)
{
  g_auto (Checked) checked = { 0 };
  struct ilv_selection *field, *method;

  check_good ("package main\n"
              "type A struct { x, y int }\nfunc (*A) P() {}\n"
              "type B struct { z int; *A }\ntype C struct { B }\n"
              "func f(c C) (int, func()) { return c.y, c.P }\n"
              "func main() {}\n");
  struct ilv_node *body = object_of (&checked, "f")->func.info->node->func_decl.body;
  struct ilv_nodes results = body->block.stmts.items[0]->results->list;
  field = results.items[0]->selector.selection;
  method = results.items[1]->selector.selection;
  g_assert_cmpint (field->kind, ==, ILV_SELECT_FIELD);
  g_assert_cmpuint (field->n_path, ==, 3);
  g_assert_cmpuint (field->path[0], ==, 0);
  g_assert_cmpuint (field->path[1], ==, 1);
  g_assert_cmpuint (field->path[2], ==, 1);
  g_assert_true (field->is_indirect);
  g_assert_cmpint (method->kind, ==, ILV_SELECT_METHOD);
  g_assert_cmpuint (method->n_path, ==, 2);
  g_assert_false (method->takes_address);
}

static void
test_tree_method_sets_follow_pointers (void)
{
  g_auto (Checked) checked = { 0 };
  struct ilv_types *types;
  size_t n;

  check_good ("package main\n"
              "type A struct{}\nfunc (A) V() {}\nfunc (*A) P() {}\n"
              "type B struct { A }\ntype C struct { *A }\n"
              "var b B\nvar c C\nvar p *B\n"
              "func main() {}\n");
  types = ilv_compilation_types (checked.compilation);
  ilv_method_set (types, type_of (&checked, "b"), &n);
  g_assert_cmpuint (n, ==, 1);
  ilv_method_set (types, type_of (&checked, "c"), &n);
  g_assert_cmpuint (n, ==, 2);
  struct ilv_selection *set = ilv_method_set (types, type_of (&checked, "p"), &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (set[0].name->text, ==, "P");
  g_assert_cmpstr (set[1].name->text, ==, "V");
}

static void
test_tree_untyped_constants_become_typed (void)
{
  g_auto (Checked) checked = { 0 };
  struct ilv_node *call;
  int64_t value;

  check_good ("package main\nfunc f(a float64, b any, c uint8) {}\n"
              "func main() { f(1<<3, 'a', 5) }\n");
  struct ilv_node *body = checked.program->main_func->node->func_decl.body;
  call = body->block.stmts.items[0]->unary.x;
  g_assert_cmpint (call->call.call_kind, ==, ILV_CALL_FUNCTION);
  g_assert_cmpint (call->call.args.items[0]->type->kind, ==, ILV_TYPE_FLOAT64);
  g_assert_cmpint (call->call.args.items[1]->type->kind, ==, ILV_TYPE_INT32);
  g_assert_cmpint (call->call.args.items[2]->type->kind, ==, ILV_TYPE_UINT8);
  g_assert_true (ilv_const_to_int64 (call->call.args.items[0]->value, &value));
  g_assert_cmpint (value, ==, 8);
}

static void
test_tree_generic_calls_have_instances (void)
{
  g_auto (Checked) checked = { 0 };
  struct ilv_instance *instance;
  struct ilv_buf text;

  check_good ("package main\n"
              "type List[T any] struct { next *List[T]; val T }\n"
              "func Map[A, B any](xs []A, f func(A) B) []B { return nil }\n"
              "func main() { _ = Map([]int{1}, func(i int) List[string] { return List[string]{} }) "
              "}\n");
  struct ilv_node *body = checked.program->main_func->node->func_decl.body;
  instance = body->block.stmts.items[0]->assign.rhs->call.fun->name.instance;
  g_assert_cmpuint (instance->n_targs, ==, 2);
  g_assert_cmpint (instance->targs[0]->kind, ==, ILV_TYPE_INT);
  ilv_buf_init (&text, ilv_compilation_arena (checked.compilation));
  ilv_type_print (ilv_compilation_types (checked.compilation), instance->type, NULL, &text);
  g_assert_cmpstr (text.text, ==,
                   "func([]int, func(int) main.List[string]) []main.List[string]");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lang/tree/types-are-unique", test_tree_types_are_unique);
  g_test_add_func ("/lang/tree/sizes-are-gc-s", test_tree_sizes_are_gc_s);
  g_test_add_func ("/lang/tree/variables-start-in-order-of-need",
                   test_tree_variables_start_in_order_of_need);
  g_test_add_func ("/lang/tree/captures-name-outer-variables",
                   test_tree_captures_name_outer_variables);
  g_test_add_func ("/lang/tree/selectors-have-paths", test_tree_selectors_have_paths);
  g_test_add_func ("/lang/tree/method-sets-follow-pointers",
                   test_tree_method_sets_follow_pointers);
  g_test_add_func ("/lang/tree/untyped-constants-become-typed",
                   test_tree_untyped_constants_become_typed);
  g_test_add_func ("/lang/tree/generic-calls-have-instances",
                   test_tree_generic_calls_have_instances);
  return g_test_run ();
}
