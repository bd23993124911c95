/* heap_class.c - Size classes.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/heap_private.h"

const uint32_t ilv_heap_class_bytes[ILV_HEAP_N_CLASSES] = {
  8,     16,    24,    32,    48,    64,    80,    96,    112,   128,   144,   160,   176,   192,
  208,   224,   240,   256,   288,   320,   352,   384,   416,   448,   480,   512,   576,   640,
  704,   768,   896,   1024,  1152,  1280,  1408,  1536,  1792,  2048,  2304,  2688,  3072,  3200,
  3456,  4096,  4864,  5376,  6144,  6528,  6784,  6912,  8192,  9472,  9728,  10240, 10880, 12288,
  13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
};

/* The class of 8 * i bytes, for the sizes most objects have. */
static const uint8_t small_classes[1024 / 8 + 1] = {
  0, 0, 1, 2, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13,
  13, 14, 14, 15, 15, 16, 16, 17, 17, 18, 18, 18, 18, 19, 19, 19, 19, 20, 20, 20, 20, 21, 21, 21,
  21, 22, 22, 22, 22, 23, 23, 23, 23, 24, 24, 24, 24, 25, 25, 25, 25, 26, 26, 26, 26, 26, 26, 26,
  26, 27, 27, 27, 27, 27, 27, 27, 27, 28, 28, 28, 28, 28, 28, 28, 28, 29, 29, 29, 29, 29, 29, 29,
  29, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 31, 31, 31, 31, 31, 31, 31,
  31, 31, 31, 31, 31, 31, 31, 31, 31,
};

unsigned
ilv_heap_class_of (uint64_t size_bytes)
{
  unsigned low = 0, high = ILV_HEAP_N_CLASSES - 1;

  if (ilv_likely (size_bytes <= 1024))
    return small_classes[(size_bytes + 7) / 8];
  ILV_ASSERT (size_bytes <= ILV_HEAP_MAX_SMALL);
  while (low < high)
    {
      unsigned middle = (low + high) / 2;

      if (ilv_heap_class_bytes[middle] < size_bytes)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
