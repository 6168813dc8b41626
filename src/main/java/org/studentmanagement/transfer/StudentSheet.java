package org.studentmanagement.transfer;

import java.util.List;
import java.util.Set;

final class StudentSheet implements Sheet {
    private static final Column NAME = Column.required("name", Rules::name).unlessStored();
    private static final Column EMAIL = Column.required("email", Rules::email).unlessStored();

    @Override
    public String name() {
        return "students";
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.required("number", Rules::number), NAME, EMAIL);
    }

    @Override
    public String staging() {
        return """
                CREATE TEMP TABLE import_students (
                  line bigint, refused_column text, reason text, number text, name text, email text,
                  name_fault text, email_fault text)""";
    }

    @Override
    public List<String> checks() {
        return List.of(
                NAME.refuseUnlessStored("students", "number"),
                EMAIL.refuseUnlessStored("students", "number"),
                """
                UPDATE import_students i
                SET refused_column = 'number', reason = format('"%s" is on line %s already', i.number, earlier.line)
                FROM (
                  SELECT number, min(line) AS line FROM import_students
                  WHERE reason IS NULL GROUP BY number HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND i.number = earlier.number AND i.line > earlier.line""",
                """
                UPDATE import_students i
                SET refused_column = 'email', reason = format('"%s" is on line %s already', i.email, earlier.line)
                FROM (
                  SELECT lower(email) AS email, min(line) AS line FROM import_students
                  WHERE reason IS NULL GROUP BY lower(email) HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND lower(i.email) = earlier.email AND i.line > earlier.line""",
                // A holder who gives the address up frees it; whose row is refused keeps it, and so on along the chain.
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

    @Override
    public String changes(Set<String> given) {
        return """
                CREATE TEMP TABLE changed_students AS
                SELECT s.id IS NULL AS is_new, s.id, i.line, i.number, i.name, i.email
                FROM import_students i LEFT JOIN students s ON s.number = i.number
                WHERE i.reason IS NULL AND (s.id IS NULL OR (s.name, s.email) IS DISTINCT FROM (i.name, i.email))""";
    }

    @Override
    public List<String> stores() {
        return List.of(
                // The unique index looks at each row on its own, so two who swap addresses first let go of them.
                """
                UPDATE students s SET email = gen_random_uuid() || '@moving.invalid'
                FROM changed_students c
                WHERE lower(c.email) = lower(s.email) AND c.number <> s.number""", """
                UPDATE students s SET name = c.name, email = c.email
                FROM changed_students c
                WHERE c.id = s.id""", """
                INSERT INTO students (number, name, email)
                SELECT number, name, email FROM changed_students WHERE is_new ORDER BY line""");
    }
}
