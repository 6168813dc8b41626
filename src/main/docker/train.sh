# Makes app.aot, the cache of loaded and linked classes and of method profiles, by a start of the service that is asked
# a little and then told to stop. It needs no database: while none is there, the service starts, and answers 503.
set -euo pipefail

export QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://localhost:1/none
export ISSUER_URL=http://localhost:8080 ISSUER_SIGNING_KEY=/signing-key.pem ISSUER_CREATE_KEY=true

get() {
    exec 3<>"/dev/tcp/localhost/$1"
    printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&3
    cat <&3 >/dev/null
    exec 3>&-
}

# The path of the jar is part of the cache: it is the one of the image's entry point.
java -XX:AOTCacheOutput=/app/app.aot -Xlog:aot=off --enable-native-access=ALL-UNNAMED -jar /app/quarkus-run.jar >/train.log 2>&1 &
service=$!
until grep -q 'Listening on' /train.log; do
    kill -0 "$service" || { cat /train.log; exit 1; }
    sleep 0.2
done
for path in /api/students /api/courses /q/openapi; do get 8080 "$path"; done
for path in /q/health/started /q/health/live /q/health/ready /q/metrics; do get 9000 "$path"; done
kill "$service"
# 143 is how a JVM ends that was told to stop
wait "$service" || [ $? -eq 143 ]
test -s /app/app.aot
