#!/usr/bin/env bash
# Runs ../users.sh when there is a primary, unless the users are there.
set -euo pipefail
PGPASSWORD=$(cat /run/secrets/postgresql-password)
export PGPASSWORD PGHOST=postgresql POSTGRES_USER=postgres POSTGRES_DB=postgres
known() {
    psql -XqtA -U "$POSTGRES_USER" -d "$POSTGRES_DB" -c "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'school\_%'"
}
until users=$(known); do
    sleep 1
done
if [ "$users" = 0 ]; then
    exec bash /users.sh
fi
