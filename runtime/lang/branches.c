/* Where break, continue, goto and fallthrough go. Spec: "Labeled statements" and
 * the sections on those four.
 *
 * Blocks are walked once, in order. A goto whose label has not come yet is kept in
 * a list; when the label comes, those in the list that are in its block or further
 * in are resolved; a variable declared since makes that an error. What is left
 * when the function ends jumps into a block or nowhere.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/parse.h"

#include "base/diag.h"
#include "base/intern.h"

struct label
{
  struct label *next;
  struct block *block; /* that it is declared in */
  struct ilv_node *stmt; /* LABELED */
};

struct block
{
  struct block *outer;
  ilv_pos start;
  struct ilv_node *labeled; /* the LABELED whose statement this is the body of, or NULL */
};

/* What an unlabelled break or continue refers to. */
struct targets
{
  struct ilv_node *breaks, *continues;
  int64_t case_index; /* in a SWITCH, directly in a clause; else -1 */
};

struct walk
{
  struct ilv_arena *arena;
  struct ilv_diags *diags;
  struct label *labels, **last_label;
  struct node_list forward; /* gotos whose label has not come */
};

/* Variables of a block, as far as gotos care. */
struct declared
{
  ilv_pos pos; /* of the last one; 0: none */
  struct ilv_node *name;
  size_t n_bad; /* gotos in the list before it jump over it */
};

static void walk_block (struct walk *w, struct block *outer, struct targets targets,
                        struct ilv_node *labeled, ilv_pos start, struct ilv_nodes stmts);

static const char *
label_text (const struct ilv_node *branch)
{
  return branch->branch.label->name.symbol->text;
}

static struct label *
find_label (struct walk *w, const struct ilv_symbol *name)
{
  for (struct label *label = w->labels; label; label = label->next)
    if (label->stmt->labeled.label->name.symbol == name)
      return label;
  return NULL;
}

/* --- Gotos -------------------------------------------------------------- */

static void
print_pos (struct walk *w, ilv_pos pos, struct ilv_buf *out)
{
  struct ilv_location at = ilv_sources_locate (ilv_diags_sources (w->diags), pos);

  ilv_buf_init (out, w->arena);
  ilv_location_print (&at, out);
}

static void
jumps_over_declaration (struct walk *w, struct ilv_node *branch, const struct declared *declared)
{
  struct ilv_buf name, pos;

  ilv_buf_init (&name, w->arena);
  ilv_node_print (declared->name, &name);
  print_pos (w, declared->pos, &pos);
  ilv_diags_add (w->diags, branch->branch.label->pos,
                 "goto %s jumps over declaration of %s at %s", label_text (branch), name.text,
                 pos.text);
}

/* Resolves the gotos from @first on in the list, those of this block, that wait for
 * the label of @stmt. */
static void
resolve_forward (struct walk *w, size_t first, struct ilv_node *stmt, struct declared *declared)
{
  size_t n_kept = first, n_bad = declared->n_bad;

  for (size_t i = first; i < w->forward.n; i++)
    {
      struct ilv_node *branch = w->forward.items[i];
      if (branch->branch.label->name.symbol != stmt->labeled.label->name.symbol)
        {
          w->forward.items[n_kept++] = branch;
          continue;
        }
      branch->branch.target = stmt;
      stmt->labeled.is_used = true;
      if (i < declared->n_bad)
        {
          jumps_over_declaration (w, branch, declared);
          n_bad--;
        }
    }
  declared->n_bad = n_bad;
  w->forward.n = n_kept;
}

static void
add_forward (struct walk *w, struct ilv_node *branch)
{
  w->forward.items = ilv_arena_grow (w->arena, w->forward.items, w->forward.n,
                                     &w->forward.capacity, sizeof (branch));
  w->forward.items[w->forward.n++] = branch;
}

static void
goto_stmt (struct walk *w, struct block *block, struct ilv_node *branch)
{
  struct label *label = find_label (w, branch->branch.label->name.symbol);

  if (label)
    {
      label->stmt->labeled.is_used = true;
      for (struct block *b = block; b; b = b->outer)
        if (b == label->block)
          {
            branch->branch.target = label->stmt;
            return;
          }
    }
  add_forward (w, branch);
}

/* --- Break, continue, fallthrough --------------------------------------- */

static bool
is_loop (const struct ilv_node *stmt)
{
  return stmt->kind == ILV_NODE_FOR || stmt->kind == ILV_NODE_RANGE;
}

static bool
can_be_broken (const struct ilv_node *stmt)
{
  return is_loop (stmt) || stmt->kind == ILV_NODE_SWITCH || stmt->kind == ILV_NODE_TYPE_SWITCH
         || stmt->kind == ILV_NODE_SELECT;
}

