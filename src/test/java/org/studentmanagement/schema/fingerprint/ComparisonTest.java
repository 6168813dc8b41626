package org.studentmanagement.schema.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.schema.fingerprint.TableDifference.Kind;
import org.studentmanagement.terminal.Refused;
import org.studentmanagement.testsupport.BesideTheService;

/** What is a difference, what is none, and which rows are named. */
@BesideTheService
class ComparisonTest {
    /** So many rows that they are kept in cells. */
    private static final int MANY = 30_000;

    private static final String TWO_ROWS = "CREATE TABLE t (id int PRIMARY KEY, a text, b text);"
            + " INSERT INTO t VALUES (1, 'x', 'y'), (2, 'z', NULL)";

    private static final String MANY_ROWS = "CREATE TABLE t (id int, part smallint, a text, PRIMARY KEY (part, id));"
            + " INSERT INTO t SELECT n, n %% 7, 'value ' || n FROM generate_series(1, %d) n".formatted(MANY);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE t SET a = a",
                "DELETE FROM t; INSERT INTO t VALUES (2, 'z', NULL), (1, 'x', 'y')",
                "ALTER TABLE t ADD COLUMN c text DEFAULT 'new'",
                "ALTER TABLE t ALTER id TYPE bigint",
                "ALTER TABLE t ALTER id TYPE numeric(12, 2)",
                "ALTER TABLE t ALTER id TYPE text",
                "ALTER TABLE t ALTER a TYPE varchar(10), ALTER b TYPE char(10)",
                "ALTER TABLE t RENAME TO old; CREATE TABLE t (b text, a text, id bigint); INSERT INTO t SELECT b, a, id FROM old",
                "ALTER TABLE t RENAME TO old; CREATE TABLE t (LIKE old) PARTITION BY LIST (id);"
                        + " CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1); CREATE TABLE t2 PARTITION OF t DEFAULT;"
                        + " INSERT INTO t SELECT * FROM old",
                "CREATE TABLE another (id int); INSERT INTO another VALUES (1)",
            })
    void theSameRowsAreNoDifference(String sql) throws Exception {
        assertThat(new Fingerprinted(TWO_ROWS).differencesAfter(sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE t SET a = 'X' WHERE id = 1",
                "UPDATE t SET a = '' WHERE id = 1",
                "UPDATE t SET a = NULL WHERE id = 1",
                "UPDATE t SET a = b, b = a WHERE id = 1",
                "UPDATE t SET a = 'xy', b = '' WHERE id = 1",
                "UPDATE t SET a = a || ' ' WHERE id = 1",
                "UPDATE t SET id = 2 WHERE false; UPDATE t SET b = '' WHERE id = 2",
            })
    void oneAlteredValueIsADifference(String sql) throws Exception {
        assertThat(new Fingerprinted(TWO_ROWS).differencesAfter(sql))
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.kind()).isEqualTo(Kind.ROWS);
                    assertThat(difference.rows().altered()).hasSize(1);
                });
    }

    @Test
    void valuesThatTwoRowsHaveExchangedAreADifference() throws Exception {
        assertThat(new Fingerprinted(TWO_ROWS)
                        .differencesAfter("UPDATE t SET a = CASE a WHEN 'x' THEN 'z' ELSE 'x' END"))
                .singleElement()
                .satisfies(difference ->
                        assertThat(difference.rows().altered()).containsExactlyInAnyOrder(List.of("1"), List.of("2")));
    }

    /** Values that PostgreSQL takes for equal, or hashes alike. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bigint           | -1                   | 4294967295",
                "float8           | 0                    | -0",
                "float8           | NaN                  | Infinity",
                "numeric          | NaN                  | Infinity",
                "numeric          | 0                    | NULL",
                "interval         | 1 day                | 24 hours",
                "timestamptz      | infinity             | -infinity",
                "timetz           | 10:00+00             | 11:00+01",
                "jsonb            | 1.0                  | 1.00",
                "json             | {}                   | { }",
                "text[]           | {}                   | {NULL}",
                "bytea            | \\x00                | \\x0000",
                "point            | (0,0)                | (0,1)",
                "boolean          | false                | NULL",
                "citext_like      | Ada                  | ADA",
            })
    void valuesThatDifferAreTakenForDifferent(String type, String before, String after) throws Exception {
        Fingerprinted database = new Fingerprinted(
                "CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "CREATE TABLE t (id int, v %s)".formatted(type.equals("citext_like") ? "text COLLATE blind" : type),
                "INSERT INTO t VALUES (1, '%s')".formatted(before));
        String value = after.equals("NULL") ? "NULL" : "'" + after + "'";
        assertThat(database.differencesAfter("UPDATE t SET v = " + value)).hasSize(1);
        assertThat(database.differencesAfter("UPDATE t SET v = '%s'".formatted(before)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "numeric(10,2)               | 1.50                   | numeric(10,4)",
                "real                        | 0.1                    | double precision",
                "timestamp                   | 2024-01-01 10:00       | timestamptz USING v AT TIME ZONE 'UTC'",
                "date                        | 2024-01-01             | timestamp",
                "boolean                     | t                      | text",
                "mood                        | glad                   | text",
                "int                         | 5                      | text",
                "text                        | 5                      | int USING v::int",
            })
    void anotherTypeWithTheSameValueIsNoDifference(String type, String value, String other) throws Exception {
        Fingerprinted database = new Fingerprinted(
                "CREATE TYPE mood AS ENUM ('glad')",
                "CREATE TABLE t (id int, v %s)".formatted(type),
                "INSERT INTO t VALUES (1, '%s'), (2, NULL)".formatted(value));
        assertThat(database.differencesAfter("ALTER TABLE t ALTER v TYPE " + other))
                .isEmpty();
        if (type.equals("mood")) {
            assertThat(database.differencesAfter("DROP TYPE mood")).isEmpty();
        }
    }

    @Test
    void anotherTypeThatTookSomethingAwayIsADifference() throws Exception {
        String setup = "CREATE TABLE t (id int PRIMARY KEY, v %s); INSERT INTO t VALUES (1, '%s')";
        assertThat(new Fingerprinted(setup.formatted("numeric", "1.5"))
                        .differencesAfter("ALTER TABLE t ALTER v TYPE int"))
                .hasSize(1);
        Fingerprinted counted = new Fingerprinted(setup.formatted("int", "1"));
        assertThat(counted.differencesAfter("ALTER TABLE t ALTER v TYPE numeric", "UPDATE t SET v = 1.4"))
                .hasSize(1);
        assertThat(counted.differencesAfter("UPDATE t SET v = 3000000000"))
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.kind()).isEqualTo(Kind.ROWS);
                });
        Fingerprinted parsed = new Fingerprinted(setup.formatted("int", "1"));
        assertThat(parsed.differencesAfter("ALTER TABLE t ALTER v TYPE text", "UPDATE t SET v = 'one'"))
                .hasSize(1);
        Fingerprinted dated = new Fingerprinted(setup.formatted("date", "2024-01-01"));
        assertThat(dated.differencesAfter("ALTER TABLE t ALTER v TYPE text", "UPDATE t SET v = 'soon'"))
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.kind()).isEqualTo(Kind.NOT_COMPARABLE);
                    assertThat(difference.columns()).containsExactly("v");
                });
    }

    @Test
    void whatIsGoneIsNamed() throws Exception {
        Fingerprinted database = new Fingerprinted(TWO_ROWS, "CREATE TABLE u (id int); INSERT INTO u VALUES (1), (1)");
        assertThat(database.differencesAfter("ALTER TABLE t DROP COLUMN b; DROP TABLE u"))
                .containsExactly(
                        new TableDifference("t", Kind.COLUMNS_GONE, 2, 2L, List.of("b"), null),
                        new TableDifference("u", Kind.TABLE_GONE, 2, null, List.of(), null));
    }

    @Test
    void aColumnThatIsToGoCanBeLeftOut() throws Exception {
        Fingerprinted database = new Fingerprinted(TWO_ROWS);
        database.takeWithout("t.b");
        assertThat(database.differencesAfter("ALTER TABLE t DROP COLUMN b")).isEmpty();
        assertThat(database.differencesAfter("UPDATE t SET a = 'X' WHERE id = 2"))
                .hasSize(1);
    }

    @Test
    void rowsWithoutAKeyAreCountedAndComparedAsABag() throws Exception {
        Fingerprinted database = new Fingerprinted("CREATE TABLE u (v int); INSERT INTO u VALUES (1), (1), (2)");
        assertThat(database.differencesAfter("DELETE FROM u; INSERT INTO u VALUES (2), (1), (1)"))
                .isEmpty();
        assertThat(database.differencesAfter("UPDATE u SET v = 3 WHERE v = 1"))
                .containsExactly(new TableDifference("u", Kind.ROWS, 3, 3L, List.of(), null));
        assertThat(database.differencesAfter("DELETE FROM u; INSERT INTO u VALUES (1), (2), (2)"))
                .hasSize(1);
    }

    @Test
    void inALargeTableAlteredLostAndNewRowsAreNamed() throws Exception {
        Fingerprinted database = new Fingerprinted(MANY_ROWS);
        DifferingRows rows = only(database.differencesAfter(
                "UPDATE t SET a = 'altered' WHERE id %% 1500 = 0".formatted(),
                "DELETE FROM t WHERE id = 17",
                "INSERT INTO t VALUES (-1, 3, 'new')"));
        assertThat(rows.key()).containsExactly("part", "id");
        assertThat(rows.altered())
                .containsExactlyInAnyOrderElementsOf(
                        keys(IntStream.rangeClosed(1, MANY / 1500).map(n -> n * 1500)));
        assertThat(rows.lost()).containsExactly(List.of("3", "17"));
        assertThat(rows.added()).containsExactly(List.of("3", "-1"));
        assertThat(rows.more()).isZero();
    }

    @Test
    void eachSingleAlteredRowIsNamedWhereverItsHashesFall() throws Exception {
        Fingerprinted database = new Fingerprinted(MANY_ROWS);
        // The row's hash before and after fall into one cell in one of 4096 tries, so one is looked for.
        String twin = RowHashes.sameCell(database.datasource(), 5, 5);
        DifferingRows rows = only(database.differencesAfter("UPDATE t SET a = '" + twin + "' WHERE id = 5"));
        assertThat(rows.altered()).containsExactly(List.of("5", "5"));
        assertThat(rows.more()).isZero();
    }

    @Test
    void manyDifferencesAreNamedAsFarAsTheyCanBeAndTheRestIsEstimated() throws Exception {
        Fingerprinted database = new Fingerprinted(MANY_ROWS);
        DifferingRows rows = only(database.differencesAfter("UPDATE t SET a = 'altered' WHERE id <= 800"));
        List<List<String>> truth = keys(IntStream.rangeClosed(1, 800));
        List<List<String>> named = Stream.concat(rows.altered().stream(), rows.alteredOrAdded().stream())
                .toList();
        assertThat(named).isSubsetOf(truth).hasSizeGreaterThan(600).doesNotHaveDuplicates();
        assertThat(rows.lost()).isEmpty();
        assertThat(rows.added()).isEmpty();
        assertThat(named.size() + rows.more()).isBetween(760L, 840L);
    }

    @Test
    void ofAWholeTableThatDiffersASampleTellsHowMuch() throws Exception {
        Fingerprinted database = new Fingerprinted(MANY_ROWS);
        DifferingRows rows = only(database.differencesAfter("UPDATE t SET a = 'altered' WHERE part <> 0"));
        assertThat(rows.more()).isNull();
        assertThat(rows.sample().of()).isBetween(700L, 1300L);
        assertThat((double) rows.sample().differing() / rows.sample().of()).isBetween(0.8, 0.9);
        assertThat(rows.altered()).isNotEmpty().allMatch(key -> !key.get(0).equals("0"));
    }

    @Test
    void aTableThatSomebodyHasLockedIsToldWithHisSession() throws Exception {
        Fingerprinted database = new Fingerprinted(TWO_ROWS);
        try (Connection other = database.datasource().connect("the other");
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE t");
            assertThatThrownBy(database::differences)
                    .isInstanceOf(Refused.class)
                    .hasMessageMatching("A table is locked by session \\d+ \\(the other, user postgres, on t\\):"
                            + " wait for it to end, or end it, and try again\\.");
        }
    }

    @Test
    void whoReadsWhileTheServerEndsItsSessionsIsToldSo() throws Exception {
        Fingerprinted database = new Fingerprinted(TWO_ROWS);
        try (Snapshot snapshot = Snapshot.open(database.datasource())) {
            database.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            assertThatThrownBy(() -> Fingerprint.take(snapshot)).isInstanceOf(SQLException.class);
        }
        assertThat(database.differences()).isEmpty();
    }

    private static DifferingRows only(List<TableDifference> differences) {
        assertThat(differences).hasSize(1);
        return differences.get(0).rows();
    }

    private static List<List<String>> keys(IntStream ids) {
        return ids.mapToObj(id -> List.of(String.valueOf(id % 7), String.valueOf(id)))
                .toList();
    }
}
