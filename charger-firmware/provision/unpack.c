#include "provision/unpack.h"

#include <stdbool.h>
#include <stddef.h>
#include <zlib.h>

enum { kStateMaxBytes = 8192, kWindowBits = 15 };

/** Room for zlib's state, its only allocation: with the whole output before it, zlib needs no window of its own. */
static struct {
  uint8_t octets[kStateMaxBytes] __attribute__((aligned(16)));
  bool taken;
} room;

/** A hostile stream can make zlib ask for a window, too; it gets none, and the stream is refused. */
static voidpf allocate(voidpf opaque, uInt items, uInt size) {
  (void)opaque;
  if (room.taken || items > kStateMaxBytes / size) {
    return NULL;
  }
  room.taken = true;
  return room.octets;
}

static void release(voidpf opaque, voidpf address) {
  (void)opaque;
  (void)address;
  room.taken = false;
}

status_t unpack_zlib(const uint8_t *packed, uint32_t packed_bytes, uint8_t *out, uint32_t bytes) {
  z_stream stream = {.next_in = packed,
                     .avail_in = packed_bytes,
                     .next_out = out,
                     .avail_out = bytes,
                     .zalloc = allocate,
                     .zfree = release};
  if (inflateInit2(&stream, kWindowBits) != Z_OK) {
    return kStatusInternal;
  }
  const int end = inflate(&stream, Z_FINISH);
  (void)inflateEnd(&stream);
  return end == Z_STREAM_END && stream.avail_in == 0 && stream.avail_out == 0 ? kStatusOk : kStatusBurnBlock;
}
