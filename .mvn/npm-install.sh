#!/bin/sh
# Installs what integration tests need from npm in folder $1, when it is not there as locked.
cd "$1" || exit 1

if ! command -v npm >/dev/null; then
  [ -z "${CI:-}" ] || { echo 'npm is missing, and CI must not skip the tests that need it' >&2; exit 1; }
  echo 'npm is missing: the tests that need it will be skipped'
  exit 0
fi

installed=node_modules/.package-lock.json
if [ ! -e "$installed" ] || [ package-lock.json -nt "$installed" ] || [ package.json -nt "$installed" ]; then
  npm ci --no-audit --no-fund --loglevel=error && touch "$installed"
fi
