#!/bin/sh
# Runs `make demo` and `make test` on a bare Debian: tests/bare_machine.sh [demo] [test]
#
# A root is made with debootstrap: its minimal variant and python3, python3-venv, make, git, passwd;
# ca-certificates only where the caller's packages come over https, for apt has no certificates of
# its own (pip brings some). A fresh clone of HEAD goes in: nothing untracked, nothing uncommitted.
# Packages come from where the caller gets them: the caller's settings of pip and apt, proxies, and
# the local folders and certificates that these settings name are passed on. PYTEST_ADDOPTS too.
# Mounts live in a namespace of their own and end with it; the root is removed, also on failure.
set -eu
WANTED=${*:-demo test}
CHECKOUT=$(cd "$(dirname "$0")/.." && pwd)
INSIDE=/srv/foreterre
HOME_INSIDE=/root
DEMO_SECONDS=900

fail() { echo "bare machine: $*" >&2; exit 1; }

# --- outside: makes the root, goes inside, removes it ------------------------------------------

mirror() {  # the first that the caller's apt names, or nothing: debootstrap knows one
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources \
    2>/dev/null | sed -n -e 's/^URIs: *\([^ ]*\).*/\1/p' \
    -e 's/^deb *\(\[[^]]*\]\)\{0,1\} *\([a-z]*:[^ ]*\).*/\2/p' | head -n 1
}

suite() { . /etc/os-release; [ "$ID" = debian ] && echo "$VERSION_CODENAME" || echo stable; }

make_root() {
  packages=python3,python3-venv,make,git,passwd
  case "$(mirror)" in https:*) packages="$packages,ca-certificates" ;; esac
  echo "bare machine: a root of Debian $(suite) with $packages"
  debootstrap --variant=minbase --include="$packages" "$(suite)" "$ROOT" $(mirror) \
    >"$ROOT.log" 2>&1 || { tail -n 20 "$ROOT.log" >&2; fail "debootstrap failed"; }
  git clone --quiet --no-hardlinks "$CHECKOUT" "$ROOT$INSIDE"
}

outside() {
  [ "$(id -u)" = 0 ] || fail "run it as root: it makes a root folder, mounts and changes into it"
  for program in debootstrap unshare git; do
    command -v "$program" >/dev/null || fail "$program is missing: apt-get install debootstrap util-linux git"
  done
  ROOT=$(mktemp -d "${TMPDIR:-/tmp}/bare-machine.XXXXXX")
  trap 'rm -rf --one-file-system "$ROOT" "$ROOT.log"' EXIT
  trap 'exit 130' INT TERM HUP
  chmod 755 "$ROOT"
  make_root
  unshare --mount --pid --fork --kill-child --propagation private \
    sh "$0" --inside "$ROOT" $WANTED &
  trap 'kill "$!" 2>/dev/null; wait; exit 130' INT TERM HUP
  wait "$!"
}

# --- inside the namespace ----------------------------------------------------------------------

pass_files() {  # names, and what resolves them; the caller's packages
  for file in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/apt/sources.list /etc/apt/apt.conf; do
    [ ! -e "$file" ] || cp -L "$file" "$ROOT$file"
  done
  for folder in /etc/apt/sources.list.d /etc/apt/apt.conf.d /etc/apt/trusted.gpg.d \
    /etc/apt/keyrings /etc/apt/auth.conf.d /usr/share/keyrings; do
    [ ! -d "$folder" ] || { mkdir -p "$ROOT$folder" && cp -RL "$folder/." "$ROOT$folder/"; }
  done
  for folder in .config/pip .pip; do  # both are read by pip
    file="$HOME/$folder/pip.conf"
    [ "$folder" = .pip ] || file="${XDG_CONFIG_HOME:-$HOME/.config}/pip/pip.conf"
    [ ! -e "$file" ] || {
      mkdir -p "$ROOT$HOME_INSIDE/$folder" && cp -L "$file" "$ROOT$HOME_INSIDE/$folder/pip.conf"
    }
  done
  if [ -n "${PIP_CONFIG_FILE:-}" ] && [ -e "$PIP_CONFIG_FILE" ]; then
    cp -L "$PIP_CONFIG_FILE" "$ROOT/etc/pip-caller.conf" && PIP_CONFIG_FILE=/etc/pip-caller.conf
    export PIP_CONFIG_FILE
  fi
}

