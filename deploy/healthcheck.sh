#!/bin/bash
# healthcheck.sh PORT PATH: 0 if http://127.0.0.1:PORT/PATH answers 200. Only bash, since the images have no curl.
set -u
exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$2" >&3
read -r -t 4 status <&3 || exit 1
[[ $status == *" 200"* ]]
