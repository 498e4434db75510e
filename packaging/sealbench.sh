#!/bin/sh
# The station, on the Java that it was packed with. Windows start in two thirds of the time with their classes from an
# archive, which a person's first start leaves in that person's own cache; an archive that does not fit is made anew.
app=$(dirname "$(readlink -f "$0")")/../../opt/sealbench
cache=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/sealbench
if [ "${1:-ui}" = ui ] && mkdir -p -m 700 "$cache" 2>/dev/null && [ -O "$cache" ]; then
  # shellcheck disable=SC2046 # a list of words
  exec "$app/lib/runtime/bin/java" -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$cache/windows.jsa" \
    $(sed -n "s|\$APPDIR|$app/lib/app|; s|^java-options=||p" "$app/lib/app/sealbench.cfg") \
    -m dev.sealbench.ui/dev.sealbench.ui.Main "$@"
fi
exec "$app/bin/sealbench" "$@"
