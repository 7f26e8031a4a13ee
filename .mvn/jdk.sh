#!/bin/sh
# Prints the home of a JDK of at least the version given, 21 by default; finds none: says what to do, and fails.
#   jdk.sh [version] [maven]
# Looks at JAVA_HOME, the java on the PATH, and where JDKs are usually installed. With "maven", a JDK
# where Maven's toolchains do not look counts only when JAVA_HOME names it.
# The build, the formatter and ./chattr all ask here.

oldest=${1:-21}

# The JDK's feature number. A JRE, which has no javac, counts as none.
version_of() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release" | head -n 1
}

fits() {
  found=$(version_of "$1")
  [ "${found:-0}" -ge "$oldest" ]
}

# Prints the first that fits, and ends the script.
try() {
  for home in "$@"; do
    if fits "$home"; then
      printf '%s\n' "$home"
      exit 0
    fi
  done
}

if [ -n "${JAVA_HOME:-}" ]; then try "$JAVA_HOME"; fi

java=$(command -v java 2>/dev/null)
if [ -n "$java" ]; then
  while [ -L "$java" ]; do
    link=$(readlink "$java")
    case $link in
      /*) java=$link ;;
      *) java=${java%/*}/$link ;;
    esac
  done
  try "$(cd "${java%/*}/.." && pwd -P)"
fi

try /usr/lib/jvm/* /usr/java/* /usr/jdk/* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
  "$HOME"/.asdf/installs/java/* "$HOME"/.gradle/jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home

elsewhere=$(try /opt/* /usr/local/java/* /usr/local/lib/jvm/* "$HOME"/.local/share/mise/installs/java/*)
if [ -n "$elsewhere" ] && [ "${2:-}" != maven ]; then
  printf '%s\n' "$elsewhere"
  exit 0
fi

{
  echo
  if [ -n "$elsewhere" ]; then
    echo "Chattr needs a JDK of version $oldest or newer. There is one where Maven does not look; point to it:"
    echo
    echo "  export JAVA_HOME='$elsewhere'"
  else
    echo "Chattr needs a JDK of version $oldest or newer, and found none. Install one, for example:"
    echo
    echo "  Debian 13, Ubuntu   apt install openjdk-21-jdk"
    echo "  Debian 12           temurin-25-jdk, from https://adoptium.net/installation/linux"
    echo "  SDKMAN              sdk install java 25-tem"
    echo "  macOS               brew install --cask temurin"
    echo
    echo "One that is installed in an unusual place is found through JAVA_HOME:"
    echo
    echo "  export JAVA_HOME=/path/to/the/jdk"
  fi
  echo
} >&2
exit 1
