package org.studentmanagement.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A figure in a document is the one that the code or the manifests have, and there is none that nothing checks. */
class FiguresTest {
    /**
     * @param document its path or the end of it
     * @param words as they stand there
     * @param source the file that decides, by its path or the end of it
     * @param text what has to stand there
     */
    private record Figure(String document, String words, String source, String text) {}

    private static final String OPERATIONS = "docker/README.md";

    static final List<Figure> FIGURES = List.of(
            new Figure("README.md", "With nothing but a JDK (17 or newer)", "pom.xml", "<maven.compiler.release>17<"),
            new Figure("site/api.md", "`limit` (50, at most 500)", "PageQuery.java", "@DefaultValue(\"50\")"),
            new Figure("site/api.md", "`limit` (50, at most 500)", "PageQuery.java", "@Max(500)"),
            new Figure("site/api.md", "takes over 20 s to arrive", OPERATIONS, "| `callers.request-time` | `20s` |"),
            new Figure("site/api.md", "more than 1 MiB", "BodyConfig.java", "@WithDefault(\"1M\")"),
            new Figure("site/api.md", "up to 64 MiB", OPERATIONS, "| `materials.file` | `64M` |"),
            new Figure("site/api.md", "256 MiB of files", OPERATIONS, "| `imports.upload` | `256M` |"),
            new Figure("site/import.md", "has at most 256 MiB (`", OPERATIONS, "| `imports.upload` | `256M` |"),
            new Figure("site/import.md", "each file 4 GiB unpacked", OPERATIONS, "| `imports.unpacked` | `4G` |"),
            new Figure("site/import.md", "Of 20 imports (`", OPERATIONS, "| `imports.kept` | `20` |"),
            new Figure("site/import.md", "after 24 hours (`", OPERATIONS, "| `imports.remembered` | `24h` |"),
            new Figure("site/api.md", "after 8 hours without one", "SignInConfig.java", "@WithDefault(\"8h\")"),
            new Figure("site/api.md", "and after 7 days", "SignInConfig.java", "@WithDefault(\"7d\")"),
            new Figure("site/api.md", "at most 10 seconds ago", OPERATIONS, "| `standby.lag` | `10s` |"),
            new Figure(OPERATIONS, "the limit of 5 seconds", "application.properties", "statement_timeout=5s"),
            new Figure(
                    OPERATIONS,
                    "asks the standby ten times a second",
                    "StandbyWatch.java",
                    "EVERY = Duration.ofMillis(100)"),
            new Figure(
                    OPERATIONS,
                    "does so within about a second",
                    "StandbyWatch.java",
                    "PATIENCE = Duration.ofSeconds(1)"),
            new Figure("site/api.md", "once and for 3 days", "SignInConfig.java", "@WithDefault(\"3d\")"),
            new Figure("site/import.md", "More than 10 %", OPERATIONS, "| `imports.share` | `10` |"),
            new Figure("site/import.md", "three times at most", "ImportTurn.java", "ATTEMPTS = 3;"),
            new Figure("site/import.md", "the first 1,000 of those", "ImportReport.java", "REFUSALS = 1000;"),
            new Figure("site/api.md", "for 24 hours", OPERATIONS, "| `idempotency.remembered` | `24h` |"),
            new Figure("site/oneroster.md", "`limit`, 100 of itself", "RosterQuery.java", "@DefaultValue(\"100\")"),
            new Figure("site/oneroster.md", "and at most 10000,", "RosterQuery.java", "@Max(10_000)"),
            new Figure("site/oneroster.md", "has at most 20 comparisons", "RosterFilter.java", "MOST = 20;"),
            new Figure("site/oneroster.md", "comparisons in 2000 characters", "RosterFilter.java", "LONGEST = 2_000;"),
            new Figure("site/oneroster.md", "100 lineItems or", "LineItemWrites.java", "MOST = 100;"),
            new Figure("site/oneroster.md", "or 1000 results, all", "MarksRequest.java", "MOST = 1_000;"),
            new Figure("site/oneroster.md", "of at most 1 MiB", "BodyConfig.java", "@WithDefault(\"1M\")"),
            new Figure("README.md", "good for a day (`--grace`)", "RotateClientCommand.java", "defaultValue = \"24\""),
            new Figure("README.md", "`/q/metrics` on port 9000", OPERATIONS, "| `quarkus.management.port` | `9000` |"),
            new Figure("README.md", "PostgreSQL 18 instead of 15", "pom.xml", "<postgresql.major>15<"),
            new Figure("README.md", "two replicas behind a proxy", "docker/compose.yaml", "replicas: 2"),
            new Figure("bench/README.md", "its image in 512 MiB", "docker/compose.yaml", "mem_limit: 512m cpus: 2"),
            new Figure("bench/README.md", "100,000 rows unless told", "Options.java", "importRows = 100_000;"),
            new Figure("bench/README.md", "that of 16 clients", "bench/Figures.java", "CLIENTS = 16;"),
            new Figure("demo/README.md", "| 28,785 |", "DemoDataTest.java", "28_785"),
            new Figure("demo/README.md", "| 32,593 |", "DemoDataTest.java", "32_593"),
            new Figure("demo/README.md", "| 3,696 |", "DemoDataTest.java", "3_696"),
            new Figure("demo/README.md", "| 3,516 |", "DemoDataTest.java", "3_516"),
            new Figure("demo/README.md", "22,521 are enrollments", "DemoDataTest.java", "PRESENT = 22_521;"),
            new Figure("demo/README.md", "10,072, those with", "DemoDataTest.java", "WITHDRAWN = 10_072;"),
            new Figure("demo/README.md", "one of the 93 who", "DemoDataTest.java", "12361, 93"),
            new Figure(OPERATIONS, "more than 2 seconds later", "FailoverIT.java", "CLUSTER = Duration.ofSeconds(2);"),
            new Figure(OPERATIONS, "up of `ttl` (20, the least", "cluster/patroni.yaml", "ttl: 20"),
            new Figure(OPERATIONS, "`loop_wait` (2: a turn", "cluster/patroni.yaml", "loop_wait: 2"),
            new Figure(OPERATIONS, "more than 5 MiB are sent", "S3Store.java", "PART = 5 << 20;"),
            new Figure(OPERATIONS, "a request is sent three times", "S3Store.java", "ATTEMPTS = 3;"),
            new Figure(OPERATIONS, "takes 5 MiB of the heap", "S3Store.java", "PART = 5 << 20;"),
            new Figure(OPERATIONS, "with 16 MiB of memory as `/tmp`", "deployment.yaml", "sizeLimit: 16Mi"),
            new Figure(OPERATIONS, "have 20 seconds to end", "application.properties", "quarkus.shutdown.timeout=20s"),
            new Figure(
                    OPERATIONS,
                    "still answers for 10 seconds",
                    "kubernetes/kustomization.yaml",
                    "QUARKUS_SHUTDOWN_DELAY=10s"),
            new Figure(
                    OPERATIONS,
                    "the manifests say 10 s",
                    "kubernetes/kustomization.yaml",
                    "QUARKUS_SHUTDOWN_DELAY=10s"),
            new Figure(OPERATIONS, "then two replicas start", "docker/compose.yaml", "replicas: 2"),
            new Figure(OPERATIONS, "4000 callers at once", OPERATIONS, "| `callers.connections` | `4000` |"),
            new Figure(OPERATIONS, "160 requests at work at once", "Connections.java", "AT_WORK = 160;"),
            new Figure(OPERATIONS, "and 32 others", "Connections.java", "AT_WORK_ALONE = 32;"),
            new Figure(OPERATIONS, "never more than a quarter of", "Connections.java", "WAITING = 4;"),
            new Figure(OPERATIONS, "the next one is read after 100 ms", "Connection.java", "REST = 100;"),
            new Figure(OPERATIONS, "takes a sixteenth of the heap", "Connections.java", "held.get() > memory / 2"),
            new Figure(OPERATIONS, "an eighth of the heap for what they send", "Connections.java", "maxMemory() / 8;"),
            new Figure(OPERATIONS, "more than an eighth of the heap, the", "Connections.java", "maxMemory() / 8;"),
            new Figure(OPERATIONS, "memory, JVM | 512 MiB", "docker/compose.yaml", "mem_limit: 512m cpus: 2"),
            new Figure(OPERATIONS, "memory, native | 256 MiB", "deployment.yaml", "memory: 256Mi"),
            new Figure(OPERATIONS, "memory, a migration | 512 MiB", "kubernetes/migration.yaml", "memory: 512Mi"),
            new Figure(OPERATIONS, "2 at most; half of one is asked for", "deployment.yaml", "cpu: '2'"),
            new Figure(OPERATIONS, "2 at most; half of one is asked for", "deployment.yaml", "cpu: 500m"),
            new Figure(OPERATIONS, "have 4 replicas at most", "autoscaler.yaml", "maxReplicas: 4"),
            new Figure(
                    OPERATIONS,
                    "with 9 and 5 connections each",
                    "kubernetes/kustomization.yaml",
                    "REACTIVE_MAX_SIZE=9"),
            new Figure(OPERATIONS, "with 9 and 5 connections each", "kubernetes/kustomization.yaml", "JDBC_MAX_SIZE=5"),
            new Figure(OPERATIONS, "of the latest 50 runs", "RunDurations.java", "LIMIT 50"),
            new Figure("site/service.md", "each of the latest 50 runs", "RunDurations.java", "LIMIT 50"),
            new Figure(
                    "site/upgrade.md",
                    "does not answer within a minute",
                    "ReadOnlyTransaction.java",
                    "statement_timeout = '60s'"),
            new Figure("site/backup.md", "with 4 jobs", "Backup.java", "JOBS = 4;"),
            new Figure("site/deploy.md", "open for more than 10 s", "ServerChecks.java", "interval '10 s'"),
            new Figure("site/formats.md", "a 64-bit hash of each row", "KeyedHash.java", "long hash"),
            new Figure("site/formats.md", "end in the same 12 bits", "Cell.java", "COUNT = 1 << 12;"),
            new Figure("site/import.md", "More than 10 %", "ImportsConfig.java", "@WithDefault(\"10\")"),
            new Figure("site/lint.md", "less than 10,000 rows", "TableSizes.java", "MANY = 10_000;"),
            new Figure("site/rehearse.md", "`1s` by default", "LongestLock.java", "DEFAULT = \"1s\""),
            new Figure(
                    "site/rehearse.md",
                    "locks are read every 2 ms",
                    "LockSampler.java",
                    "PAUSE = Duration.ofMillis(2);"),
            new Figure("site/verify.md", "all of a table of up to 1 MB", "Fingerprinting.java", "SMALL = 1L << 20;"),
            new Figure("site/verify.md", "waits at most 5 s", "Snapshot.java", "lock_timeout = '5s'"),
            new Figure("site/verify.md", "pieces of 64 MB", "ParallelReader.java", "PIECE = 64L << 20;"),
            new Figure("site/verify.md", "over 4 connections", "ParallelReader.java", "THREADS = 4;"));

