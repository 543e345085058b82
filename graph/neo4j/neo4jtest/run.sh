#!/bin/sh
# Runs a server for as long as somebody holds this script's standard input open: when that one closes it, or dies, the
# server is told to end, and its folder is deleted. Meanwhile a line on standard input is an order: kill (as power that
# fails), start (again, on the same folder), pause (it keeps its connections and says nothing), resume.
# Usage: run.sh FOLDER JAVA ARGUMENT...
set -u
folder=$1
shift
"$@" </dev/null &
server=$!
while read -r order; do
	case $order in
	kill) kill -KILL "$server" && wait "$server" ;;
	start) "$@" </dev/null & server=$! ;;
	pause) kill -STOP "$server" ;;
	resume) kill -CONT "$server" ;;
	esac
done
kill -CONT "$server" 2>/dev/null
kill "$server" 2>/dev/null
wait "$server"
rm -rf "$folder"
