package org.studentmanagement.people;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.access.Role;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Key;
import org.studentmanagement.transfer.KeyedSheet;
import org.studentmanagement.transfer.Rules;
import org.studentmanagement.transfer.TakenAddresses;

/** Teachers, known by their numbers. */
public final class TeacherSheet extends KeyedSheet {
    public static final Key KEY = new Key(
            "teacher",
            "teachers",
            Column.required(
                    "number", Rules.number("a teacher's number", TeacherValues.NUMBER, TeacherValues.NUMBER_LENGTH)));

    private static final TakenAddresses EMAILS = new TakenAddresses(KEY, "email");

    private static final Column.Rule EMAIL = Rules.matching(
            TeacherValues.EMAIL,
            TeacherValues.EMAIL_LENGTH,
            "an e-mail address of at most 120 characters: send one like mary@example.org");

    public TeacherSheet() {
        super(
                KEY,
                Column.required("name", Rules.name(TeacherValues.NAME_LENGTH)),
                Column.optional("email", Rules.orNone(EMAIL)));
    }

    @Override
    public List<String> writers() {
        return List.of(Role.EDITOR);
    }

    @Override
    protected List<String> ownChecks(Set<String> given) {
        return EMAILS.checks();
    }

    @Override
    public List<String> stores() {
        return Stream.concat(Stream.of(EMAILS.letGo()), super.stores().stream()).toList();
    }
}
