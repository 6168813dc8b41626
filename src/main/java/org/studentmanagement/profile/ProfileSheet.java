package org.studentmanagement.profile;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.access.Role;
import org.studentmanagement.student.StudentSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;
import org.studentmanagement.transfer.Sheet;

/** What is known of students beside the name, each known by the number. What the file has no column for stays as it is stored. */
public final class ProfileSheet implements Sheet {
    private static final String REGISTRATION_NUMBER = "registration_number";

    private static final Column.Rule PHONE = Rules.orNone(Rules.matching(
            ProfileValues.PHONE, ProfileValues.PHONE_LENGTH, "a telephone number: send one like +49 30 123456"));

    private static final List<Column> SETTABLE = List.of(
            Column.optional(
                    REGISTRATION_NUMBER,
                    Rules.orNone(Rules.matching(
                            ProfileValues.REGISTRATION_NUMBER,
                            ProfileValues.REGISTRATION_NUMBER_LENGTH,
                            "a registration number: send 1 to 32 letters, digits, spaces, '.', '_', '/' and '-'"))),
            Column.optional("date_of_birth", Rules.orNone(Rules::date)).as("date"),
            Column.optional("guardian_name", Rules.orNone(Rules.name(ProfileValues.NAME_LENGTH))),
            Column.optional("guardian_phone", PHONE),
            Column.optional("phone", PHONE),
            Column.optional("address", Rules.text(ProfileValues.ADDRESS_LENGTH)));

    @Override
    public String name() {
        return "profiles";
    }

    @Override
    public List<String> writers() {
        return List.of(Role.REGISTRAR, Role.EDITOR);
    }

    @Override
    public String table() {
        return "profiles";
    }

    @Override
    public List<Column> columns() {
        return Stream.concat(Stream.of(Column.required("student_number", StudentSheet.NUMBER)), SETTABLE.stream())
                .toList();
    }

    /** A number that is stored is taken even where a line gives its student another one. */
    @Override
    public List<String> checks(Set<String> given) {
        return List.of(
                refuseRepeated("student_number"),
                refuseRepeated(REGISTRATION_NUMBER),
                StudentSheet.KEY.refuseUnknown(name(), "student_number"),
                """
                UPDATE import_profiles i
                SET refused_column = 'registration_number',
                  reason = format('"%s" is that of student "%s"', i.registration_number, s.number)
                FROM profiles p JOIN students s ON s.id = p.student_id
                WHERE i.reason IS NULL AND p.registration_number = i.registration_number AND s.number <> i.student_number""",
                """
                UPDATE import_profiles SET refused_column = 'date_of_birth', reason = 'is to come'
                WHERE reason IS NULL AND date_of_birth > (now() AT TIME ZONE 'UTC' + interval '14 hours')::date""");
    }

    private static String refuseRepeated(String column) {
        return """
                UPDATE import_profiles i
                SET refused_column = '%1$s', reason = format('"%%s" is on line %%s already', i.%1$s, earlier.line)
                FROM (
                  SELECT %1$s, min(line) AS line FROM import_profiles
                  WHERE reason IS NULL AND %1$s IS NOT NULL GROUP BY %1$s HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND i.%1$s = earlier.%1$s AND i.line > earlier.line""".formatted(column);
    }

    @Override
    public String changes(Set<String> given) {
        String values = SETTABLE.stream()
                .map(column -> (given.contains(column.name()) ? "i." : "p.") + column.name())
                .collect(Collectors.joining(", "));
        return """
                CREATE TEMP TABLE changed_profiles AS
                SELECT p.student_id IS NULL AS is_new, i.line, i.student_number, %1$s
                FROM import_profiles i
                LEFT JOIN students s ON s.number = i.student_number
                LEFT JOIN profiles p ON p.student_id = s.id
                WHERE i.reason IS NULL AND (p.student_id IS NULL OR (%1$s) IS DISTINCT FROM (%2$s))""".formatted(values, names("p."));
    }

    @Override
    public List<String> stores() {
        return List.of("""
                INSERT INTO profiles (student_id, %1$s)
                SELECT s.id, %2$s FROM changed_profiles i JOIN students s ON s.number = i.student_number ORDER BY i.line
                ON CONFLICT (student_id) DO UPDATE SET (%1$s) = (%3$s)""".formatted(names(""), names("i."), names("EXCLUDED.")));
    }

    @Override
    public String export() {
        return "SELECT s.number AS student_number, %s FROM profiles p JOIN students s ON s.id = p.student_id ORDER BY s.id"
                .formatted(names("p."));
    }

    private static String names(String row) {
        return SETTABLE.stream().map(column -> row + column.name()).collect(Collectors.joining(", "));
    }
}
