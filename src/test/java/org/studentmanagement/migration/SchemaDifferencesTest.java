package org.studentmanagement.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.PostgresServer;

class SchemaDifferencesTest {
    private static final String TABLE = """
            CREATE TABLE students (
                id integer PRIMARY KEY,
                name varchar(100) NOT NULL,
                email varchar(120) NOT NULL UNIQUE,
                CHECK (name <> '')
            );
            """;

    @Test
    void alikeIsWithoutDifferences() throws Exception {
        assertThat(SchemaDifferences.between(made(TABLE), made(TABLE))).isEmpty();
    }

    @Test
    void eachColumnAndConstraintIsNamedWithWhatItIsAndWhatItShouldBe() throws Exception {
        assertThat(differences("""
                ALTER TABLE students
                    ALTER name TYPE varchar(80),
                    ALTER name DROP NOT NULL,
                    DROP email,
                    ADD phone text DEFAULT '',
                    DROP CONSTRAINT students_name_check,
                    ADD CONSTRAINT students_name_check CHECK (name > '')
                """))
                .containsExactly(
                        "Column students.name is character varying(80), and should be character varying(100) NOT NULL.",
                        "Column students.email is missing: character varying(120) NOT NULL.",
                        "Constraint students.students_email_key is missing: UNIQUE (email).",
                        "Constraint students.students_name_check is CHECK (name::text > ''::text),"
                                + " and should be CHECK (name::text <> ''::text).",
                        "Column students.phone should not be there: text DEFAULT ''::text.");
    }

    @Test
    void aWholeTableIsOneSentence() throws Exception {
        assertThat(differences("CREATE TABLE more (id int PRIMARY KEY); CREATE INDEX ON more (id)"))
                .containsExactly("Table more should not be there.");
        assertThat(differences("DROP TABLE students")).containsExactly("Table students is missing.");
    }

    @Test
    void whatIsNoColumnIsNamedByItsStatement() throws Exception {
        assertThat(differences("CREATE INDEX ON students (name)"))
                .containsExactly(
                        "\"CREATE INDEX students_name_idx ON students USING btree (name)\" should not be there.");
    }

    private static List<String> differences(String change) throws SQLException {
        return SchemaDifferences.between(made(TABLE + change), made(TABLE));
    }

    private static Schema made(String sql) throws SQLException {
        try (Connection connection = PostgresServer.connect(PostgresServer.scratch());
                var statement = connection.createStatement()) {
            statement.execute(sql);
            return Schema.read(connection);
        }
    }
}
