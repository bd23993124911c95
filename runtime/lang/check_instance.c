/* Instances that need ever larger instances. Spec: "Instantiations" (which only asks that a
 * program has finitely many).
 *
 * A graph: its vertices are the type parameters of the package, an edge leads from one to
 * another that gets a type argument mentioning it. The edge weighs 1 if the argument is larger
 * than the parameter itself, []T instead of T. A cycle that weighs anything never ends. Edges
 * that cross packages close no cycle, since imports have none.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

struct edge
{
  uint32_t from, to; /* vertices */
  bool is_larger;
  ilv_pos pos;
  struct ilv_type *targ;
};

struct vertex
{
  struct ilv_type *tparam;
  uint32_t weight; /* of the heaviest path found that ends here */
  uint32_t length; /* its edges */
  uint32_t last;   /* its last edge */
};

struct ilv_check_graph
{
  struct vertex *vertices;
  struct edge *edges;
  size_t n_vertices, vertices_capacity, n_edges, edges_capacity;
};

/* One argument on its way into the graph. */
struct flow
{
  struct checker *c;
  struct ilv_type *tparam, *targ;
  ilv_pos pos;
};

static uint32_t
vertex_of (struct checker *c, struct ilv_type *tparam)
{
  struct ilv_check_graph *graph = c->graph;

  if (!tparam->tparam.vertex)
    {
      graph->vertices = ilv_arena_grow (c->arena, graph->vertices, graph->n_vertices,
                                        &graph->vertices_capacity, sizeof *graph->vertices);
      graph->vertices[graph->n_vertices++] = (struct vertex) { .tparam = tparam };
      tparam->tparam.vertex = (uint32_t) graph->n_vertices;
    }
  return tparam->tparam.vertex - 1;
}

static void
add_edge (const struct flow *flow, struct ilv_type *from)
{
  struct checker *c = flow->c;
  uint32_t to = vertex_of (c, flow->tparam), source = vertex_of (c, from);
  struct ilv_check_graph *graph = c->graph;

  graph->edges = ilv_arena_grow (c->arena, graph->edges, graph->n_edges, &graph->edges_capacity,
                                 sizeof *graph->edges);
  graph->edges[graph->n_edges++] = (struct edge) {
    .from = source, .to = to, .is_larger = from != flow->targ, .pos = flow->pos,
    .targ = flow->targ,
  };
}

static void walk (const struct flow *flow, struct ilv_type *type);

static void
walk_list (const struct flow *flow, struct ilv_type *const *types, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    walk (flow, types[i]);
}

static void
walk_named (const struct flow *flow, const struct ilv_named_type *named)
{
  if (named->n_targs)
    walk_list (flow, named->targs, named->n_targs);
  else
    walk_list (flow, named->tparams, named->n_outer);
}

static void
walk (const struct flow *flow, struct ilv_type *type)
{
  if (!type->has_type_params)
    return;
  switch (type->kind)
    {
    case ILV_TYPE_TYPE_PARAM:
      add_edge (flow, type);
      break;
    case ILV_TYPE_MAP:
      walk (flow, type->key);
      walk (flow, type->elem);
      break;
    case ILV_TYPE_ARRAY:
    case ILV_TYPE_SLICE:
    case ILV_TYPE_POINTER:
    case ILV_TYPE_CHAN:
      walk (flow, type->elem);
      break;
    case ILV_TYPE_FUNC:
      walk (flow, type->func.params);
      walk (flow, type->func.results);
      break;
    case ILV_TYPE_TUPLE:
      walk_list (flow, type->tuple.types, type->tuple.n);
      break;
    case ILV_TYPE_STRUCT:
      for (uint32_t i = 0; i < type->strct.n_fields; i++)
        walk (flow, type->strct.fields[i].type);
      break;
    case ILV_TYPE_INTERFACE:
      for (uint32_t i = 0; i < type->iface.n_methods; i++)
        walk (flow, type->iface.methods[i].type);
      break;
    case ILV_TYPE_NAMED:
      walk_named (flow, &type->named);
      break;
    case ILV_TYPE_ALIAS:
      walk (flow, type->alias.actual);
      break;
    default:
      break;
    }
}

void
ilv_check_note_instance (struct checker *c, ilv_pos pos, struct ilv_type *const *tparams,
                         struct ilv_type *const *targs, size_t n, struct ilv_nodes places)
{
  if (!c->graph)
    c->graph = ilv_arena_new_struct (c->arena, struct ilv_check_graph);
  for (size_t i = 0; i < n; i++)
    {
      struct flow flow = { c, tparams[i], targs[i],
                           i < places.n ? ilv_node_start (places.items[i]) : pos };
      if (tparams[i]->tparam.object->package == c->package)
        walk (&flow, ilv_type_unalias (targs[i]));
    }
}

/* @at is the end of a path that goes around a cycle: says what becomes of what along it. */
static void
report (struct checker *c, uint32_t at)
{
  const struct ilv_check_graph *graph = c->graph;
  bool *is_seen = ilv_arena_new_array (c->arena, bool, graph->n_vertices);
  struct ilv_buf message;
  uint32_t start;

  /* The path may have left the cycle again: walks back until it is met twice. */
  for (; !is_seen[at]; at = graph->edges[graph->vertices[at].last].from)
    is_seen[at] = true;
  start = at;
  ilv_buf_init (&message, c->arena);
  ilv_buf_add_cstr (&message, "instantiation cycle:");
  do
    {
      const struct edge *edge = &graph->edges[graph->vertices[at].last];
      ilv_buf_add_cstr (&message,
                        ilv_check_format (c, "\n\t%p: %n instantiated as %t", edge->pos,
                                          graph->vertices[at].tparam->tparam.object->name,
                                          edge->targ));
      at = edge->from;
    }
  while (at != start);
  ilv_check_error (c, graph->vertices[start].tparam->tparam.object->pos, "%s", message.text);
}

/* Looks for heaviest paths. One that has as many edges as there are vertices has met one of them
 * twice, and did not become heavier for nothing. */
void
ilv_check_instance_cycles (struct checker *c)
{
  struct ilv_check_graph *graph = c->graph;
  bool again = graph != NULL;

  while (again)
    {
      again = false;
      for (uint32_t i = 0; i < graph->n_edges; i++)
        {
          const struct edge *edge = &graph->edges[i];
          struct vertex *from = &graph->vertices[edge->from], *to = &graph->vertices[edge->to];
          if (from->weight + edge->is_larger <= to->weight)
            continue;
          to->weight = from->weight + edge->is_larger;
          to->length = from->length + 1;
          to->last = i;
          if (to->length >= graph->n_vertices)
            {
              report (c, edge->to);
              return;
            }
          again = true;
        }
    }
}
