package org.studentmanagement.student;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.access.Role;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Key;
import org.studentmanagement.transfer.KeyedSheet;
import org.studentmanagement.transfer.Rules;
import org.studentmanagement.transfer.TakenAddresses;

/** Students, known by their numbers. */
public final class StudentSheet extends KeyedSheet {
    /** A number, in this or another sheet. */
    public static final Column.Rule NUMBER =
            Rules.number("a student's number", StudentValues.NUMBER, StudentValues.NUMBER_LENGTH);

    public static final Key KEY = new Key("student", "students", Column.required("number", NUMBER));

    private static final TakenAddresses EMAILS = new TakenAddresses(KEY, "email");

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
