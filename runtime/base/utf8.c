/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

bool
ilv_utf8_is_valid_rune (uint32_t rune)
{
  return rune <= ILV_RUNE_MAX && !(rune >= 0xD800 && rune <= 0xDFFF);
}

size_t
ilv_utf8_decode (const char *text, size_t len, uint32_t *rune)
{
  static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
  const unsigned char *bytes = (const unsigned char *) text;
  size_t n;
  uint32_t r;

  if (bytes[0] < 0x80)
    return *rune = bytes[0], 1;
  n = bytes[0] >= 0xF0 ? 4 : bytes[0] >= 0xE0 ? 3 : 2;
  r = bytes[0] & (0x7Fu >> n);
  *rune = ILV_RUNE_ERROR;
  if (bytes[0] < 0xC2 || bytes[0] > 0xF4 || n > len)
    return 1;
  for (size_t i = 1; i < n; i++)
    {
      if ((bytes[i] & 0xC0) != 0x80)
        return 1;
      r = r << 6 | (bytes[i] & 0x3Fu);
    }
  if (r < smallest[n] || !ilv_utf8_is_valid_rune (r))
    return 1;
  *rune = r;
  return n;
}

size_t
ilv_utf8_encode (uint32_t rune, char *bytes)
{
  if (!ilv_utf8_is_valid_rune (rune))
    rune = ILV_RUNE_ERROR;
  if (rune < 0x80)
    return bytes[0] = (char) rune, 1;

  size_t n = rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
  for (size_t i = n; --i > 0; rune >>= 6)
    bytes[i] = (char) (0x80 | (rune & 0x3F));
  bytes[0] = (char) (0xF00u >> n | rune);
  return n;
}
