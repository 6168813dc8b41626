package org.studentmanagement.student;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Key;
import org.studentmanagement.transfer.KeyedSheet;
import org.studentmanagement.transfer.Rules;

/** Students, known by their numbers. */
public final class StudentSheet extends KeyedSheet {
    /** A number, in this or another sheet. */
    public static final Column.Rule NUMBER = Rules.matching(
            StudentValues.NUMBER,
            StudentValues.NUMBER_LENGTH,
            "a student's number: send 1 to 32 letters, digits, '.', '_', '/' and '-', a letter or digit first");

    public static final Key KEY = new Key("student", "students", Column.required("number", NUMBER));

    private static final Column.Rule EMAIL = Rules.matching(
            StudentValues.EMAIL,
            StudentValues.EMAIL_LENGTH,
            "an e-mail address of at most 120 characters: send one like ada@example.org");

    public StudentSheet() {
        super(
                KEY,
                Column.required("name", Rules.name(StudentValues.NAME_LENGTH)).unlessStored(),
                Column.required("email", EMAIL).unlessStored());
    }

    @Override
    protected List<String> ownChecks(Set<String> given) {
        return List.of(
                """
                UPDATE import_students i
                SET refused_column = 'email', reason = format('"%s" is on line %s already', i.email, earlier.line)
                FROM (
                  SELECT lower(email) AS email, min(line) AS line FROM import_students
                  WHERE reason IS NULL GROUP BY lower(email) HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND lower(i.email) = earlier.email AND i.line > earlier.line""",
                // A holder who gives the address up frees it; whose row is refused keeps it, and so on
                // along the chain.
                """
                WITH RECURSIVE claims AS (
                  SELECT i.line, i.number, s.number AS holder
                  FROM import_students i
                  JOIN students s ON lower(s.email) = lower(i.email) AND s.number <> i.number
                  WHERE i.reason IS NULL
                ), denied AS (
                  SELECT * FROM claims c
                  WHERE NOT EXISTS (SELECT FROM import_students h WHERE h.number = c.holder AND h.reason IS NULL)
                  UNION ALL
                  SELECT c.* FROM denied d JOIN claims c ON c.holder = d.number
                )
                UPDATE import_students i
                SET refused_column = 'email', reason = format('"%s" belongs to student "%s"', i.email, denied.holder)
                FROM denied
                WHERE i.line = denied.line""");
    }

    /** The unique index looks at each row on its own, so two who swap addresses first let go of them. */
    @Override
    public List<String> stores() {
        return Stream.concat(Stream.of("""
                UPDATE students s SET email = gen_random_uuid() || '@moving.invalid'
                FROM changed_students c
                WHERE lower(c.email) = lower(s.email) AND c.number <> s.number"""), super.stores().stream()).toList();
    }
}