/* The statement of the enclosing block that is labelled as @branch says, or NULL. */
static struct ilv_node *
enclosing_labelled (struct block *block, const struct label *label)
{
  for (; block; block = block->outer)
    if (block->labeled == label->stmt)
      return label->stmt->labeled.stmt;
  return NULL;
}

static void
labelled_break (struct walk *w, struct block *block, struct ilv_node *branch)
{
  const char *what = branch->op == ILV_TOKEN_BREAK ? "break" : "continue";
  struct label *label = find_label (w, branch->branch.label->name.symbol);
  ilv_pos pos = branch->branch.label->pos;

  if (!label)
    {
      ilv_diags_add (w->diags, pos, "%s label not defined: %s", what, label_text (branch));
      return;
    }
  label->stmt->labeled.is_used = true;

  struct ilv_node *target = enclosing_labelled (block, label);
  if (target && (branch->op == ILV_TOKEN_BREAK ? can_be_broken (target) : is_loop (target)))
    branch->branch.target = target;
  else
    ilv_diags_add (w->diags, pos, "invalid %s label %s", what, label_text (branch));
}

static void
fallthrough_stmt (struct walk *w, const struct targets *targets, struct ilv_node *branch,
                  bool is_last)
{
  const char *message = "fallthrough statement out of place";

  if (targets->breaks && targets->breaks->kind == ILV_NODE_TYPE_SWITCH)
    message = "cannot fallthrough in type switch";
  else if (targets->breaks && targets->breaks->kind == ILV_NODE_SWITCH
           && targets->case_index >= 0 && is_last)
    {
      if (targets->case_index + 1 < (int64_t) targets->breaks->switch_stmt.clauses.n)
        return;
      message = "cannot fallthrough final case in switch";
    }
  ilv_diags_add (w->diags, branch->pos, "%s", message);
}

static void
branch_stmt (struct walk *w, struct block *block, const struct targets *targets,
             struct ilv_node *branch, bool is_last)
{
  if (branch->op == ILV_TOKEN_FALLTHROUGH)
    fallthrough_stmt (w, targets, branch, is_last);
  else if (branch->op == ILV_TOKEN_GOTO)
    goto_stmt (w, block, branch);
  else if (branch->branch.label)
    labelled_break (w, block, branch);
  else if (branch->op == ILV_TOKEN_BREAK)
    {
      branch->branch.target = targets->breaks;
      if (!targets->breaks)
        ilv_diags_add (w->diags, branch->pos, "break is not in a loop, switch, or select");
    }
  else
    {
      branch->branch.target = targets->continues;
      if (!targets->continues)
        ilv_diags_add (w->diags, branch->pos, "continue is not in a loop");
    }
}

/* --- Blocks ------------------------------------------------------------- */

static void
declare_label (struct walk *w, struct block *block, struct ilv_node *stmt)
{
  struct ilv_node *name = stmt->labeled.label;
  struct label *other = find_label (w, name->name.symbol);
  struct ilv_buf pos;

  if (other)
    {
      print_pos (w, other->stmt->labeled.label->pos, &pos);
      ilv_diags_add (w->diags, name->pos, "label %s already defined at %s",
                     name->name.symbol->text, pos.text);
      return;
    }
  struct label *label = ilv_arena_new_struct (w->arena, struct label);
  label->block = block;
  label->stmt = stmt;
  *w->last_label = label;
  w->last_label = &label->next;
}

static void
note_declaration (struct walk *w, struct declared *declared, ilv_pos pos, struct ilv_node *name)
{
  declared->pos = pos;
  declared->name = name;
  declared->n_bad = w->forward.n;
}

