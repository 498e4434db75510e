/* The boot ROM itself, in the virtual charger: what a station sees of a new unit, of a reset and of a pulled plug. */
#include <fcntl.h>
#include <openssl/sha.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/status.h"
#include "link/frame.h"
#include "link/messages.h"
#include "pb_decode.h"
#include "pb_encode.h"
#include "test/support/cmocka_all.h"

enum { kPathMax = 300, kAnswerMs = 1000, kTries = 30 };

/** A running unit. */
typedef struct unit {
  pid_t script;
  int machine; /**< Process id of QEMU. */
  int port;
  uint32_t request_id;
} unit_t;

static char state_dir[] = "/tmp/charger-test-XXXXXX";
static char port_path[kPathMax];

/** How the line behaves: "line" lets its two ends set its rate, NULL makes it as fast as it goes. */
static const char *line_baud;

/** Starts the script for unit "T1" with `link`; its first line of output is in `ready`, empty when it refused. */
static pid_t start_script(const char *link, char ready[1024]) {
  int out[2];
  assert_int_equal(pipe(out), 0);
  const pid_t child = fork();
  if (child == 0) {
    dup2(out[1], STDOUT_FILENO);
    close(out[0]);
    execl(PROTOCOL_DIR "/../../scripts/virtual-charger", "virtual-charger", "T1", "--state", state_dir, "--link", link,
          "--rom", BUILD_DIR "/rom.bin", "--bridge", BUILD_DIR "/bridge", "--hardware-revision", "7",
          line_baud == NULL ? NULL : "--baud", line_baud, (char *)NULL);
    _exit(127);
  }
  close(out[1]);
  FILE *stream = fdopen(out[0], "r");
  if (fgets(ready, 1024, stream) == NULL) {
    ready[0] = '\0';
  }
  fclose(stream);
  return child;
}

static int exit_code(pid_t script) {
  int status = 0;
  assert_int_equal(waitpid(script, &status, 0), script);
  assert_true(WIFEXITED(status));
  return WEXITSTATUS(status);
}

static void plug_in(unit_t *unit, const char *link) {
  char ready[1024];
  unit->script = start_script(link, ready);
  const char *machine = strstr(ready, "\"qemu_pid\": ");
  assert_non_null(machine);
  unit->machine = atoi(machine + strlen("\"qemu_pid\": "));
  unit->port = open(port_path, O_RDWR | O_NOCTTY | O_NONBLOCK);
  assert_true(unit->port >= 0);
  unit->request_id = 0;
}

static void stop(unit_t *unit) {
  close(unit->port);
  kill(unit->script, SIGTERM);
  assert_int_equal(exit_code(unit->script), 0);
}

/** Waits for one response; false when nothing came in time. */
static bool receive(const unit_t *unit, link_response_t *response) {
  static frame_receiver_t receiver;
  struct pollfd end = {unit->port, POLLIN, 0};
  while (poll(&end, 1, kAnswerMs) > 0) {
    uint8_t octet;
    frame_t frame;
    if (read(unit->port, &octet, 1) != 1 || !frame_receive(&receiver, octet, &frame)) {
      continue;
    }
    pb_istream_t stream = pb_istream_from_buffer(frame.payload, frame.payload_bytes);
    memset(response, 0, sizeof *response);
    assert_true(pb_decode(&stream, wire_Response_fields, response));
    if (response->request_id == unit->request_id) {
      return true;
    }
  }
  return false;
}

static bool ask_once(unit_t *unit, link_request_t *request, link_response_t *response) {
  static uint8_t octets[wire_Request_size];
  static uint8_t line[kFrameLineMaxBytes];
  request->session_id = 99;
  request->request_id = ++unit->request_id;
  pb_ostream_t stream = pb_ostream_from_buffer(octets, sizeof octets);
  assert_true(pb_encode(&stream, wire_Request_fields, request));
  const frame_t frame = {kFrameRequest, 0, octets, (uint16_t)stream.bytes_written};
  const size_t bytes = frame_encode(&frame, line);
  assert_int_equal(write(unit->port, "", 1), 1);  // PROTOCOL.md 2.1
  assert_int_equal(write(unit->port, line, bytes), bytes);
  return receive(unit, response);
}

