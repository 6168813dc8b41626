package org.studentmanagement.schema.fingerprint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.terminal.Table;
import org.studentmanagement.testsupport.ManyEnrollments;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

/**
 * How long a fingerprint of many rows takes, beside a count and a plain hash of the same tables.
 *
 * <pre>./mvnw -q test -Dtest=FingerprintBench -Denrollments=10000000</pre>
 *
 * <p>{@code -Denrollments.url=jdbc:postgresql://…} takes a migrated database of another server, which is filled where it is
 * empty and stays; so this is also how to make one.
 */
class FingerprintBench {
    private static final long ENROLLMENTS = Long.getLong("enrollments", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final String[] TABLES = {"students", "courses", "student_courses"};

    private interface Work {
        void run() throws SQLException;
    }

    @Test
    void timesOfOneRun() throws Exception {
        String url = System.getProperty("enrollments.url");
        Datasource datasource = new Datasource(
                url == null ? PostgresServer.url(MigratedDatabase.create()) : url, Optional.empty(), Optional.empty());
        try (Connection connection = datasource.connect("bench");
                var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("SELECT EXISTS (SELECT FROM students)")) {
                rows.next();
                if (!rows.getBoolean(1)) {
                    long made = millis(() -> ManyEnrollments.make(connection, ENROLLMENTS));
                    System.out.printf("made %d enrollments in %d ms%n", ENROLLMENTS, made);
                }
            }
            Fingerprint[] saved = new Fingerprint[1];
            Work[] works = {
                () -> each(connection, "SELECT count(*) FROM %s"),
                () -> each(connection, "SELECT sum(hashtextextended(t::text, 0)) FROM %s t"),
                () -> saved[0] = take(datasource),
                () -> compare(datasource, saved[0])
            };
            String[] names = {"count(*)", "sum(hashtextextended(t::text, 0))", "verify --save", "verify --against"};
            long[][] times = new long[works.length][ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                for (int work = 0; work < works.length; work++) {
                    times[work][round] = millis(works[work]);
                }
            }
            Table table = new Table("of all tables", "median ms", "count(*)s", "plain hashes");
            for (int work = 0; work < works.length; work++) {
                table.row(
                        names[work],
                        median(times[work]),
                        "%.2f".formatted((double) median(times[work]) / median(times[0])),
                        "%.2f".formatted((double) median(times[work]) / median(times[1])));
            }
            System.out.printf("%d rows, PostgreSQL %s, %d rounds%n", saved[0].rows(), saved[0].server(), ROUNDS);
            System.out.println(table);
        }
    }

    private static Fingerprint take(Datasource datasource) throws SQLException {
        try (Snapshot snapshot = Snapshot.open(datasource)) {
            return Fingerprint.take(snapshot);
        }
    }

    private static void compare(Datasource datasource, Fingerprint saved) throws SQLException {
        try (Snapshot snapshot = Snapshot.open(datasource)) {
            Comparison.of(saved, snapshot);
        }
    }

    private static void each(Connection connection, String query) throws SQLException {
        for (String table : TABLES) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(query.formatted(table))) {
                rows.next();
            }
        }
    }

    private static long millis(Work work) throws SQLException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static long median(long[] times) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
