package org.studentmanagement.schema.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.testsupport.PostgresServer.execute;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

@BesideTheService
class SchemaTest {
    private static final Path SCHEMA_SQL = Path.of("src/main/resources/db/schema.sql");

    private static final Path PICTURE = Path.of("src/site/schema.md");

    private static final String WRITE = "./mvnw -q test -Dtest=SchemaTest -Dschema.write";

    private static final String HEADER = """
            -- The whole schema that the changelog yields, for readers. Nothing runs this file. It is generated:
            --   %s
            CREATE EXTENSION pg_trgm;

            """.formatted(WRITE);

    @Test
    void schemaSqlIsWhatTheChangelogYields() throws Exception {
        String yielded = HEADER + describe(MigratedDatabase.create());
        if (System.getProperty("schema.write") != null) {
            Files.writeString(SCHEMA_SQL, yielded);
        }
        assertThat(Files.readString(SCHEMA_SQL))
                .as("schema.sql, which this writes anew: %s", WRITE)
                .isEqualTo(yielded);
    }

    @Test
    void thePictureIsOfWhatTheChangelogYields() throws Exception {
        String yielded = picture(MigratedDatabase.create());
        if (System.getProperty("schema.write") != null) {
            Files.writeString(PICTURE, yielded);
        }
        assertThat(Files.readString(PICTURE))
                .as("schema.md, which this writes anew: %s", WRITE)
                .isEqualTo(yielded);
    }

    @Test
    void thePictureHasTypesKeysAndHowManyRowsReferToOne() throws Exception {
        assertThat(picture(databaseMadeBy("""
                        CREATE TABLE rooms (id bigint PRIMARY KEY, code varchar(9) NOT NULL UNIQUE, area numeric(6,2));
                        CREATE TABLE keys (room_id bigint PRIMARY KEY REFERENCES rooms, given timestamptz NOT NULL);
                        CREATE TABLE lessons (room_id bigint REFERENCES rooms, hour integer, PRIMARY KEY (hour));
                        """))).endsWith("""
                        ```mermaid
                        erDiagram
                            keys {
                                bigint room_id PK, FK
                                timestamptz given
                            }
                            lessons {
                                bigint room_id FK "null"
                                integer hour PK
                            }
                            rooms {
                                bigint id PK
                                varchar(9) code UK
                                numeric(6_2) area "null"
                            }
                            rooms ||--o| keys : "room_id"
                            rooms |o--o{ lessons : "room_id"
                        ```
                        """);
    }

    @Test
    void schemaSqlMakesTheSameSchemaOnAnEmptyDatabase() throws Exception {
        assertThat(HEADER + describe(databaseMadeBy(Files.readString(SCHEMA_SQL))))
                .isEqualTo(Files.readString(SCHEMA_SQL));
    }

    @Test
    void aDescriptionCanBeRunAndIsThenDescribedAlike() throws Exception {
        String described = describe(databaseMadeBy("""
                CREATE SEQUENCE tickets AS integer START 5 INCREMENT 5 CYCLE;
                CREATE TABLE "Odd name" (
                    id serial PRIMARY KEY,
                    twice bigint GENERATED ALWAYS AS (2) STORED,
                    always bigint GENERATED ALWAYS AS IDENTITY,
                    "select" text COLLATE "C" DEFAULT 'it''s \\ odd',
                    during tsrange,
                    EXCLUDE USING gist (during WITH &&)
                );
                CREATE TABLE child (odd integer REFERENCES "Odd name" ON DELETE CASCADE, parent integer);
                ALTER TABLE child ADD FOREIGN KEY (parent) REFERENCES "Odd name" NOT VALID;
                ALTER TABLE child ADD CHECK (odd > 0) NOT VALID;
                CREATE INDEX ON child (odd DESC, abs(odd)) INCLUDE (parent) WHERE odd > 1;
                CREATE FUNCTION count_up(by integer) RETURNS integer LANGUAGE sql AS $$ SELECT by + 1 $$;
                CREATE FUNCTION count_up(by bigint) RETURNS bigint LANGUAGE sql AS $$ SELECT public.count_up(1) + by $$;
                CREATE PROCEDURE tidy() LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
                CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$;
                CREATE TRIGGER keeper BEFORE UPDATE OF parent ON child FOR EACH ROW EXECUTE FUNCTION keep();
                ALTER TABLE child DISABLE TRIGGER keeper;
                COMMENT ON COLUMN child.odd IS 'it''s odd';
                """));

        assertThat(described)
                .contains(
                        "\"select\" text COLLATE \"C\" DEFAULT",
                        "GENERATED ALWAYS AS (2) STORED",
                        "CREATE SEQUENCE tickets")
                .contains("ON DELETE CASCADE", "REFERENCES \"Odd name\"(id) NOT VALID", "EXCLUDE USING gist")
                .contains("CREATE FUNCTION count_up(by bigint)", "CREATE PROCEDURE tidy()", "DISABLE TRIGGER keeper");
        assertThat(describe(databaseMadeBy(described))).isEqualTo(described);
    }

