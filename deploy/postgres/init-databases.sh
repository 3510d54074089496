#!/bin/sh
# Runs once, when the volume is empty: two databases with an owner each, neither of them superuser.
set -eu
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="${POSTGRES_USER:-postgres}" --dbname=postgres \
  --set=courseware_password="$COURSEWARE_DB_PASSWORD" --set=keycloak_password="$KEYCLOAK_DB_PASSWORD" <<'SQL'
create role courseware login password :'courseware_password';
create role keycloak login password :'keycloak_password';
create database courseware owner courseware;
create database keycloak owner keycloak;
revoke connect on database courseware from public;
revoke connect on database keycloak from public;
SQL
