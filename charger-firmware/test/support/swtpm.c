#include "test/support/swtpm.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { kCommandMaxBytes = 2048, kConnectTries = 500, kConnectPauseUs = 10000, kHeaderBytes = 10 };

/** swtpm's control channel, swtpm_ioctls(3): CMD_INIT with no flags. */
static const uint8_t kControlInit[8] = {0, 0, 0, 2, 0, 0, 0, 0};

__attribute__((noreturn)) static void give_up(const char *what) {
  fprintf(stderr, "swtpm: %s: %s\n", what, strerror(errno));
  exit(99);
}

static void run_or_give_up(const char *command) {
  if (system(command) != 0) {
    give_up(command);
  }
}

static void new_directory(char path[kSwtpmPathBytes]) {
  snprintf(path, kSwtpmPathBytes, "/tmp/sealbench-swtpm-XXXXXX");
  if (mkdtemp(path) == NULL) {
    give_up("mkdtemp");
  }
}

static int connect_to(const char *directory, const char *name) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  const int length = snprintf(address.sun_path, sizeof address.sun_path, "%s/%s", directory, name);
  if (length < 0 || (size_t)length >= sizeof address.sun_path) {
    give_up("socket path");
  }
  for (int attempt = 0; attempt < kConnectTries; ++attempt) {
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (const struct sockaddr *)&address, sizeof address) == 0) {
      return fd;
    }
    close(fd);
    usleep(kConnectPauseUs);
  }
  give_up("connect");
}

static void read_fully(int fd, uint8_t *out, size_t size_bytes) {
  while (size_bytes != 0) {
    const ssize_t got = read(fd, out, size_bytes);
    if (got <= 0) {
      give_up("read");
    }
    out += got;
    size_bytes -= (size_t)got;
  }
}

static void write_fully(int fd, const uint8_t *data, size_t size_bytes) {
  while (size_bytes != 0) {
    const ssize_t put = write(fd, data, size_bytes);
    if (put <= 0) {
      give_up("write");
    }
    data += put;
    size_bytes -= (size_t)put;
  }
}

__attribute__((noreturn)) static void become_swtpm(const char *directory) {
  char state[kSwtpmPathBytes + 16];
  char server[kSwtpmPathBytes + 32];
  char control[kSwtpmPathBytes + 32];
  char log[kSwtpmPathBytes + 32];
  snprintf(state, sizeof state, "dir=%s", directory);
  snprintf(server, sizeof server, "type=unixio,path=%s/data", directory);
  snprintf(control, sizeof control, "type=unixio,path=%s/control", directory);
  snprintf(log, sizeof log, "file=%s/swtpm.log,level=1", directory);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  execlp("swtpm", "swtpm", "socket", "--tpm2", "--tpmstate", state, "--server", server, "--ctrl", control, "--log", log,
         NULL);
  give_up("exec");
}

static void start_process(swtpm_t *chip) {
  chip->pid = fork();
  if (chip->pid < 0) {
    give_up("fork");
  }
  if (chip->pid == 0) {
    become_swtpm(chip->directory);
  }
  chip->data_fd = -1;
  swtpm_power_cycle(chip);
}

static void disconnect(swtpm_t *chip) {
  if (chip->data_fd >= 0) {
    close(chip->data_fd);
  }
  chip->data_fd = -1;
}

static void stop_process(swtpm_t *chip) {
  disconnect(chip);
  kill(chip->pid, SIGKILL);  // pulling the plug: what the chip acknowledged is in its state file
  waitpid(chip->pid, NULL, 0);
}

void swtpm_start(swtpm_t *chip, const char *pristine) {
  new_directory(chip->directory);
  if (pristine != NULL) {
    char command[kCommandMaxBytes];
    snprintf(command, sizeof command, "cp -a %s/. %s/", pristine, chip->directory);
    run_or_give_up(command);
  }
  start_process(chip);
}

void swtpm_power_cycle(swtpm_t *chip) {
  uint8_t result[4];
  const int control_fd = connect_to(chip->directory, "control");
  write_fully(control_fd, kControlInit, sizeof kControlInit);
  read_fully(control_fd, result, sizeof result);
  close(control_fd);
  if (memcmp(result, (const uint8_t[4]){0}, sizeof result) != 0) {
    give_up("control channel refused to start the chip");
  }
}

void swtpm_keep(swtpm_t *chip, char kept[kSwtpmPathBytes]) {
  char command[kCommandMaxBytes];
  stop_process(chip);
  new_directory(kept);
  snprintf(command, sizeof command, "rm -f %s/data %s/control %s/.lock; cp -a %s/. %s/", chip->directory,
           chip->directory, chip->directory, chip->directory, kept);
  run_or_give_up(command);
  swtpm_forget(chip->directory);
}

void swtpm_stop(swtpm_t *chip) {
  stop_process(chip);
  swtpm_forget(chip->directory);
}

void swtpm_forget(const char *kept) {
  char command[kCommandMaxBytes];
  snprintf(command, sizeof command, "rm -rf %s", kept);
  run_or_give_up(command);
}

static status_t exchange(void *context, const uint8_t *command, size_t command_bytes, uint8_t *response,
                         size_t response_capacity, size_t *response_bytes) {
  swtpm_t *chip = context;
  if (chip->data_fd < 0) {
    chip->data_fd = connect_to(chip->directory, "data");
  }
  write_fully(chip->data_fd, command, command_bytes);
  read_fully(chip->data_fd, response, kHeaderBytes);
  const size_t size_bytes =
      (size_t)response[2] << 24 | (size_t)response[3] << 16 | (size_t)response[4] << 8 | response[5];
  if (size_bytes < kHeaderBytes || size_bytes > response_capacity) {
    give_up("response size");
  }
  read_fully(chip->data_fd, response + kHeaderBytes, size_bytes - kHeaderBytes);
  *response_bytes = size_bytes;
  return kStatusOk;
}

tpm_transport_t swtpm_transport(swtpm_t *chip) { return (tpm_transport_t){.context = chip, .exchange = exchange}; }

int swtpm_tool(swtpm_t *chip, const char *command) {
  char line[kCommandMaxBytes];
  disconnect(chip);  // the chip serves one connection at a time
  const int length = snprintf(line, sizeof line,
                              "STATION=$PWD/test/support/tpm-station; cd %s && "
                              "export TPM2TOOLS_TCTI='cmd:socat - UNIX-CONNECT:%s/data' && { %s; } >tool.log 2>&1",
                              chip->directory, chip->directory, command);
  if (length < 0 || (size_t)length >= sizeof line) {
    give_up("tool command too long");
  }
  const int result = system(line);
  return WIFEXITED(result) ? WEXITSTATUS(result) : -1;
}

size_t swtpm_read_file(const swtpm_t *chip, const char *name, uint8_t *out, size_t capacity_bytes) {
  char path[kSwtpmPathBytes + 64];
  snprintf(path, sizeof path, "%s/%s", chip->directory, name);
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    give_up(path);
  }
  const size_t size_bytes = fread(out, 1, capacity_bytes, file);
  const int more = fgetc(file);
  fclose(file);
  if (more != EOF) {
    give_up("file too long");
  }
  return size_bytes;
}

void swtpm_write_file(const swtpm_t *chip, const char *name, const uint8_t *data, size_t size_bytes) {
  char path[kSwtpmPathBytes + 64];
  snprintf(path, sizeof path, "%s/%s", chip->directory, name);
  FILE *file = fopen(path, "wb");
  if (file == NULL || fwrite(data, 1, size_bytes, file) != size_bytes || fclose(file) != 0) {
    give_up(path);
  }
}