    @Test
    void viewsTypesPoliciesAndOptionsAreDescribedToo() throws Exception {
        String described = describe(databaseMadeBy("""
                CREATE TYPE term AS ENUM ('spring', 'fall');
                CREATE TYPE place AS (room text, floor integer);
                CREATE DOMAIN code AS varchar(9) DEFAULT 'A' NOT NULL CONSTRAINT capitals CHECK (VALUE = upper(VALUE));
                CREATE UNLOGGED TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY (INCREMENT 5 CACHE 7), term term, code code)
                    WITH (fillfactor = 70, toast.autovacuum_enabled = false);
                ALTER TABLE visits REPLICA IDENTITY FULL;
                ALTER TABLE visits ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
                CREATE POLICY own ON visits FOR SELECT USING (id > 1);
                CREATE RULE forever AS ON DELETE TO visits DO INSTEAD NOTHING;
                CREATE VIEW z WITH (security_barrier = true) AS SELECT id FROM visits;
                CREATE MATERIALIZED VIEW y AS SELECT id FROM z;
                CREATE VIEW x AS SELECT id + 1 AS next FROM y;
                CREATE INDEX ON y (id);
                ALTER TABLE visits ADD CONSTRAINT high CHECK (id > 0);
                COMMENT ON CONSTRAINT high ON visits IS 'no zero';
                COMMENT ON VIEW z IS 'ids';
                COMMENT ON TYPE term IS 'half a year';
                COMMENT ON COLUMN z.id IS 'of the visit';
                """));

        assertThat(described)
                .contains(
                        "CREATE TYPE term AS ENUM ('spring', 'fall');",
                        "CREATE TYPE place AS (room text, floor integer);",
                        "CREATE DOMAIN code AS character varying(9) DEFAULT 'A'::character varying NOT NULL CONSTRAINT capitals",
                        "ALTER TABLE visits SET UNLOGGED;",
                        "SET INCREMENT BY 5",
                        "SET (fillfactor = '70');",
                        "SET (toast.autovacuum_enabled = 'false');",
                        "REPLICA IDENTITY FULL;",
                        "CREATE POLICY own ON visits AS PERMISSIVE FOR SELECT TO PUBLIC USING (id > 1);",
                        "CREATE RULE forever",
                        "CREATE MATERIALIZED VIEW y AS\n",
                        "CREATE INDEX y_id_idx ON y",
                        "COMMENT ON CONSTRAINT high ON visits IS 'no zero';",
                        "COMMENT ON COLUMN z.id IS 'of the visit';")
                .containsSubsequence("CREATE VIEW z", "CREATE MATERIALIZED VIEW y", "CREATE VIEW x");
        assertThat(describe(databaseMadeBy(described))).isEqualTo(described);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE students ALTER name TYPE varchar(99)",
                "ALTER TABLE students ALTER name DROP NOT NULL",
                "ALTER TABLE student_courses ALTER enrolled_at DROP DEFAULT",
                "ALTER TABLE students ALTER id SET GENERATED ALWAYS",
                "ALTER TABLE students DROP CONSTRAINT students_name_check",
                "ALTER TABLE students RENAME CONSTRAINT students_number_key TO number_is_unique",
                "DROP INDEX students_lower_idx",
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'students_lower_idx'::regclass",
                "ALTER TABLE students DISABLE TRIGGER students_touch",
                "CREATE OR REPLACE FUNCTION touch_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
                "COMMENT ON COLUMN students.name IS 'Surname'",
                "CREATE TABLE stray (id integer)",
                "CREATE SEQUENCE stray"
            })
    void whateverIsChangedByHandShows(String change) throws Exception {
        String database = MigratedDatabase.create();
        String before = describe(database);
        execute(database, change);
        assertThat(describe(database)).isNotEqualTo(before);
    }

    @Test
    void rowsAndTheHistoryOfAColumnDoNotShow() throws Exception {
        String database = MigratedDatabase.create();
        String before = describe(database);
        execute(database, """
                INSERT INTO students (number, name, email) VALUES ('1', 'Ada', 'ada@students.example');
                ALTER TABLE students ADD COLUMN passing integer;
                ALTER TABLE students DROP COLUMN passing;
                """);
        assertThat(describe(database)).isEqualTo(before);
    }

    @Test
    void theSearchPathOfTheReaderDoesNotShow() throws Exception {
        String database = MigratedDatabase.create();
        try (Connection connection = PostgresServer.connect(database);
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA other; SET search_path = public, other");
            assertThat(Schema.read(connection).sql()).isEqualTo(describe(database));
        }
    }

    @Test
    void tablesCanBeLeftOutWithAllThatIsTheirs() throws Exception {
        try (Connection connection = PostgresServer.connect(MigratedDatabase.create())) {
            String sql = Schema.read(connection)
                    .only(table -> table.equals("courses"))
                    .sql();
            assertThat(sql).contains("CREATE TABLE courses", "courses_touch", "FUNCTION touch_row");
            assertThat(sql).doesNotContain("TABLE students", "TABLE student_courses", "ON student_courses");
        }
    }

    private static String databaseMadeBy(String script) throws SQLException {
        String database = PostgresServer.scratch();
        execute(database, script);
        return database;
    }

    private static String picture(String database) throws SQLException {
        try (Connection connection = PostgresServer.connect(database)) {
            return SchemaPicture.page(connection, WRITE);
        }
    }

    private static String describe(String database) throws SQLException {
        try (Connection connection = PostgresServer.connect(database)) {
            return Schema.read(connection).sql();
        }
    }
}
