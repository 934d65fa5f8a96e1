#!/usr/bin/env bash
# Installs what the editor tests need: a browser and two real VS Codes (code-server), the newest and the oldest that the
# extension claims. Everything but the system packages goes into a cache folder of the checkout; a second run does nothing.
#
#   test/setup.sh            both editors
#   test/setup.sh newest     one of them
#   test/setup.sh oldest newest
#
# Leaves with 0 when they stand, with 75 when this machine cannot have them (the last line says why), else with an error.
set -euo pipefail
cd "$(dirname "$0")"
cache=${MESO_EDITOR_CACHE:-$(cd ../../.. && pwd)/.cache/editors}
newest=4.139.1 # VS Code 1.139.1
oldest=4.100.3 # VS Code 1.100.3, the `engines.vscode` of package.json
which_ones=${*:-newest oldest}
mkdir -p "$cache"
exec 9>"$cache/.lock"
flock 9

impossible() {
  echo "$*" >&2
  exit 75
}

say() { echo "setup: $*" >&2; }

# --- the system's part -------------------------------------------------------------------------------------------------

browser() {
  local name
  for name in ${CHROMIUM:-} chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return 0
  done
  return 1
}

# What compiling the editor's native modules takes, by the file that shows it is there.
missing_packages() {
  browser >/dev/null || echo chromium
  command -v rg >/dev/null || echo ripgrep
  command -v make >/dev/null && command -v g++ >/dev/null || echo build-essential
  command -v python3 >/dev/null || echo python3
  command -v pkg-config >/dev/null || echo pkg-config
  [[ -e /usr/include/gssapi/gssapi.h ]] || echo libkrb5-dev
  [[ -e /usr/include/X11/Xlib.h ]] || echo libx11-dev
  [[ -e /usr/include/X11/extensions/XKBfile.h ]] || echo libxkbfile-dev
  [[ -e /usr/include/libsecret-1/libsecret/secret.h ]] || echo libsecret-1-dev
}

wanted=$(missing_packages)
if [[ -n $wanted ]]; then
  command -v apt-get >/dev/null || impossible "no apt-get to install $(echo $wanted)"
  if [[ $(id -u) != 0 ]]; then
    impossible "not root, and these packages are missing: $(echo $wanted)"
  fi
  say "installing $(echo $wanted)"
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends $wanted; } \
    >"$cache/apt.log" 2>&1 || impossible "apt-get could not install $(echo $wanted); see $cache/apt.log"
fi
command -v npm >/dev/null || impossible "npm is missing"
# The headers of the installed node serve every version: all modules use the stable Node-API.
[[ -e /usr/include/node/node_api.h ]] && export npm_config_nodedir=/usr

# --- the editors -------------------------------------------------------------------------------------------------------

# install NAME CODE_SERVER_VERSION
install() {
  local name=$1 version=$2 dir=$cache/$1 start=$SECONDS
  local stamp="code-server $version"
  [[ $(cat "$dir/.stamp" 2>/dev/null) == "$stamp" ]] && return
  say "installing code-server $version (a few minutes, once)"
  rm -rf "$dir"
  mkdir -p "$dir"
  (
    cd "$dir"
    echo '{ "name": "editor-under-test", "version": "0.0.0", "private": true }' >package.json
    if [[ $name == newest ]]; then
      # It wants node 24; the `node` package carries one.
      npm install --no-audit --no-fund node@24
      npm rebuild --foreground-scripts node
      export PATH=$dir/node_modules/.bin:$PATH
    fi
    npm install --no-audit --no-fund --ignore-scripts "code-server@$version"
    cd node_modules/code-server/lib/vscode
    npm install --no-audit --no-fund --omit=dev --ignore-scripts
    (cd extensions && npm install --no-audit --no-fund --omit=dev --ignore-scripts)
    local module modules='@vscode/spdlog node-pty @parcel/watcher kerberos'
    if [[ $name == newest ]]; then
      modules+=' @vscode/native-watchdog @vscode/sqlite3 @vscode/fs-copyfile'
    else
      modules+=' native-watchdog'
      mkdir -p node_modules/@vscode/ripgrep/bin
      ln -sf "$(command -v rg)" node_modules/@vscode/ripgrep/bin/rg
      ln -sfn node_modules node_modules.asar
    fi
    # node-pty's script fails after it has built its module; what counts is that the editor starts.
    for module in $modules; do npm rebuild --foreground-scripts "$module" || true; done
    cd "$dir"
    npm rebuild --foreground-scripts argon2 || true
  ) >"$cache/$name.log" 2>&1 || impossible "code-server $version could not be installed; see $cache/$name.log"
  PATH=$dir/node_modules/.bin:$PATH node "$dir/node_modules/code-server" --version >>"$cache/$name.log" 2>&1 ||
    impossible "code-server $version does not start; see $cache/$name.log"
  echo "$stamp" >"$dir/.stamp"
  say "code-server $version in $((SECONDS - start)) s"
}

for name in $which_ones; do
  case $name in
    newest) install newest "$newest" ;;
    oldest) install oldest "$oldest" ;;
    *)
      echo "setup.sh: newest or oldest, not $name" >&2
      exit 2
      ;;
  esac
done
browser >"$cache/browser"
echo "$cache"
