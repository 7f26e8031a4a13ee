#!/bin/sh
# Prints the home of a JDK of at least the version given (21 by default): JAVA_HOME, the java on the
# PATH, then where JDKs are usually installed. Finds none: prints what to do instead, and fails.
# The build, the formatter and ./chattr all ask here.

oldest=${1:-21}

# The JDK's feature number, 0 if $1 is no JDK; a JRE without javac does not count.
version_of() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || { echo 0; return; }
  sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release" | head -n 1
}

try() {
  found=$(version_of "$1")
  if [ "${found:-0}" -ge "$oldest" ]; then
    printf '%s\n' "$1"
    exit 0
  fi
}

if [ -n "${JAVA_HOME:-}" ]; then try "$JAVA_HOME"; fi

on_path=$(command -v java 2>/dev/null)
if [ -n "$on_path" ]; then
  while [ -L "$on_path" ]; do
    link=$(readlink "$on_path")
    case $link in
      /*) on_path=$link ;;
      *) on_path=${on_path%/*}/$link ;;
    esac
  done
  try "$(cd "${on_path%/*}/.." && pwd -P)"
fi

for home in /usr/lib/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/* "$HOME"/.sdkman/candidates/java/* \
  "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* \
  /Library/Java/JavaVirtualMachines/*/Contents/Home; do
  try "$home"
done

cat >&2 <<EOF

Chattr needs a JDK of version $oldest or newer, and found none.

  Debian, Ubuntu   apt install openjdk-$oldest-jdk   (or a package of https://adoptium.net)
  SDKMAN           sdk install java 25-tem
  macOS            brew install openjdk@$oldest

If one is installed where nobody looks, point to it:

  export JAVA_HOME=/path/to/the/jdk

EOF
exit 1
