#!/usr/bin/env bash
# Patroni, which wants in its environment what are files here.
set -euo pipefail
PATRONI_SUPERUSER_PASSWORD=$(cat /run/secrets/postgresql-password)
PATRONI_REPLICATION_PASSWORD=$(cat /run/secrets/replicator-password)
export PATRONI_SUPERUSER_PASSWORD PATRONI_REPLICATION_PASSWORD
exec patroni /etc/patroni/config.yml
