#!/bin/sh
# Runs a server for as long as somebody holds this script's standard input open: when that one closes it, or dies, the
# server is told to end. Usage: run.sh JAVA ARGUMENT...
set -u
"$@" </dev/null &
server=$!
cat >/dev/null
kill "$server" 2>/dev/null
wait "$server"