static void ask(unit_t *unit, link_request_t *request, link_response_t *response) {
  for (int i = 0; i < kTries; ++i) {
    if (ask_once(unit, request, response)) {
      return;
    }
  }
  fail_msg("the charger is silent");
}

static void hello(unit_t *unit, link_response_t *response) {
  static link_request_t request;
  memset(&request, 0, sizeof request);
  request.which_body = wire_Request_hello_tag;
  ask(unit, &request, response);
  assert_int_equal(response->status, kStatusOk);
}

static status_t tpm(unit_t *unit, const uint8_t *command, pb_size_t bytes, link_response_t *response) {
  static link_request_t request;
  memset(&request, 0, sizeof request);
  request.which_body = wire_Request_tpm_exchange_tag;
  memcpy(request.body.tpm_exchange.command.bytes, command, bytes);
  request.body.tpm_exchange.command.size = bytes;
  ask(unit, &request, response);
  return (status_t)response->status;
}

static int set_up(void **state) {
  (void)state;
  char command[kPathMax * 2];
  if (mkdtemp(state_dir) == NULL) {
    return -1;
  }
  snprintf(port_path, sizeof port_path, "%s/chargers/T1/link", state_dir);
  snprintf(command, sizeof command,
           "mkdir %s/vendor && openssl ecparam -name prime256v1 -genkey -noout | openssl ec -pubout -out "
           "%s/vendor/vendor-root.pub.pem 2>/dev/null",
           state_dir, state_dir);
  return system(command);
}

static int tear_down(void **state) {
  (void)state;
  char command[kPathMax];
  snprintf(command, sizeof command, "rm -rf %s", state_dir);
  return system(command);
}

static void rom_digest(uint8_t digest[32]) {
  static uint8_t rom[1 << 20];
  FILE *file = fopen(BUILD_DIR "/rom.bin", "rb");
  assert_non_null(file);
  const size_t bytes = fread(rom, 1, sizeof rom, file);
  fclose(file);
  SHA256(rom, bytes, digest);
}

static void a_new_unit_is_blank_and_says_what_it_is(void **state) {
  unit_t unit;
  link_response_t response;
  uint8_t digest[32];
  plug_in(&unit, *state);
  hello(&unit, &response);
  const link_hello_t *said = &response.body.hello;
  assert_int_equal(response.lifecycle, wire_Lifecycle_LIFECYCLE_BLANK);
  assert_int_equal(said->program, wire_Program_PROGRAM_BOOT_ROM);
  assert_int_equal(said->not_booted_reason, kStatusBlank);
  assert_string_equal(said->board, "virt-charger");
  assert_int_equal(said->hardware_revision, 7);
  assert_int_equal(said->serial[0], 0);
  rom_digest(digest);
  assert_memory_equal(said->rom_sha256.bytes, digest, sizeof digest);
  stop(&unit);
}

static void the_tpm_answers_what_the_list_allows_and_nothing_else(void **state) {
  static const uint8_t kGetRandom[] = {0x80, 1, 0, 0, 0, 12, 0, 0, 1, 0x7b, 0, 16};
  static const uint8_t kStartup[] = {0x80, 1, 0, 0, 0, 12, 0, 0, 1, 0x44, 0, 0};
  unit_t unit;
  link_response_t response;
  plug_in(&unit, *state);
  assert_int_equal(tpm(&unit, kGetRandom, sizeof kGetRandom, &response), kStatusOk);
  assert_int_equal(response.body.tpm_exchange.response.size, 10 + 2 + 16);
  assert_int_equal(tpm(&unit, kStartup, sizeof kStartup, &response), kStatusTpmCommandRefused);
  stop(&unit);
}

