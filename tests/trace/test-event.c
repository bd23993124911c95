/* SPDX-License-Identifier: MIT */
#include <glib.h>

#include "trace/event.h"

/* What the text form needs of a name: it is one word, and cannot be taken for
 * a processor, a goroutine, a number or another form of line. */
static void
assert_word (const char *name)
{
  g_assert_cmpstr (name, !=, "");
  for (const char *c = name; *c != '\0'; c++)
    g_assert_true (g_ascii_islower (*c) || *c == '-' || *c == '_');
}

static void
test_event_names_are_words_and_unique (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_events = 0;

  for (unsigned type = 0; type < ILV_N_EVENT_TYPES; type++)
    {
      const struct ilv_event_spec *spec = ilv_event_spec (type);

      if (spec->name == NULL)
        continue;
      assert_word (spec->name);
      assert_word (spec->object);
      assert_word (spec->arg);
      g_assert_cmpstr (spec->meaning, !=, "");
      g_assert_true (g_hash_table_add (names, (gpointer) spec->name));
      if (g_strcmp0 (spec->object, "-") != 0)
        g_assert_cmpstr (spec->object, !=, spec->arg);
      n_events++;
    }
  g_assert_cmpuint (n_events, >, 40);
}

/* A field called by the name of another's fallback could be read as it. */
static void
test_event_only_object_fields_are_called_object (void)
{
  for (unsigned type = 0; type < ILV_N_EVENT_TYPES; type++)
    if (ilv_event_spec (type)->name != NULL)
      {
        g_assert_cmpstr (ilv_event_spec (type)->arg, !=, "object");
        g_assert_cmpstr (ilv_event_spec (type)->object, !=, "arg");
      }
}

/* A seq for a PEER or a THING is that of `object`, which must be one. */
static void
test_event_numbered_subjects_are_named (void)
{
  for (unsigned type = 0; type < ILV_N_EVENT_TYPES; type++)
    {
      const struct ilv_event_spec *spec = ilv_event_spec (type);

      if (spec->name == NULL)
        continue;
      if (spec->subject == ILV_SUBJECT_PEER)
        g_assert_cmpint (ilv_event_field (spec->object), ==, ILV_FIELD_G);
      if (spec->subject == ILV_SUBJECT_THING)
        g_assert_cmpint (ilv_event_field (spec->object), ==, ILV_FIELD_OBJECT);
    }
}

static void
test_event_unknown_ones_have_no_name (void)
{
  g_assert_null (ilv_event_spec (ILV_EVENT_NONE)->name);
  g_assert_null (ilv_event_spec (127)->name);
  g_assert_null (ilv_event_spec (ILV_N_EVENT_TYPES)->name);
  g_assert_null (ilv_event_spec (0xffff)->name);
  g_assert_cmpstr (ilv_event_spec (ILV_EVENT_GO_CREATE)->name, ==, "go-create");
}

static void
test_event_reasons_have_gos_words (void)
{
  g_assert_cmpstr (ilv_wait_reason_words (ILV_WAIT_CHAN_RECV), ==, "chan receive");
  g_assert_cmpstr (ilv_wait_reason_words (ILV_WAIT_NONE), ==, "");
  g_assert_cmpstr (ilv_wait_reason_words (1000000), ==, "");
  g_assert_cmpint (ilv_wait_reason_class (ILV_WAIT_SELECT), ==, ILV_WAIT_CLASS_SELECT);
  g_assert_cmpint (ilv_wait_reason_class (1000000), ==, ILV_WAIT_CLASS_NONE);
  g_assert_cmpstr (ilv_object_kind_words (ILV_OBJECT_WAIT_GROUP), ==, "WaitGroup");
  g_assert_cmpstr (ilv_object_kind_words (0), ==, "");
  g_assert_cmpstr (ilv_object_kind_words (99), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, function) g_test_add_func ("/trace/event/" path, test_event_##function)
  TEST ("names-are-words-and-unique", names_are_words_and_unique);
  TEST ("only-object-fields-are-called-object", only_object_fields_are_called_object);
  TEST ("numbered-subjects-are-named", numbered_subjects_are_named);
  TEST ("unknown-ones-have-no-name", unknown_ones_have_no_name);
  TEST ("reasons-have-gos-words", reasons_have_gos_words);
#undef TEST
  return g_test_run ();
}
