package org.studentmanagement.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** How PostgreSQL has run each statement in a database, as {@code auto_explain} logs it. */
public final class Plans {
    /** @param query the statement, with its parameters as {@code $1} */
    public record Plan(String query, JsonNode root) {
        /** Gives each node that has run, which those of a branch that was not needed have not. */
        public void forEachNode(Consumer<JsonNode> consumer) {
            visit(root, consumer);
        }

        private static void visit(JsonNode node, Consumer<JsonNode> consumer) {
            if (node.path("Actual Loops").asLong() > 0) {
                consumer.accept(node);
            }
            node.path("Plans").forEach(child -> visit(child, consumer));
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String database;

    private long read;

    private Plans(String database) {
        this.database = database;
    }

    /** From now on those of every connection to the database, which are all made anew, with these settings. */
    public static Plans of(String database, Map<String, String> settings) throws SQLException {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(Map.of(
                "session_preload_libraries", "auto_explain",
                "auto_explain.log_min_duration", "0",
                "auto_explain.log_analyze", "on",
                "auto_explain.log_timing", "off",
                "auto_explain.log_format", "json",
                "auto_explain.log_nested_statements", "on"));
        for (var setting : all.entrySet()) {
            PostgresServer.execute(
                    "postgres",
                    "ALTER DATABASE %s SET %s = '%s'".formatted(database, setting.getKey(), setting.getValue()));
        }
        PostgresServer.execute(
                "postgres",
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '" + database + "'");
        Plans plans = new Plans(database);
        plans.next();
        return plans;
    }

    /** Those of the statements that ran since the last call. */
    public List<Plan> next() throws SQLException {
        // it is logged after all that has ended before
        String mark = UUID.randomUUID().toString();
        PostgresServer.query(database, "SELECT '" + mark + "'");
        List<Plan> plans = new ArrayList<>();
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> readUpTo(mark, plans));
        return plans;
    }

    private boolean readUpTo(String mark, List<Plan> plans) throws SQLException {
        String log = PostgresServer.query(
                "postgres", "SELECT pg_read_file(pg_current_logfile('jsonlog'), %d, 100000000)".formatted(read));
        String whole = log.substring(0, log.lastIndexOf('\n') + 1);
        for (String line : whole.lines().toList()) {
            read += line.getBytes(StandardCharsets.UTF_8).length + 1;
            JsonNode entry = parse(line);
            String message = entry.path("message").asText();
            if (!entry.path("dbname").asText().equals(database) || !message.contains("plan:\n")) {
                continue;
            }
            JsonNode explained = parse(message.substring(message.indexOf('{')));
            String query = explained.path("Query Text").asText();
            if (query.contains(mark)) {
                return true;
            }
            plans.add(new Plan(query, explained.path("Plan")));
        }
        return false;
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
