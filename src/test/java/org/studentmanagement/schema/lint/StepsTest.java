package org.studentmanagement.schema.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.testsupport.BesideTheService;

/** What earlier changesets have done counts for later ones. */
@BesideTheService
class StepsTest {
    @TempDir
    private Path folder;

    @Test
    void aValidatedCheckLeadsToNotNullAndMayGoThen() throws Exception {
        assertThat(broken(
                        "ALTER TABLE students ADD CONSTRAINT c CHECK (email IS NOT NULL AND email <> '') NOT VALID",
                        "ALTER TABLE students ADD CONSTRAINT d CHECK (email IS NOT NULL) NOT VALID",
                        "ALTER TABLE students VALIDATE CONSTRAINT d",
                        "ALTER TABLE students ALTER email SET NOT NULL; ALTER TABLE students DROP CONSTRAINT d"))
                .isEmpty();
        assertThat(broken(
                        "ALTER TABLE students ADD CONSTRAINT c CHECK (email IS NOT NULL OR age > 0) NOT VALID",
                        "ALTER TABLE students VALIDATE CONSTRAINT c",
                        "ALTER TABLE students ALTER email SET NOT NULL",
                        "ALTER TABLE students DROP CONSTRAINT c"))
                .containsExactly("not-null-without-check", "constraint-gone");
        assertThat(broken(
                        "ALTER TABLE students ADD CONSTRAINT c CHECK (email IS NOT NULL) NOT VALID",
                        "ALTER TABLE students ALTER email SET NOT NULL"))
                .containsExactly("not-null-without-check");
    }

    @Test
    void theIndexOfAForeignKeyMayComeLaterAndMustStay() throws Exception {
        String key = "ALTER TABLE courses ADD COLUMN tutor_id bigint REFERENCES tutors";
        assertThat(broken(key)).containsExactly("foreign-key-without-index");
        assertThat(broken(key, "ALTER TABLE courses DROP COLUMN tutor_id")).containsExactly("dropped-in-use");
        assertThat(broken(
                        "CREATE TABLE rooms (id int, tutor_id bigint REFERENCES tutors, UNIQUE (tutor_id, id))",
                        "ALTER TABLE rooms RENAME CONSTRAINT rooms_tutor_id_fkey TO tutor"))
                .containsExactly("constraint-gone");
        assertThat(broken("CREATE TABLE rooms (id int, tutor_id bigint REFERENCES tutors, UNIQUE (id, tutor_id));"
                        + " CREATE INDEX ON rooms (tutor_id) WHERE id > 1"))
                .containsExactly("foreign-key-without-index");
    }

    @Test
    void theTypeOfAColumnIsTheOneThatTheLastChangesetGaveIt() throws Exception {
        assertThat(broken(
                        "ALTER TABLE students ALTER name TYPE text",
                        "ALTER TABLE students ALTER name TYPE varchar(200)",
                        "ALTER TABLE students ADD COLUMN phone varchar(10)",
                        "ALTER TABLE students ALTER phone TYPE varchar(20)"))
                .containsExactly("type-change-rewrites");
    }

    private List<String> broken(String... changesets) throws Exception {
        ExampleChangelog changelog = new ExampleChangelog(folder);
        for (int i = 0; i < changesets.length; i++) {
            changelog.add("step" + i, ExampleChangelog.changeset("step" + i, changesets[i], true));
        }
        return ChangelogLint.withoutDatabase(changelog.judge()).stream()
                .map(LintFinding::rule)
                .toList();
    }
}
