#!/bin/sh
# Runs a server for as long as somebody holds this script's standard input open: when that one closes it, or dies, the
# server is told to end, and its folder is deleted. Usage: run.sh FOLDER JAVA ARGUMENT...
set -u
folder=$1
shift
"$@" </dev/null &
server=$!
cat >/dev/null
kill "$server" 2>/dev/null
wait "$server"
rm -rf "$folder"
