#ifndef SEALBENCH_TEST_VECTORS_H_
#define SEALBENCH_TEST_VECTORS_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"

/*
 * Reads the vector files of device-link/protocol/vectors, which the station's tests read too. A file
 * that is missing or malformed ends the test program: vectors that were not read prove nothing. PROTOCOL_DIR comes from
 * the makefile.
 */

enum { kVectorsLineMax = 16384 };

static inline void vectors_fail(const char *why, const char *where) {
  fprintf(stderr, "vectors: %s: %s\n", why, where);
  exit(1);
}

/** Opens "images.txt" and the like. */
static inline FILE *vectors_open(const char *name) {
  char path[512];
  snprintf(path, sizeof path, PROTOCOL_DIR "/vectors/%s", name);
  FILE *file = fopen(path, "r");
  if (file == NULL) {
    vectors_fail("cannot open", path);
  }
  return file;
}

/** The next line that is neither empty nor a comment, without its end. */
static inline bool vectors_line(FILE *file, char line[kVectorsLineMax]) {
  while (fgets(line, kVectorsLineMax, file) != NULL) {
    const size_t length = strcspn(line, "\n");
    if (line[length] != '\n') {
      vectors_fail("line too long", line);
    }
    line[length] = '\0';
    if (length > 0 && line[0] != '#') {
      return true;
    }
  }
  fclose(file);
  return false;
}

/** Takes the next word off `*rest`; the bar between columns counts as a blank. */
static inline char *vectors_word(char **rest) {
  char *word = *rest + strspn(*rest, " |");
  if (*word == '\0') {
    vectors_fail("a column is missing", "");
  }
  *rest = word + strcspn(word, " |");
  if (**rest != '\0') {
    *(*rest)++ = '\0';
  }
  return word;
}

/** Decodes hex into `out` and returns the octets; "-" stands for none. */
static inline size_t vectors_hex(const char *text, uint8_t *out, size_t capacity) {
  const size_t count = strcmp(text, "-") == 0 ? 0 : strlen(text) / 2;
  if (count > capacity) {
    vectors_fail("too long", text);
  }
  for (size_t i = 0; i < count; ++i) {
    unsigned value = 0;
    if (sscanf(text + 2 * i, "%2x", &value) != 1) {
      vectors_fail("not hex", text);
    }
    out[i] = (uint8_t)value;
  }
  return count;
}

/** As `vectors_hex`, but the length must be `bytes`. */
static inline void vectors_hex_exact(const char *text, uint8_t *out, size_t bytes) {
  if (vectors_hex(text, out, bytes) != bytes) {
    vectors_fail("wrong length", text);
  }
}

/** The code of "kStatusOk" and the like. */
static inline status_t vectors_status(const char *name) {
#define X(entry, code, text)       \
  if (strcmp(name, #entry) == 0) { \
    return entry;                  \
  }
#include "../../../device-link/protocol/status.list"
#undef X
  vectors_fail("no such status", name);
  return kStatusInternal;
}

/** A buffer under edit. */
typedef struct vectors_buffer {
  uint8_t data[8192];
  size_t bytes;
} vectors_buffer_t;

static inline void vectors_insert(vectors_buffer_t *buffer, size_t at, const uint8_t *data, size_t bytes) {
  if (at > buffer->bytes || bytes > sizeof buffer->data - buffer->bytes) {
    vectors_fail("edit out of bounds", "ins");
  }
  memmove(buffer->data + at + bytes, buffer->data + at, buffer->bytes - at);
  memcpy(buffer->data + at, data, bytes);
  buffer->bytes += bytes;
}

static inline void vectors_delete(vectors_buffer_t *buffer, size_t at, size_t bytes) {
  if (at > buffer->bytes || bytes > buffer->bytes - at) {
    vectors_fail("edit out of bounds", "del");
  }
  memmove(buffer->data + at, buffer->data + at + bytes, buffer->bytes - at - bytes);
  buffer->bytes -= bytes;
}

/** One of "set:OFFSET:HEX", "ins:OFFSET:HEX", "del:OFFSET:COUNT", "cut:LENGTH". */
static inline void vectors_edit_once(vectors_buffer_t *buffer, const char *edit) {
  char *end = NULL;
  const size_t at = strtoul(edit + 4, &end, 10);
  const char *argument = *end == ':' ? end + 1 : end;
  uint8_t octets[2400];
  if (strncmp(edit, "cut:", 4) == 0 && at <= buffer->bytes) {
    buffer->bytes = at;
  } else if (strncmp(edit, "del:", 4) == 0) {
    vectors_delete(buffer, at, strtoul(argument, NULL, 10));
  } else if (strncmp(edit, "ins:", 4) == 0) {
    vectors_insert(buffer, at, octets, vectors_hex(argument, octets, sizeof octets));
  } else if (strncmp(edit, "set:", 4) == 0) {
    const size_t bytes = vectors_hex(argument, octets, sizeof octets);
    vectors_delete(buffer, at, bytes);
    vectors_insert(buffer, at, octets, bytes);
  } else {
    vectors_fail("unknown edit", edit);
  }
}

/** Does a comma separated list of edits; changes `edits`. */
static inline void vectors_edit(vectors_buffer_t *buffer, char *edits) {
  if (strcmp(edits, "-") == 0) {
    return;
  }
  for (char *edit = strtok(edits, ","); edit != NULL; edit = strtok(NULL, ",")) {
    vectors_edit_once(buffer, edit);
  }
}

#endif
