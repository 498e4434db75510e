# Sourced by the scripts beside it: where things are, what must be installed, how a part is timed.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export ROOT

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s\n' "$2" >&2
  exit "$1"
}

# Finds a JDK of version 25 or newer, sets JAVA_HOME and PATH; stops with a sentence when there is none.
use_jdk() {
  local candidate version
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* "$(dirname "$(dirname "$(readlink -f "$(command -v javac || true)")")" 2>/dev/null)"; do
    [ -n "$candidate" ] && [ -x "$candidate/bin/javac" ] && [ -f "$candidate/release" ] || continue
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$candidate/release")
    if [ "${version:-0}" -ge 25 ]; then
      export JAVA_HOME=$candidate PATH=$candidate/bin:$PATH
      return 0
    fi
  done
  fail 3 "Sealbench needs a JDK 25 or newer and found none. On Debian 13: apt-get install openjdk-25-jdk-headless. Elsewhere unpack one under /usr/lib/jvm or set JAVA_HOME."
}

# A version manager's python3 is a shell script that looks for Python, half a second of processor time each time, and the
# tests start hundreds: has them find the program itself.
use_python() {
  local found
  found=$(python3 -c 'import sys; print(sys.executable)') || return 0
  [ "$(command -v python3)" -ef "$found" ] || export PATH=${found%/*}:$PATH
}

PACKAGES_BUILD="maven make gcc libc6-dev binutils-arm-none-eabi gcc-arm-none-eabi libnewlib-arm-none-eabi nanopb libnanopb-dev protobuf-compiler dpkg-dev xz-utils bzip2"
# JavaFX lays text out with Pango, also without a screen
PACKAGES_TEXT="libpangoft2-1.0-0 fontconfig fonts-dejavu-core"
PACKAGES_RUN="qemu-system-arm swtpm swtpm-tools tpm2-tools gnutls-bin openssl python3"
PACKAGES_WINDOW="libgtk-3-0 libgl1 libxtst6 $PACKAGES_TEXT"
PACKAGES_TEST="python3-cryptography libcmocka-dev libssl-dev clang libclang-rt-dev libunicorn-dev clang-format socat strace zbar-tools dmtx-utils poppler-utils postgresql $PACKAGES_TEXT"

# The package of tpm2-tools' connection to swtpm has another name on Debian 13.
tcti_package() {
  if apt-cache show libtss2-tcti-swtpm0t64 >/dev/null 2>&1; then say libtss2-tcti-swtpm0t64; else say libtss2-tcti-swtpm0; fi
}

package_is_there() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

missing_packages() {
  local name
  for name in "$@"; do
    # renamed on Debian 13 with the 64-bit time change; either name will do
    package_is_there "$name" || package_is_there "${name}t64" || printf '%s ' "$name"
  done
}

# need_packages NAME...: lists what is missing; installs it as root or with sudo, else prints the one command and exits 3.
need_packages() {
  local missing runner=""
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  say "missing packages: $missing"
  if [ "$(id -u)" -ne 0 ]; then
    if sudo -n true 2>/dev/null; then
      runner="sudo -n"
    else
      fail 3 "Install them with: sudo apt-get update && sudo apt-get install -y --no-install-recommends $missing"
    fi
  fi
  say "installing them with apt-get (this takes a minute)"
  $runner apt-get update -qq >/dev/null || fail 3 "apt-get update failed; see the message above"
  # shellcheck disable=SC2086 # a list of words
  DEBIAN_FRONTEND=noninteractive $runner apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
    fail 3 "apt-get could not install: $missing"
}

# Debian's Maven carries an old Guava, about which a new Java prints four lines of warning at each start.
export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"

# part NAME COMMAND...: runs a part, prints its seconds, stops the script when it fails.
part() {
  local name=$1 started=$SECONDS status=0
  shift
  say "== $name"
  "$@" || status=$?
  if [ "$status" -ne 0 ]; then
    say "== $name FAILED after $((SECONDS - started)) s"
    exit "$status"
  fi
  PARTS_DONE="${PARTS_DONE:-}$(printf '%6d s  %s' $((SECONDS - started)) "$name")"$'\n'
  say "== $name: $((SECONDS - started)) s"
}

# begin NAME COMMAND...: runs a part beside the ones that follow; end_begun waits for it and shows what it said.
begin() {
  BEGUN_NAME=$1
  BEGUN_LOG=$(mktemp)
  shift
  say "== $BEGUN_NAME (beside what follows)"
  (
    started=$SECONDS status=0
    "$@" >"$BEGUN_LOG" 2>&1 || status=$?
    printf '%d\n' $((SECONDS - started)) >"$BEGUN_LOG.seconds"
    exit "$status"
  ) &
  BEGUN_PID=$!
  trap 'kill "$BEGUN_PID" 2>/dev/null || true; rm -f "$BEGUN_LOG" "$BEGUN_LOG.seconds"' EXIT
}

end_begun() {
  local status=0 seconds
  wait "$BEGUN_PID" || status=$?
  seconds=$(cat "$BEGUN_LOG.seconds" 2>/dev/null || say 0)
  cat "$BEGUN_LOG"
  if [ "$status" -ne 0 ]; then
    say "== $BEGUN_NAME FAILED after $seconds s"
    exit "$status"
  fi
  PARTS_DONE="${PARTS_DONE:-}$(printf '%6d s  %s, beside the part above' "$seconds" "$BEGUN_NAME")"$'\n'
  say "== $BEGUN_NAME: $seconds s"
}

maven() { (cd "$ROOT" && mvn -B -q -ntp "$@"); }

build_firmware() { "$ROOT/scripts/fetch-firmware-deps" && make -s -C "$ROOT/charger-firmware" all; }

# The station, ready to start: one folder of jars.
build_station() { maven -pl station-ui -am -DskipTests package; }
