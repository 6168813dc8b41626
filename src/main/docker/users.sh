#!/usr/bin/env bash
# Makes the database and its two users, once, when the volume is empty. src/site/service.md has the rights.
set -euo pipefail

password() {
    sed -n 's/^quarkus\.datasource\.password=//p' "/run/secrets/$1.properties"
}

psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    -v migrator="$(password migrator)" -v server="$(password server)" <<'SQL'
CREATE ROLE school_migrator LOGIN PASSWORD :'migrator';
CREATE ROLE school_server LOGIN PASSWORD :'server';
CREATE DATABASE school OWNER school_migrator;
REVOKE CONNECT, TEMPORARY ON DATABASE school FROM PUBLIC;
\connect school
SET ROLE school_migrator;
GRANT CONNECT, TEMPORARY ON DATABASE school TO school_server;
GRANT USAGE ON SCHEMA public TO school_server;
ALTER DEFAULT PRIVILEGES FOR ROLE school_migrator IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO school_server;
ALTER DEFAULT PRIVILEGES FOR ROLE school_migrator IN SCHEMA public
    GRANT USAGE ON SEQUENCES TO school_server;
SQL
