#!/bin/sh
# Formats what changed in the module that is the working directory since it was last formatted.
#   format.sh write|check|skip <google-java-format jar> <build folder> <oldest JDK>
# Only changed files are looked at, so that a build without changes pays for one find.

mode=$1 jar=$2 build=$3 oldest=$4
[ "$mode" != skip ] && [ -d src ] || exit 0

stamp=$build/formatted
list=$build/to-format
mkdir -p "$build"
# As of before the search: who edits meanwhile is found next time.
touch "$stamp.next"
if [ -e "$stamp" ]; then
  find src -name '*.java' -newer "$stamp" >"$list"
else
  find src -name '*.java' >"$list"
fi
[ -s "$list" ] || exit 0

jdk=$(sh "${0%/*}/jdk.sh" "$oldest") || exit 1
format() {
  "$jdk/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$jar" "$@" "@$list"
}

if [ "$mode" = check ]; then
  wrong=$(format --dry-run --set-exit-if-changed) || {
    rm -f "$stamp.next"
    printf 'Not formatted; any local build does it, and then commit:\n%s\n' "$wrong" >&2
    exit 1
  }
else
  # A file that does not parse is the compiler's to explain.
  format --replace || { rm -f "$stamp.next"; exit 0; }
fi
mv "$stamp.next" "$stamp"
