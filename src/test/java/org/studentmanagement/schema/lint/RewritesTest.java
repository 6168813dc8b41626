package org.studentmanagement.schema.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.schema.catalog.ColumnType;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

/** What lint believes of PostgreSQL is what PostgreSQL does: which tables it writes anew, and which it locks against readers. */
@BesideTheService
class RewritesTest {
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = PostgresServer.connect(PostgresServer.scratch());
        // Where it is UTC, timestamp becomes timestamptz without a rewrite; nobody can count on that.
        execute("SET TIME ZONE 'Europe/Berlin'; CREATE DOMAIN positive AS int CHECK (value > 0)");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    varchar(10)              | varchar(20)
                    varchar(20)              | varchar(10)
                    varchar(10)              | varchar
                    character varying(10)    | text
                    varchar                  | varchar(10)
                    varchar                  | text
                    text                     | varchar
                    text                     | varchar(10)
                    char(5)                  | char(10)
                    char(5)                  | text
                    char(5)                  | varchar(5)
                    varchar(10)[]            | varchar(20)[]
                    varchar(10)[]            | varchar(10)[]
                    smallint                 | int
                    int                      | bigint
                    int4                     | integer
                    int                      | numeric
                    real                     | double precision
                    numeric(8,2)             | numeric(10,2)
                    numeric(8,2)             | numeric(10,3)
                    numeric(10,2)            | numeric(8,2)
                    numeric(8,2)             | numeric
                    numeric(8)               | decimal(9,0)
                    numeric                  | numeric(8,2)
                    timestamp                | timestamptz
                    timestamp(3)             | timestamp(6)
                    timestamp(3)             | timestamp without time zone
                    timestamp                | timestamp(6)
                    timestamptz              | timestamptz(3)
                    timestamp(3) with time zone | timestamptz
                    time(0)                  | time(3)
                    time(3)                  | time(0)
                    interval(3)              | interval
                    interval                 | interval(3)
                    bit(4)                   | bit varying(8)
                    varbit(4)                | bit varying(8)
                    varbit(8)                | varbit(4)
                    varbit(8)                | varbit
                    cidr                     | inet
                    inet                     | cidr
                    date                     | timestamp
                    json                     | jsonb
                    """)
    void aTypeChangeRewritesTheTableIfLintSaysSo(String from, String to) throws SQLException {
        execute("DROP TABLE IF EXISTS t; CREATE TABLE t (x %s); INSERT INTO t VALUES (NULL)".formatted(from));
        String alter = "ALTER TABLE t ALTER COLUMN x TYPE %s USING x::%1$s".formatted(to);

        assertThat(isRewrittenBy(alter))
                .as("%s to %s", from, to)
                .isEqualTo(ColumnType.of(from).isRewrittenAs(ColumnType.of(to)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int",
                "int DEFAULT 0",
                "int NOT NULL DEFAULT 0",
                "text DEFAULT 'a' || 'b'",
                "jsonb DEFAULT '{}'::jsonb",
                "text[] DEFAULT ARRAY['a', 'b']",
                "timestamptz DEFAULT now()",
                "timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP",
                "timestamptz DEFAULT clock_timestamp()",
                "date DEFAULT CURRENT_DATE",
                "text DEFAULT current_user",
                "text DEFAULT to_char(now(), 'YYYY')",
                "uuid DEFAULT gen_random_uuid()",
                "double precision DEFAULT 1 + Random()",
                "text DEFAULT md5(random()::text)",
                "bigserial",
                "serial2",
                "int GENERATED BY DEFAULT AS IDENTITY",
                "int GENERATED ALWAYS AS (1) STORED"
            })
    void aNewColumnRewritesTheTableIfLintSaysSo(String definition) throws SQLException {
        execute("DROP TABLE IF EXISTS t; CREATE TABLE t (); INSERT INTO t DEFAULT VALUES");
        String alter = "ALTER TABLE t ADD COLUMN x " + definition;
        var added = (Operation.AddColumn) StatementReader.read(alter).get(0).operation();

        assertThat(isRewrittenBy(alter)).isEqualTo(added.column().rewrites() != null);
    }

    @Test
    void noneOfTheFunctionsThatADefaultMayCallIsVolatile() throws SQLException {
        try (var query = connection.prepareStatement(
                "SELECT count(DISTINCT proname), count(*) FILTER (WHERE provolatile = 'v') FROM pg_proc"
                        + " WHERE pronamespace = 'pg_catalog'::regnamespace AND proname = ANY (?)")) {
            query.setArray(1, connection.createArrayOf("text", ColumnDefinition.STEADY.toArray()));
            try (var rows = query.executeQuery()) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(ColumnDefinition.STEADY.size());
                assertThat(rows.getInt(2)).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ADD COLUMN y int",
                "ALTER TABLE t DROP COLUMN x",
                "ALTER TABLE t ALTER COLUMN x TYPE bigint",
                "ALTER TABLE t ALTER COLUMN x SET NOT NULL",
                "ALTER TABLE t ALTER COLUMN x DROP NOT NULL",
                "ALTER TABLE t ALTER COLUMN x SET DEFAULT 1",
                "ALTER TABLE t ALTER COLUMN x SET STATISTICS 10",
                "ALTER TABLE t ALTER COLUMN x SET (n_distinct = 5)",
                "ALTER TABLE t ADD CONSTRAINT c CHECK (x > 0) NOT VALID",
                "ALTER TABLE t ADD CONSTRAINT c UNIQUE (x)",
                "ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (x) REFERENCES u (x) NOT VALID",
                "ALTER TABLE t VALIDATE CONSTRAINT t_check",
                "ALTER TABLE t DROP CONSTRAINT t_check",
                "ALTER TABLE t RENAME COLUMN x TO y",
                "ALTER TABLE t RENAME TO v",
                "ALTER TABLE t RENAME CONSTRAINT t_check TO c",
                "ALTER TABLE t SET (fillfactor = 70)",
                "ALTER TABLE t RESET (fillfactor)",
                "ALTER TABLE t CLUSTER ON t_idx",
                "ALTER TABLE t SET WITHOUT CLUSTER",
                "ALTER TABLE t SET UNLOGGED",
                "ALTER TABLE t DISABLE TRIGGER USER",
                "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE t OWNER TO CURRENT_USER",
                "ALTER TABLE t REPLICA IDENTITY FULL",
                "CREATE INDEX i ON t (x)",
                "DROP TABLE t",
                "TRUNCATE t",
                "CLUSTER t USING t_idx",
                "UPDATE t SET x = 1",
                "DELETE FROM t"
            })
    void aStatementKeepsReadersWaitingIfLintSaysSo(String sql) throws SQLException {
        execute("DROP TABLE IF EXISTS t, u; CREATE TABLE u (x int PRIMARY KEY); CREATE TABLE t (x int);"
                + " CREATE INDEX t_idx ON t (x); ALTER TABLE t ADD CONSTRAINT t_check CHECK (x > 0) NOT VALID");
        connection.setAutoCommit(false);
        try (var locks = connection.prepareStatement("SELECT EXISTS (SELECT FROM pg_locks WHERE relation = ?"
                + " AND pid = pg_backend_pid() AND mode = 'AccessExclusiveLock')")) {
            locks.setLong(1, number("SELECT 't'::regclass::oid"));
            execute(sql);
            try (var rows = locks.executeQuery()) {
                rows.next();
                assertThat(rows.getBoolean(1))
                        .isEqualTo(StatementReader.read(sql).stream()
                                .map(Statement::operation)
                                .anyMatch(Operation::exclusive));
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @Test
    void aDomainWithAConditionRewritesTheTable() throws SQLException {
        execute("DROP TABLE IF EXISTS t; CREATE TABLE t (); INSERT INTO t DEFAULT VALUES");
        SchemaModel catalog = new SchemaModel();
        Stream.of("CREATE DOMAIN positive AS int CHECK (value > 0)")
                .flatMap(sql -> StatementReader.read(sql).stream())
                .forEach(statement -> catalog.apply(statement.operation(), 0));

        assertThat(isRewrittenBy("ALTER TABLE t ADD COLUMN x positive")).isEqualTo(catalog.isDomain("positive"));
    }

    private static boolean isRewrittenBy(String sql) throws SQLException {
        long before = number("SELECT pg_relation_filenode('t')");
        execute(sql);
        return number("SELECT pg_relation_filenode('t')") != before;
    }

    private static long number(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
