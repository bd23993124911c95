/* SPDX-License-Identifier: MIT */
#include "lang/ast.h"

#include "base/arena.h"

#include <stddef.h>

static const char *const kind_names[] = {
#define ILV_NODE(NAME, text) [ILV_NODE_##NAME] = #NAME,
#include "lang/ast.def"
};

const char *
ilv_node_kind_name (enum ilv_node_kind kind)
{
  return kind_names[kind];
}

struct ilv_node *
ilv_node_new (struct ilv_arena *arena, enum ilv_node_kind kind, ilv_pos pos)
{
  struct ilv_node *node = ilv_arena_new_struct (arena, struct ilv_node);

  node->kind = (uint8_t) kind;
  node->pos = pos;
  return node;
}

ilv_pos
ilv_node_start (const struct ilv_node *node)
{
  for (;;)
    switch (node->kind)
      {
      case ILV_NODE_COMPOSITE_LIT:
        if (!node->composite.type)
          return node->pos;
        node = node->composite.type;
        break;
      case ILV_NODE_KEY_VALUE:
        node = node->pair.key;
        break;
      case ILV_NODE_SELECTOR:
        node = node->selector.x;
        break;
      case ILV_NODE_INDEX:
        node = node->index.x;
        break;
      case ILV_NODE_TYPE_ASSERT:
        node = node->assertion.name ? node->assertion.name : node->assertion.x;
        break;
      case ILV_NODE_BINARY:
        node = node->binary.x;
        break;
      case ILV_NODE_CALL:
        node = node->call.fun;
        break;
      case ILV_NODE_LIST:
        node = node->list.items[0];
        break;
      case ILV_NODE_SEND:
        node = node->send.chan;
        break;
      case ILV_NODE_ASSIGN:
        node = node->assign.lhs;
        break;
      default:
        return node->pos;
      }
}

struct ilv_node *
ilv_node_unparen (struct ilv_node *node)
{
  while (node->kind == ILV_NODE_PAREN)
    node = node->unary.x;
  return node;
}

struct ilv_nodes
ilv_node_items (struct ilv_node **node)
{
  if (!*node)
    return (struct ilv_nodes) { 0 };
  if ((*node)->kind == ILV_NODE_LIST)
    return (*node)->list;
  return (struct ilv_nodes) { .n = 1, .items = node };
}
