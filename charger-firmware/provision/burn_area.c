#include "provision/burn_area.h"

#include <assert.h>
#include <string.h>

#include "crypto/crypto.h"

enum { kErased = 0xff, kPiecesPerSector = kFlashMapSectorBytes / kBurnPieceBytes };

static_assert(kFlashMapSectorBytes % kBurnPieceBytes == 0, "a sector is whole pieces");
static_assert(kBurnPieceBytes % kFlashPageBytes == 0, "a piece is whole pages");

static uint8_t held[kBurnPieceBytes] __attribute__((aligned(4)));
/** What a sector holds while it is erased. */
static uint8_t saved[kFlashMapSectorBytes];

uint32_t burn_area_count(uint32_t bytes) { return bytes / kBurnPieceBytes + (bytes % kBurnPieceBytes != 0); }

uint32_t burn_area_piece_bytes(const burn_area_t *area, uint32_t piece) {
  const uint32_t left = area->bytes - piece * kBurnPieceBytes;
  return left < kBurnPieceBytes ? left : kBurnPieceBytes;
}

static uint32_t place_of(const burn_area_t *area, uint32_t piece) { return area->offset + piece * kBurnPieceBytes; }

static status_t read_flash(const burn_area_t *area, uint32_t offset, uint8_t *out, uint32_t bytes) {
  return area->flash->read(area->flash->context, offset, out, bytes);
}

/** By words, because a whole sector is looked at: `octets` is aligned, `bytes` whole words. */
static bool erased(const uint8_t *octets, uint32_t bytes) {
  for (uint32_t i = 0; i < bytes; i += sizeof(uint32_t)) {
    uint32_t word;
    memcpy(&word, __builtin_assume_aligned(octets + i, sizeof word), sizeof word);
    if (word != UINT32_MAX) {
      return false;
    }
  }
  return true;
}

static bool announced(const burn_area_t *area, uint32_t piece, const uint8_t *octets) {
  uint8_t sha256[kCryptoDigestBytes];
  crypto_sha256(octets, burn_area_piece_bytes(area, piece), sha256);
  return memcmp(sha256, area->digests[piece], kBurnPieceDigestBytes) == 0;
}

status_t burn_area_survey(burn_area_t *area) {
  // on a blank chip every piece but the last has the same digest
  uint8_t blank[kCryptoDigestBytes];
  memset(held, kErased, sizeof held);
  crypto_sha256(held, sizeof held, blank);
  for (uint32_t piece = 0; piece < burn_area_count(area->bytes); ++piece) {
    const uint32_t bytes = burn_area_piece_bytes(area, piece);
    const status_t status = read_flash(area, place_of(area, piece), held, bytes);
    if (status != kStatusOk) {
      return status;
    }
    area->holds[piece] = bytes == sizeof held && erased(held, bytes)
                             ? memcmp(blank, area->digests[piece], kBurnPieceDigestBytes) == 0
                             : announced(area, piece, held);
  }
  return kStatusOk;
}

bool burn_area_whole(const burn_area_t *area) {
  for (uint32_t piece = 0; piece < burn_area_count(area->bytes); ++piece) {
    if (!area->holds[piece]) {
      return false;
    }
  }
  return true;
}

/** Programs what differs, page by page: what is erased already, or was programmed before a power cut, costs nothing. */
static status_t program_piece(const burn_area_t *area, uint32_t piece, const uint8_t *octets) {
  for (uint32_t done = 0; done < kBurnPieceBytes; done += kFlashPageBytes) {
    const uint32_t place = place_of(area, piece) + done;
    status_t status = read_flash(area, place, held, kFlashPageBytes);
    if (status == kStatusOk && memcmp(held, octets + done, kFlashPageBytes) != 0) {
      status = area->flash->program(area->flash->context, place, octets + done, kFlashPageBytes);
    }
    if (status != kStatusOk) {
      return status;
    }
  }
  return kStatusOk;
}

static status_t sector_erased(const burn_area_t *area, uint32_t first, bool *result) {
  *result = false;
  for (uint32_t piece = first; piece < first + kPiecesPerSector; ++piece) {
    const status_t status = read_flash(area, place_of(area, piece), held, sizeof held);
    if (status != kStatusOk || !erased(held, sizeof held)) {
      return status;
    }
  }
  *result = true;
  return kStatusOk;
}

static bool holds_any(const burn_area_t *area, uint32_t first) {
  for (uint32_t piece = first; piece < first + kPiecesPerSector && piece < kBurnPiecesMax; ++piece) {
    if (area->holds[piece]) {
      return true;
    }
  }
  return false;
}

/** Whether `octets` can be programmed without erasing: programming only clears bits. */
static status_t can_take(const burn_area_t *area, uint32_t piece, const uint8_t *octets, bool *result) {
  const status_t status = read_flash(area, place_of(area, piece), held, sizeof held);
  *result = status == kStatusOk;
  for (uint32_t i = 0; i < sizeof held && *result; ++i) {
    *result = (held[i] & octets[i]) == octets[i];
  }
  return status;
}

/** Erases the sector that begins with piece `first` and puts back the pieces that it held. */
static status_t renew_sector(const burn_area_t *area, uint32_t first) {
  status_t status = read_flash(area, place_of(area, first), saved, sizeof saved);
  if (status == kStatusOk) {
    status = area->flash->erase_sector(area->flash->context, place_of(area, first));
  }
  bool blank = false;
  if (status == kStatusOk) {
    status = sector_erased(area, first, &blank);
  }
  if (status != kStatusOk || !blank) {
    return status == kStatusOk ? kStatusFlashFailure : status;
  }
  for (uint32_t i = 0; i < kPiecesPerSector && first + i < kBurnPiecesMax; ++i) {
    if (area->holds[first + i]) {
      status = program_piece(area, first + i, saved + i * kBurnPieceBytes);
    }
    if (status != kStatusOk) {
      return status;
    }
  }
  return kStatusOk;
}

status_t burn_area_write(burn_area_t *area, uint32_t piece, const uint8_t *octets) {
  if (!announced(area, piece, octets)) {
    return kStatusBurnDigest;
  }
  const uint32_t first = piece - piece % kPiecesPerSector;
  bool ready = false;
  // a sector of which nothing is kept is begun afresh: what an erase that was cut short left is not built upon
  status_t status = holds_any(area, first) ? can_take(area, piece, octets, &ready) : sector_erased(area, first, &ready);
  if (status == kStatusOk && !ready) {
    status = renew_sector(area, first);
  }
  if (status == kStatusOk) {
    status = program_piece(area, piece, octets);
  }
  area->holds[piece] = status == kStatusOk;
  return status;
}
