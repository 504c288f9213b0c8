#!/bin/sh
exec /usr/share/caskade/caskade "$@"