/* The blocks inside @stmt, which is labelled by @labeled if that is not NULL. */
static void
inner_blocks (struct walk *w, struct block *block, struct targets targets,
              struct ilv_node *labeled, struct ilv_node *stmt)
{
  targets.case_index = -1;
  switch (stmt->kind)
    {
    case ILV_NODE_BLOCK:
      walk_block (w, block, targets, labeled, stmt->pos, stmt->block.stmts);
      break;
    case ILV_NODE_IF:
      inner_blocks (w, block, targets, labeled, stmt->if_stmt.then);
      if (stmt->if_stmt.other)
        walk_block (w, block, targets, labeled, stmt->if_stmt.other->pos,
                    ilv_node_items (&stmt->if_stmt.other));
      break;
    case ILV_NODE_FOR:
    case ILV_NODE_RANGE:
      targets.breaks = targets.continues = stmt;
      inner_blocks (w, block, targets, labeled,
                    stmt->kind == ILV_NODE_FOR ? stmt->for_stmt.body : stmt->range.body);
      break;
    case ILV_NODE_SWITCH:
    case ILV_NODE_TYPE_SWITCH:
      targets.breaks = stmt;
      for (uint32_t i = 0; i < stmt->switch_stmt.clauses.n; i++)
        {
          struct ilv_node *clause = stmt->switch_stmt.clauses.items[i];
          targets.case_index = i;
          walk_block (w, block, targets, labeled, clause->pos, clause->clause.body);
        }
      break;
    case ILV_NODE_SELECT:
      targets.breaks = stmt;
      for (uint32_t i = 0; i < stmt->select.clauses.n; i++)
        {
          struct ilv_node *clause = stmt->select.clauses.items[i];
          walk_block (w, block, targets, labeled, clause->pos, clause->comm.body);
        }
      break;
    default:
      break;
    }
}

static void
walk_stmt (struct walk *w, struct block *block, const struct targets *targets,
           struct declared *declared, size_t first_forward, struct ilv_node *stmt, bool is_last)
{
  struct ilv_node *labeled = NULL;

  for (; stmt->kind == ILV_NODE_LABELED; stmt = stmt->labeled.stmt)
    if (stmt->labeled.label->name.symbol->len != 1 || stmt->labeled.label->name.symbol->text[0] != '_')
      {
        declare_label (w, block, stmt);
        resolve_forward (w, first_forward, stmt, declared);
        labeled = stmt;
      }
  switch (stmt->kind)
    {
    case ILV_NODE_DECL_STMT:
      for (uint32_t i = 0; i < stmt->decls.n; i++)
        if (stmt->decls.items[i]->kind == ILV_NODE_VAR_DECL)
          {
            note_declaration (w, declared, stmt->decls.items[i]->pos,
                              stmt->decls.items[i]->value_decl.names.items[0]);
            break;
          }
      break;
    case ILV_NODE_ASSIGN:
      if (stmt->op == ILV_OP_DEF)
        note_declaration (w, declared, stmt->pos, stmt->assign.lhs);
      break;
    case ILV_NODE_BRANCH:
      branch_stmt (w, block, targets, stmt, is_last);
      break;
    default:
      inner_blocks (w, block, *targets, labeled, stmt);
    }
}

static void
walk_block (struct walk *w, struct block *outer, struct targets targets,
            struct ilv_node *labeled, ilv_pos start, struct ilv_nodes stmts)
{
  struct block block = { .outer = outer, .start = start, .labeled = labeled };
  struct block *kept = NULL;
  struct declared declared = { 0 };
  size_t first_forward = w->forward.n;
  uint32_t n = stmts.n;

  /* A fallthrough is the last statement also with empty ones after it. */
  while (n > 0 && stmts.items[n - 1]->kind == ILV_NODE_EMPTY)
    n--;
  declared.n_bad = first_forward;
  for (uint32_t i = 0; i < n; i++)
    {
      /* Labels outlive the walk, and with them the block they name. */
      if (!kept && stmts.items[i]->kind == ILV_NODE_LABELED)
        kept = ilv_arena_dup (w->arena, &block, sizeof block);
      walk_stmt (w, kept ? kept : &block, &targets, &declared, first_forward, stmts.items[i],
                 i + 1 == n);
    }
}

void
ilv_check_branches (struct ilv_arena *arena, struct ilv_diags *diags, struct ilv_node *body)
{
  struct walk w = { .arena = arena, .diags = diags };
  struct targets none = { .case_index = -1 };

  w.last_label = &w.labels;
  walk_block (&w, NULL, none, NULL, body->pos, body->block.stmts);
  for (size_t i = 0; i < w.forward.n; i++)
    {
      struct ilv_node *branch = w.forward.items[i];
      struct label *label = find_label (&w, branch->branch.label->name.symbol);
      struct ilv_buf pos;
      if (!label)
        {
          ilv_diags_add (diags, branch->branch.label->pos, "label %s not defined",
                         label_text (branch));
          continue;
        }
      label->stmt->labeled.is_used = true;
      print_pos (&w, label->block->start, &pos);
      ilv_diags_add (diags, branch->branch.label->pos, "goto %s jumps into block starting at %s",
                     label_text (branch), pos.text);
    }
  for (struct label *label = w.labels; label; label = label->next)
    if (!label->stmt->labeled.is_used)
      ilv_diags_add (diags, label->stmt->labeled.label->pos, "label %s defined and not used",
                     label->stmt->labeled.label->name.symbol->text);
}