static void a_reset_and_a_pulled_plug_lose_nothing(void **state) {
  static link_request_t reboot;
  unit_t unit;
  link_response_t before;
  link_response_t after;
  plug_in(&unit, *state);
  hello(&unit, &before);
  reboot.which_body = wire_Request_reboot_tag;
  ask(&unit, &reboot, &after);
  assert_int_equal(after.status, kStatusOk);
  hello(&unit, &after);
  assert_int_equal(after.body.hello.not_booted_reason, kStatusBlank);
  close(unit.port);
  kill(unit.machine, SIGKILL);
  assert_int_equal(exit_code(unit.script), 0);
  plug_in(&unit, *state);
  hello(&unit, &after);
  assert_int_equal(after.body.hello.not_booted_reason, kStatusBlank);
  assert_memory_equal(after.body.hello.board_id.bytes, before.body.hello.board_id.bytes, 16);
  stop(&unit);
}

static void set_port_rate(const unit_t *unit, speed_t rate) {
  struct termios settings;
  assert_int_equal(tcgetattr(unit->port, &settings), 0);
  assert_int_equal(cfsetspeed(&settings, rate), 0);
  assert_int_equal(tcsetattr(unit->port, TCSANOW, &settings), 0);
}

/** One hello, asked once. */
static bool answers_hello(unit_t *unit) {
  static link_request_t request;
  static link_response_t response;
  memset(&request, 0, sizeof request);
  request.which_body = wire_Request_hello_tag;
  return ask_once(unit, &request, &response);
}

static void a_raised_rate_lasts_while_the_station_talks(void **state) {
  (void)state;
  unit_t unit;
  static link_request_t request;
  static link_response_t response;
  line_baud = "line";
  plug_in(&unit, "uart");
  line_baud = NULL;
  set_port_rate(&unit, B115200);
  hello(&unit, &response);
  assert_int_equal(response.body.hello.limits.bauds_count, 4);
  memset(&request, 0, sizeof request);
  request.which_body = wire_Request_set_speed_tag;
  request.body.set_speed.baud = 921600;
  ask(&unit, &request, &response);
  assert_int_equal(response.status, kStatusOk);
  set_port_rate(&unit, B921600);
  assert_true(answers_hello(&unit));
  assert_true(answers_hello(&unit));
  set_port_rate(&unit, B115200);  // the charger has the raised rate still, and falls back while it hears nothing good
  assert_false(answers_hello(&unit));
  assert_true(answers_hello(&unit));
  stop(&unit);
}

/** USB has no rate: the usual one is agreed to, any other is not, and the charger lives on. */
static void a_port_without_a_rate_takes_a_wish_for_one(void **state) {
  (void)state;
  unit_t unit;
  static link_request_t request;
  static link_response_t response;
  plug_in(&unit, "usb");
  hello(&unit, &response);
  assert_int_equal(response.body.hello.limits.bauds_count, 1);
  memset(&request, 0, sizeof request);
  request.which_body = wire_Request_set_speed_tag;
  request.body.set_speed.baud = 921600;
  ask(&unit, &request, &response);
  assert_int_equal(response.status, kStatusUnsupported);
  request.body.set_speed.baud = 115200;
  ask(&unit, &request, &response);
  assert_int_equal(response.status, kStatusOk);
  assert_true(answers_hello(&unit));
  stop(&unit);
}

static void the_same_unit_does_not_start_twice(void **state) {
  unit_t unit;
  char ready[1024];
  plug_in(&unit, *state);
  const pid_t second = start_script(*state, ready);
  assert_int_equal(exit_code(second), 1);
  assert_int_equal(ready[0], 0);
  stop(&unit);
}

int main(void) {
  static char uart[] = "uart";
  static char usb[] = "usb";
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_prestate(a_new_unit_is_blank_and_says_what_it_is, uart),
      cmocka_unit_test_prestate(a_new_unit_is_blank_and_says_what_it_is, usb),
      cmocka_unit_test_prestate(the_tpm_answers_what_the_list_allows_and_nothing_else, uart),
      cmocka_unit_test_prestate(a_reset_and_a_pulled_plug_lose_nothing, uart),
      cmocka_unit_test_prestate(a_reset_and_a_pulled_plug_lose_nothing, usb),
      cmocka_unit_test(a_raised_rate_lasts_while_the_station_talks),
      cmocka_unit_test(a_port_without_a_rate_takes_a_wish_for_one),
      cmocka_unit_test_prestate(the_same_unit_does_not_start_twice, usb),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
