/* Expressions as text, for messages: one line, bodies and elements left out.
 *
 * SPDX-License-Identifier: MIT
 */
#include "base/buf.h"
#include "base/intern.h"
#include "lang/ast.h"

static void
print_list (const struct ilv_nodes *list, struct ilv_buf *out)
{
  for (uint32_t i = 0; i < list->n; i++)
    {
      ilv_buf_add_cstr (out, i ? ", " : "");
      ilv_node_print (list->items[i], out);
    }
}

/* Neighbours of one type show it once. */
static void
print_fields (const struct ilv_nodes *fields, const char *separator, struct ilv_buf *out)
{
  for (uint32_t i = 0; i < fields->n; i++)
    {
      const struct ilv_node *field = fields->items[i];
      const struct ilv_node *next = i + 1 < fields->n ? fields->items[i + 1] : NULL;

      if (field->field.name)
        {
          ilv_node_print (field->field.name, out);
          if (next && next->field.name && next->field.type == field->field.type)
            {
              ilv_buf_add_cstr (out, ", ");
              continue;
            }
          ilv_buf_add_char (out, ' ');
        }
      ilv_node_print (field->field.type, out);
      if (field->field.tag)
        {
          ilv_buf_add_char (out, ' ');
          ilv_node_print (field->field.tag, out);
        }
      ilv_buf_add_cstr (out, next ? separator : "");
    }
}

static void
print_signature (const struct ilv_node *type, struct ilv_buf *out)
{
  const struct ilv_nodes *results = &type->func_type.results;

  ilv_buf_add_char (out, '(');
  print_fields (&type->func_type.params, ", ", out);
  ilv_buf_add_char (out, ')');
  if (results->n == 0)
    return;
  if (results->n == 1 && !results->items[0]->field.name)
    {
      ilv_buf_add_char (out, ' ');
      ilv_node_print (results->items[0]->field.type, out);
      return;
    }
  ilv_buf_add_cstr (out, " (");
  print_fields (results, ", ", out);
  ilv_buf_add_char (out, ')');
}

static void
print_methods (const struct ilv_nodes *fields, struct ilv_buf *out)
{
  for (uint32_t i = 0; i < fields->n; i++)
    {
      const struct ilv_node *field = fields->items[i];
      ilv_buf_add_cstr (out, i ? "; " : "");
      if (field->field.name)
        {
          ilv_node_print (field->field.name, out);
          print_signature (field->field.type, out);
        }
      else
        ilv_node_print (field->field.type, out);
    }
}

static void
print_or_nothing (const struct ilv_node *node, struct ilv_buf *out)
{
  if (node)
    ilv_node_print (node, out);
}

static void
print_chan (const struct ilv_node *node, struct ilv_buf *out)
{
  const struct ilv_node *elem = node->type_expr.elem;
  bool needs_parens = node->type_expr.dir == ILV_DIR_BOTH && elem->kind == ILV_NODE_CHAN_TYPE
                      && elem->type_expr.dir == ILV_DIR_RECV;

  ilv_buf_add_cstr (out, node->type_expr.dir == ILV_DIR_RECV   ? "<-chan "
                         : node->type_expr.dir == ILV_DIR_SEND ? "chan<- "
                                                               : "chan ");
  ilv_buf_add_cstr (out, needs_parens ? "(" : "");
  ilv_node_print (elem, out);
  ilv_buf_add_cstr (out, needs_parens ? ")" : "");
}

static void
print_slice (const struct ilv_node *node, struct ilv_buf *out)
{
  ilv_node_print (node->slice.x, out);
  ilv_buf_add_char (out, '[');
  print_or_nothing (node->slice.indices[0], out);
  ilv_buf_add_char (out, ':');
  print_or_nothing (node->slice.indices[1], out);
  if (node->slice.indices[2])
    {
      ilv_buf_add_char (out, ':');
      ilv_node_print (node->slice.indices[2], out);
    }
  ilv_buf_add_char (out, ']');
}

static void
print_type (const struct ilv_node *node, struct ilv_buf *out)
{
  switch (node->kind)
    {
    case ILV_NODE_ARRAY_TYPE:
      ilv_buf_add_char (out, '[');
      if (node->type_expr.len)
        ilv_node_print (node->type_expr.len, out);
      else
        ilv_buf_add_cstr (out, "...");
      ilv_buf_add_char (out, ']');
      ilv_node_print (node->type_expr.elem, out);
      break;
    case ILV_NODE_SLICE_TYPE:
    case ILV_NODE_DOTS_TYPE:
      ilv_buf_add_cstr (out, node->kind == ILV_NODE_SLICE_TYPE ? "[]" : "...");
      ilv_node_print (node->type_expr.elem, out);
      break;
    case ILV_NODE_STRUCT_TYPE:
      ilv_buf_add_cstr (out, "struct{");
      print_fields (&node->fields.fields, "; ", out);
      ilv_buf_add_char (out, '}');
      break;
    case ILV_NODE_INTERFACE_TYPE:
      ilv_buf_add_cstr (out, "interface{");
      print_methods (&node->fields.fields, out);
      ilv_buf_add_char (out, '}');
      break;
    case ILV_NODE_FUNC_TYPE:
      ilv_buf_add_cstr (out, "func");
      print_signature (node, out);
      break;
    case ILV_NODE_MAP_TYPE:
      ilv_buf_add_cstr (out, "map[");
      ilv_node_print (node->type_expr.key, out);
      ilv_buf_add_char (out, ']');
      ilv_node_print (node->type_expr.elem, out);
      break;
    default:
      print_chan (node, out);
    }
}

