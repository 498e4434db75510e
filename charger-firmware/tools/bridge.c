/*
 * The virtual charger's line: a pseudo terminal that lives as long as the unit, on one side; QEMU's unix socket on the
 * other, reconnected whenever the machine is started again. Paces each direction to a baud rate and adds a round-trip
 * time when asked, so that times measured over it are those of a real line. With --uart-trace the rate is what the two
 * ends set; while they differ, octets arrive as others. With --noise each octet has that chance to be flipped, lost,
 * doubled or preceded by another one.
 *
 * Leaves alone what the octets mean. Single-threaded; ends on SIGTERM.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "tools/line_rate.h"

enum { kPieceBytes = 4096, kPieces = 512, kBitsPerOctet = 10, kReconnectMs = 10, kAheadUs = 20000, kHeldBackUs = 1000 };
static const uint64_t kForeverUs = UINT64_MAX;

/** What the command line asks for. */
typedef struct options {
  const char *socket_path;
  const char *link_path;
  const char *record_dir;
  const char *uart_trace; /**< QEMU's trace of the UART's rate: then the two ends set the rate. */
  double noise;           /**< Accidents per octet. */
  uint64_t seed;          /**< Of the noise. */
  uint64_t baud;          /**< 0: as fast as it goes. */
  uint64_t rtt_us;        /**< Half of it is added to each direction. */
} options_t;

/** Octets on their way, with the time at which the last of them has arrived. */
typedef struct piece {
  uint64_t due_us;
  size_t bytes;
  size_t written;
  uint8_t data[kPieceBytes];
} piece_t;

/** One direction of the line. */
typedef struct direction {
  const options_t *options;
  uint64_t random; /**< State of its noise. */
  uint64_t baud;   /**< 0: as fast as it goes. */
  bool garbled;    /**< Its ends differ in their rate. */
  FILE *record;
  uint64_t line_free_us;
  size_t head;
  size_t count;
  piece_t pieces[kPieces];
} direction_t;

static volatile sig_atomic_t stopping;

static void stop(int signal_number) {
  (void)signal_number;
  stopping = 1;
}

static void fail(const char *what) {
  fprintf(stderr, "bridge: %s: %s\n", what, strerror(errno));
  exit(1);
}

static uint64_t now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000U + (uint64_t)now.tv_nsec / 1000U;
}

/** Octets read at once: a millisecond's worth of the line, so that pacing stays smooth. */
static size_t piece_limit(uint64_t baud) {
  const uint64_t per_ms = baud / kBitsPerOctet / 1000;
  if (baud == 0 || per_ms > kPieceBytes) {
    return kPieceBytes;
  }
  return per_ms > 0 ? (size_t)per_ms : 1;
}

static bool may_read(const direction_t *direction, uint64_t now) {
  return direction->count < kPieces && direction->line_free_us <= now + kAheadUs;
}

/** What a receiver at another rate makes of them; never a delimiter, so never a frame. */
static void garble(uint8_t *octets, size_t bytes) {
  for (size_t i = 0; i < bytes; ++i) {
    octets[i] = (uint8_t)(octets[i] * 0x55U | 1U);
  }
}

/** SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t draw(direction_t *direction) {
  uint64_t mixed = direction->random += 0x9e3779b97f4a7c15U;
  mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9U;
  mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebU;
  return mixed ^ mixed >> 31;
}

/** Carries `bytes` octets of `from` over a bad line; returns how many arrive in `out`, at most twice as many. */
static size_t carry_badly(direction_t *direction, const uint8_t *from, size_t bytes, uint8_t *out) {
  size_t arrived = 0;
  for (size_t i = 0; i < bytes; ++i) {
    const bool accident = (double)(draw(direction) >> 11) < direction->options->noise * 0x1p53;
    const uint64_t kind = accident ? draw(direction) : 0;
    if (!accident) {
      out[arrived++] = from[i];
    } else if (kind % 4 == 0) {
      out[arrived++] = (uint8_t)(from[i] ^ 1U << (kind >> 8) % 8);
    } else if (kind % 4 == 1) {
      out[arrived++] = from[i];
      out[arrived++] = from[i];
    } else if (kind % 4 == 2) {
      out[arrived++] = (uint8_t)(kind >> 8);
      out[arrived++] = from[i];
    }  // else it is lost
  }
  return arrived;
}

