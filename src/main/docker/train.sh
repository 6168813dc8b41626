# Makes the cache of loaded and linked classes and of method profiles, by a start of the service that is asked a little of all
# that callers ask, and then told to stop.
#   bash train.sh JAR CACHE [OPTION OF JAVA]...
# Of an empty database that QUARKUS_DATASOURCE_JDBC_URL names, or of a server of its own, for which PostgreSQL has to be there.
set -euo pipefail

jar=$1 cache=$2
shift 2
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
export ISSUER_URL=http://localhost ISSUER_SIGNING_KEY=$folder/signing-key.pem ISSUER_CREATE_KEY=true
export QUARKUS_HTTP_PORT=${QUARKUS_HTTP_PORT:-8080} QUARKUS_MANAGEMENT_PORT=${QUARKUS_MANAGEMENT_PORT:-9000}

if [ -z "${QUARKUS_DATASOURCE_JDBC_URL:-}" ]; then
    bin=$(echo /usr/lib/postgresql/*/bin)
    install -d -o postgres "$folder/data"
    chmod 755 "$folder"
    runuser -u postgres -- "$bin/initdb" -A trust -D "$folder/data" >"$folder/log"
    runuser -u postgres -- "$bin/postgres" -D "$folder/data" -c fsync=off -c unix_socket_directories=/tmp >>"$folder/log" 2>&1 &
    until "$bin/pg_isready" -q -h localhost; do sleep 0.2; done
    export QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://localhost/postgres QUARKUS_DATASOURCE_USERNAME=postgres
fi

printf 'number,name,email\n1,Ada Lovelace,ada@students.example\n' >"$folder/students.csv"
printf 'code,name\nC-1,Calculus\n' >"$folder/courses.csv"
"$java" -jar "$jar" db upgrade >>"$folder/log" 2>&1
"$java" -jar "$jar" import --students "$folder/students.csv" --courses "$folder/courses.csv" >>"$folder/log" 2>&1
secret=$("$java" -jar "$jar" client create training --role reader --role registrar --role editor --json |
    sed -n 's/.*"client_secret" : "\(.*\)".*/\1/p')

"$java" "$@" -XX:AOTCacheOutput="$cache" -Xlog:aot=off -jar "$jar" >>"$folder/log" 2>&1 &
service=$!
until curl -sf "http://localhost:$QUARKUS_MANAGEMENT_PORT/q/health/ready" >/dev/null; do
    kill -0 "$service" || { cat "$folder/log"; exit 1; }
    sleep 0.2
done
url=http://localhost:$QUARKUS_HTTP_PORT
token=$(curl -sf -u "training:$secret" -d grant_type=client_credentials "$url/oauth2/token" |
    sed 's/.*"access_token":"\([^"]*\)".*/\1/')
ask() { curl -sf -H "Authorization: Bearer $token" "${@:2}" "$url$1" >/dev/null; }
json=(-H 'Content-Type: application/json')
ask /api/students/1/courses "${json[@]}" -d '{"course_ids":[1]}'
for path in /api/students '/api/students?q=ada' /api/students/1 /api/students/1/courses /api/courses /api/courses/1/students /q/openapi; do
    ask "$path"
done
ask /api/students/1/courses/1 -X DELETE
ask /api/students "${json[@]}" -d '{"number":"2","name":"Grace Hopper","email":"grace@students.example"}'
curl -sf "http://localhost:$QUARKUS_MANAGEMENT_PORT/q/metrics" >/dev/null
kill "$service"
# 143 is how a JVM ends that was told to stop
wait "$service" || [ $? -eq 143 ]
test -s "$cache"