static void
print_assign (const struct ilv_node *node, struct ilv_buf *out)
{
  const char *op = ilv_op_text (node->op);

  ilv_node_print (node->assign.lhs, out);
  if (!node->assign.rhs)
    ilv_buf_printf (out, "%s%s", op, op);
  else
    {
      ilv_buf_printf (out, node->op == ILV_OP_DEF ? " %s " : " %s= ", op);
      ilv_node_print (node->assign.rhs, out);
    }
}

static void
print_assertion (const struct ilv_node *node, struct ilv_buf *out)
{
  if (node->assertion.name)
    {
      ilv_node_print (node->assertion.name, out);
      ilv_buf_add_cstr (out, " := ");
    }
  ilv_node_print (node->assertion.x, out);
  ilv_buf_add_cstr (out, ".(");
  if (node->assertion.type)
    ilv_node_print (node->assertion.type, out);
  else
    ilv_buf_add_cstr (out, "type");
  ilv_buf_add_char (out, ')');
}

void
ilv_node_print (const struct ilv_node *node, struct ilv_buf *out)
{
  switch (node->kind)
    {
    case ILV_NODE_BAD_EXPR:
      ilv_buf_add_cstr (out, "<bad expr>");
      break;
    case ILV_NODE_NAME:
      ilv_buf_add (out, node->name.symbol->text, node->name.symbol->len);
      break;
    case ILV_NODE_BASIC_LIT:
      ilv_buf_add (out, node->lit.text, node->lit.len);
      break;
    case ILV_NODE_FUNC_LIT:
      ilv_node_print (node->func_lit.type, out);
      ilv_buf_add_cstr (out, node->func_lit.body->block.stmts.n ? " {…}" : " {}");
      break;
    case ILV_NODE_COMPOSITE_LIT:
      print_or_nothing (node->composite.type, out);
      ilv_buf_add_cstr (out, node->composite.elems.n ? "{…}" : "{}");
      break;
    case ILV_NODE_PAREN:
      ilv_buf_add_char (out, '(');
      ilv_node_print (node->unary.x, out);
      ilv_buf_add_char (out, ')');
      break;
    case ILV_NODE_SELECTOR:
      ilv_node_print (node->selector.x, out);
      ilv_buf_add_char (out, '.');
      ilv_node_print (node->selector.name, out);
      break;
    case ILV_NODE_INDEX:
      ilv_node_print (node->index.x, out);
      ilv_buf_add_char (out, '[');
      ilv_node_print (node->index.index, out);
      ilv_buf_add_char (out, ']');
      break;
    case ILV_NODE_SLICE_EXPR:
      print_slice (node, out);
      break;
    case ILV_NODE_TYPE_ASSERT:
      print_assertion (node, out);
      break;
    case ILV_NODE_CALL:
      ilv_node_print (node->call.fun, out);
      ilv_buf_add_char (out, '(');
      print_list (&node->call.args, out);
      ilv_buf_add_cstr (out, node->call.has_dots ? "...)" : ")");
      break;
    case ILV_NODE_STAR:
    case ILV_NODE_UNARY:
      ilv_buf_add_cstr (out, node->kind == ILV_NODE_STAR ? "*" : ilv_op_text (node->op));
      ilv_node_print (node->unary.x, out);
      break;
    case ILV_NODE_BINARY:
      ilv_node_print (node->binary.x, out);
      ilv_buf_printf (out, " %s ", ilv_op_text (node->op));
      ilv_node_print (node->binary.y, out);
      break;
    case ILV_NODE_KEY_VALUE:
      ilv_node_print (node->pair.key, out);
      ilv_buf_add_cstr (out, ": ");
      ilv_node_print (node->pair.value, out);
      break;
    case ILV_NODE_LIST:
      print_list (&node->list, out);
      break;
    case ILV_NODE_EXPR_STMT:
      ilv_node_print (node->unary.x, out);
      break;
    case ILV_NODE_SEND:
      ilv_node_print (node->send.chan, out);
      ilv_buf_add_cstr (out, " <- ");
      ilv_node_print (node->send.value, out);
      break;
    case ILV_NODE_ASSIGN:
      print_assign (node, out);
      break;
    case ILV_NODE_RANGE:
      ilv_buf_add_cstr (out, "range ");
      ilv_node_print (node->range.x, out);
      break;
    default:
      print_type (node, out);
    }
}