/** Reads what there is from `fd` onto the line. False when the other end is gone. */
static bool read_piece(direction_t *direction, int fd, uint64_t now) {
  piece_t *piece = &direction->pieces[(direction->head + direction->count) % kPieces];
  static uint8_t sent[kPieceBytes / 2];
  const bool noisy = direction->options->noise > 0;
  const size_t limit = piece_limit(direction->baud);
  const ssize_t got = noisy ? read(fd, sent, limit < sizeof sent ? limit : sizeof sent) : read(fd, piece->data, limit);
  if (got < 0) {
    return errno == EAGAIN || errno == EINTR;
  }
  if (got == 0) {
    return false;
  }
  piece->bytes = noisy ? carry_badly(direction, sent, (size_t)got, piece->data) : (size_t)got;
  if (direction->garbled) {
    garble(piece->data, piece->bytes);
  }
  if (direction->record != NULL) {
    fwrite(piece->data, 1, piece->bytes, direction->record);
    fflush(direction->record);
  }
  const uint64_t start = direction->line_free_us > now ? direction->line_free_us : now;
  const uint64_t baud = direction->baud;
  direction->line_free_us = baud == 0 ? now : start + (uint64_t)got * kBitsPerOctet * 1000000U / baud;
  piece->due_us = direction->line_free_us + direction->options->rtt_us / 2;
  piece->written = 0;
  ++direction->count;
  return true;
}

/** Writes what has arrived to `fd`, as far as it takes it. False when the other end is gone. */
static bool write_pieces(direction_t *direction, int fd, uint64_t now) {
  while (direction->count > 0) {
    piece_t *piece = &direction->pieces[direction->head];
    if (piece->due_us > now) {
      return true;
    }
    const ssize_t put = write(fd, piece->data + piece->written, piece->bytes - piece->written);
    if (put < 0) {
      return errno == EAGAIN || errno == EINTR;
    }
    piece->written += (size_t)put;
    if (piece->written == piece->bytes) {
      direction->head = (direction->head + 1) % kPieces;
      --direction->count;
    }
  }
  return true;
}

/** Microseconds until the first piece is due; kForeverUs when there is none. */
static uint64_t wait_us(const direction_t *direction, uint64_t now) {
  if (direction->count == 0) {
    return kForeverUs;
  }
  const uint64_t due = direction->pieces[direction->head].due_us;
  return due > now ? due - now : 0;
}

/** Opens a raw pseudo terminal; its other end is held open too, so that a station that closes it does not hang it up.
 */
static int open_terminal(const char *link_path, int *held_end) {
  const int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
  if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0) {
    fail("pseudo terminal");
  }
  const char *device = ptsname(terminal);
  const int held = open(device, O_RDWR | O_NOCTTY);
  struct termios settings;
  if (held < 0 || tcgetattr(held, &settings) != 0) {
    fail(device);
  }
  cfmakeraw(&settings);
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
  if (tcsetattr(held, TCSANOW, &settings) != 0) {
    fail("terminal settings");
  }
  char fresh[PATH_MAX];
  snprintf(fresh, sizeof fresh, "%s.new", link_path);
  unlink(fresh);
  if (symlink(device, fresh) != 0 || rename(fresh, link_path) != 0) {
    fail(link_path);
  }
  *held_end = held;
  return terminal;
}

static int connect_machine(const char *socket_path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(socket_path) >= sizeof address.sun_path) {
    fail("socket path is too long");
  }
  memcpy(address.sun_path, socket_path, strlen(socket_path) + 1);
  const int machine = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (machine >= 0 && connect(machine, (const struct sockaddr *)&address, sizeof address) == 0) {
    return machine;
  }
  close(machine);
  return -1;
}

static FILE *open_record(const options_t *options, const char *name) {
  char path[PATH_MAX];
  if (options->record_dir == NULL) {
    return NULL;
  }
  snprintf(path, sizeof path, "%s/%s", options->record_dir, name);
  FILE *file = fopen(path, "ab");
  if (file == NULL) {
    fail(path);
  }
  return file;
}

/** Without power a charger hears nothing: what the station sends is lost. */
static void discard(int terminal) {
  uint8_t octets[kPieceBytes];
  while (read(terminal, octets, sizeof octets) > 0) {
  }
}

/** The two ends of a line whose rate they set themselves. */
typedef struct ends {
  int held; /**< The station's port. */
  line_rate_trace_t uart;
} ends_t;

/** Reads all that the charger has sent onto the line, at the rate that it had. */
static void read_all(direction_t *out, int machine) {
  const uint64_t now = now_us();
  struct pollfd pending = {machine, POLLIN, 0};
  while (out->count < kPieces && poll(&pending, 1, 0) == 1 && (pending.revents & POLLIN) != 0 &&
         read_piece(out, machine, now)) {
  }
}

/**
 * Looks what the ends have set. What waits when the charger has raised its rate is the answer that left before; when it
 * has fallen back it said nothing for long, or was reset, and what waits came after.
 */
static void follow_rates(ends_t *ends, int machine, direction_t *in, direction_t *out) {
  if (in->options->uart_trace == NULL) {
    return;
  }
  const uint64_t before = ends->uart.baud;
  if (line_rate_read(&ends->uart) && ends->uart.baud > before) {
    read_all(out, machine);
  }
  const uint64_t station = line_rate_of_terminal(ends->held);
  in->baud = station;
  out->baud = ends->uart.baud != 0 ? ends->uart.baud : station;
  in->garbled = out->garbled = !line_rate_same(in->baud, out->baud);
}

