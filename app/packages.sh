# packages.sh - Have the Debian packages of app/packages: sourced by app/run
# and tests/run, which say which sections they need.
#
# SPDX-License-Identifier: MIT

# packages_in SECTION...: their names, one a line.
packages_in ()
{
  for section; do
    sed -n "/^\[$section\]\$/,/^\[/ { /^[a-z]/ p }" "$top/app/packages"
  done
}

# packages_missing SECTION...: those that are not installed.
packages_missing ()
{
  # dpkg says nothing on standard output of a package it has never heard of.
  dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' $(packages_in "$@") \
    2>/dev/null | sed -n 's/^installed //p' | sort -u >"$scratch/have"
  packages_in "$@" | sort -u | comm -13 "$scratch/have" -
}

# packages_need SECTION...: installs what is missing; where it cannot, it names
# it and leaves it to the build to find out whether it is really needed. Fails
# only if apt does. Silent and quick when nothing is missing.
packages_need ()
{
  if ! command -v dpkg-query >/dev/null; then
    # Not Debian: the build will find out what is not there.
    names_of_packages=$(packages_in "$@" | tr '\n' ' ')
    return 0
  fi
  scratch=$(mktemp -d)
  missing=$(packages_missing "$@" | tr '\n' ' ')
  rm -r "$scratch"
  [ -n "$missing" ] || return 0

  as_root=
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null && as_root=sudo
  fi
  if ! command -v apt-get >/dev/null || { [ "$(id -u)" != 0 ] && [ -z "$as_root" ]; }; then
    echo "$0: these packages are missing, trying without: $missing" >&2
    return 0
  fi
  echo "Installing (once; a minute or two): $missing" >&2
  # Standard output belongs to the program we are going to start.
  { $as_root apt-get update --quiet=2 &&
    $as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install --quiet=2 --yes --no-install-recommends --option Dpkg::Use-Pty=0 \
      $missing; } >/dev/null </dev/null || {
    echo "$0: apt-get could not install them." >&2
    return 1
  }
}