pip_settings() {
  cat "$ROOT/etc/pip.conf" "$ROOT/etc/pip-caller.conf" "$ROOT$HOME_INSIDE/.config/pip/pip.conf" \
    "$ROOT$HOME_INSIDE/.pip/pip.conf" 2>/dev/null || true
  env | grep -E '^(PIP_|SSL_CERT_FILE|REQUESTS_CA_BUNDLE)' || true
}

pass_places() {  # local folders and certificates that pip's settings name, read only
  # An index in a folder points to files beside it: its parent goes along.
  pip_settings | tr ' =,\t' '\n\n\n\n' | sed -e 's,^file://\(/..*\)/[^/]*/*$,\1,' -e 's,^file://,,' |
    grep '^/' | sort -u |
    while read -r place; do
      if [ -d "$place" ]; then
        mkdir -p "$ROOT$place" && mount --bind -o ro "$place" "$ROOT$place"
      elif [ -f "$place" ]; then  # such as certificates, instead of Debian's own
        mkdir -p "$ROOT$(dirname "$place")" && cp -L "$place" "$ROOT$place"
      fi
    done
}

mount_devices() {
  mount -t proc proc "$ROOT/proc"
  mount --bind /dev "$ROOT/dev"
  mount -t devpts -o newinstance,ptmxmode=0666 devpts "$ROOT/dev/pts"
  mount -t tmpfs -o mode=1777 tmpfs "$ROOT/dev/shm"
}

bare() {  # a command in the clone, with nothing of the caller's environment but the way to packages
  passed=$(env | grep -E '^(PIP_[A-Z_]+|SSL_CERT_FILE|REQUESTS_CA_BUNDLE|PYTEST_ADDOPTS|(http|https|no|all|HTTP|HTTPS|NO|ALL)_(proxy|PROXY))=' | cut -d= -f1)
  for name in $passed; do eval "set -- \"$name=\$$name\" \"\$@\""; done
  exec chroot "$ROOT" /usr/bin/env -i -C "$INSIDE" HOME="$HOME_INSIDE" LANG=C.UTF-8 \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

is_ready() {
  chroot "$ROOT" python3 -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$PORT/readyz', timeout=5)" 2>/dev/null
}

free_port() {
  chroot "$ROOT" python3 -c "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])"
}

run_demo() {
  PORT=$(free_port)
  (bare make demo "PORT=$PORT") >"$ROOT.log" 2>&1 &
  demo=$!
  began=$(date +%s)
  until is_ready; do
    kill -0 "$demo" 2>/dev/null || { wait "$demo" || true; return 1; }
    [ $(($(date +%s) - began)) -lt "$DEMO_SECONDS" ] || { kill "$demo"; return 1; }
    sleep 1
  done
  echo "bare machine: /readyz answers"
  kill "$demo"
  wait "$demo" || true
}

run_test() { (bare make test) >"$ROOT.log" 2>&1; }

inside() {
  ROOT=$1
  shift
  pass_files
  mount_devices
  pass_places
  failed=0
  for target in "$@"; do
    began=$(date +%s)
    said=passed lines=12
    "run_$target" || { said=FAILED lines=80 failed=1; }
    echo "bare machine: make $target $said after $(($(date +%s) - began)) s; it said last:"
    tail -n "$lines" "$ROOT.log" | sed 's/^/    /'
  done
  exit "$failed"
}

case "${1:-}" in
  --inside) shift; inside "$@" ;;
  *) for each in $WANTED; do
       case "$each" in demo | test) ;; *) fail "no target $each: demo, test" ;; esac
     done
     outside ;;
esac