static uint64_t sooner(uint64_t a, uint64_t b) { return a < b ? a : b; }

/** Sleeps until an end is ready or `timeout_us` has passed; a short frame at 921600 baud takes one millisecond.
 */
static void wait_for(struct pollfd ends[2], uint64_t timeout_us) {
  const struct timespec timeout = {(time_t)(timeout_us / 1000000U), (long)(timeout_us % 1000000U) * 1000};
  if (ppoll(ends, 2, timeout_us == kForeverUs ? NULL : &timeout, NULL) < 0 && errno != EINTR) {
    fail("poll");
  }
}

/** Carries octets until one end is gone or the program stops. */
static void carry(int terminal, int machine, ends_t *rates, direction_t *in, direction_t *out) {
  while (!stopping) {
    const uint64_t before = now_us();
    struct pollfd ends[2] = {{terminal, 0, 0}, {machine, 0, 0}};
    const bool read_terminal = may_read(in, before);
    const bool read_machine = may_read(out, before);
    const uint64_t in_us = wait_us(in, before);
    const uint64_t out_us = wait_us(out, before);
    ends[0].events = (short)((read_terminal ? POLLIN : 0) | (out_us == 0 ? POLLOUT : 0));
    ends[1].events = (short)((read_machine ? POLLIN : 0) | (in_us == 0 ? POLLOUT : 0));
    // a due piece waits for POLLOUT, a held-back read for the line to become free
    const uint64_t line_us = read_terminal && read_machine ? kForeverUs : kHeldBackUs;
    wait_for(ends, sooner(line_us, sooner(in_us == 0 ? kForeverUs : in_us, out_us == 0 ? kForeverUs : out_us)));
    follow_rates(rates, machine, in, out);
    const uint64_t now = now_us();
    if ((ends[0].revents & POLLIN) != 0 && !read_piece(in, terminal, now)) {
      fail("terminal");
    }
    if ((ends[1].revents & (POLLIN | POLLHUP | POLLERR)) != 0 && !read_piece(out, machine, now)) {
      return;
    }
    if (!write_pieces(in, machine, now)) {
      return;
    }
    (void)write_pieces(out, terminal, now);
  }
}

static void run(const options_t *options) {
  static direction_t in;
  static direction_t out;
  static ends_t rates;
  const int terminal = open_terminal(options->link_path, &rates.held);
  if (options->uart_trace != NULL && !line_rate_open(&rates.uart, options->uart_trace)) {
    fail(options->uart_trace);
  }
  bool announced = false;
  in.options = out.options = options;
  in.baud = out.baud = options->baud;
  in.random = options->seed;
  out.random = ~options->seed;
  in.record = open_record(options, "to-charger.bin");
  out.record = open_record(options, "from-charger.bin");
  while (!stopping) {
    const int machine = connect_machine(options->socket_path);
    if (machine < 0) {
      discard(terminal);
      usleep(kReconnectMs * 1000);
      continue;
    }
    if (!announced) {
      announced = true;
      puts("ready");
      fflush(stdout);
    }
    carry(terminal, machine, &rates, &in, &out);
    close(machine);
    in.count = out.count = 0;
  }
  unlink(options->link_path);
}

static options_t parse(int argc, char **argv) {
  options_t options = {0};
  for (int i = 1; i + 1 < argc; i += 2) {
    if (strcmp(argv[i], "--socket") == 0) {
      options.socket_path = argv[i + 1];
    } else if (strcmp(argv[i], "--link") == 0) {
      options.link_path = argv[i + 1];
    } else if (strcmp(argv[i], "--record") == 0) {
      options.record_dir = argv[i + 1];
    } else if (strcmp(argv[i], "--baud") == 0) {
      options.baud = strtoull(argv[i + 1], NULL, 10);
    } else if (strcmp(argv[i], "--noise") == 0) {
      options.noise = strtod(argv[i + 1], NULL);
    } else if (strcmp(argv[i], "--seed") == 0) {
      options.seed = strtoull(argv[i + 1], NULL, 10);
    } else if (strcmp(argv[i], "--uart-trace") == 0) {
      options.uart_trace = argv[i + 1];
    } else if (strcmp(argv[i], "--rtt-ms") == 0) {
      options.rtt_us = strtoull(argv[i + 1], NULL, 10) * 1000U;
    }
  }
  if (options.socket_path == NULL || options.link_path == NULL) {
    fprintf(stderr,
            "usage: bridge --socket PATH --link PATH [--baud N | --uart-trace FILE] [--rtt-ms M] [--noise P --seed S] "
            "[--record DIR]\n");
    exit(2);
  }
  return options;
}

int main(int argc, char **argv) {
  const options_t options = parse(argc, argv);
  prctl(PR_SET_PDEATHSIG, SIGTERM);  // the unit's script is gone: nobody would stop us
  signal(SIGPIPE, SIG_IGN);
  const struct sigaction action = {.sa_handler = stop};
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGINT, &action, NULL);
  run(&options);
  return 0;
}