    private static final Pattern FIGURE =
            Pattern.compile("\\d[\\d,.]*[ -]?(ms|s|seconds?|minutes?|hours?|days?|[kMG]i?B|bits?|rows"
                    + "|jobs|connections|runs|callers|clients|replicas|processors|threads|times|%)(?=\\W)");

    static Stream<Figure> figures() {
        return FIGURES.stream();
    }

    @ParameterizedTest
    @MethodSource("figures")
    void itIsWhatIsDecidedElsewhere(Figure figure) throws IOException {
        assertThat(text(figure.document)).contains(figure.words);
        assertThat(text(figure.source)).contains(figure.text);
    }

    static List<Path> documents() throws IOException {
        return Documents.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyOneIsChecked(Path document) throws IOException {
        String words = FIGURES.stream()
                .filter(figure -> document.equals(file(figure.document)))
                .map(Figure::words)
                .collect(Collectors.joining("\n"));

        assertThat(FIGURE.matcher(Documents.prose(document)).results().map(MatchResult::group))
                .allSatisfy(figure -> assertThat(words).contains(figure));
    }

    /** With single spaces, wherever its lines end. */
    private static String text(String path) throws IOException {
        return Files.readString(file(path)).replaceAll("\\s+", " ");
    }

    /** The one whose path ends so. */
    private static Path file(String path) {
        if (Files.exists(Path.of(path))) {
            return Path.of(path);
        }
        try (Stream<Path> sources = Files.walk(Path.of("src"))) {
            List<Path> found = sources.filter(source -> source.endsWith(path)).toList();
            assertThat(found).as(path).hasSize(1);
            return found.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
