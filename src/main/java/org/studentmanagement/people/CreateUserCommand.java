package org.studentmanagement.people;

import java.util.List;
import java.util.regex.Pattern;
import org.studentmanagement.access.GrantableRoles;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.TextRule;
import org.studentmanagement.student.StudentValues;
import org.studentmanagement.terminal.Output;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "create",
        description = "Makes a user, and prints the password, which is not shown again.",
        sortOptions = false)
final class CreateUserCommand implements Runnable {
    private static final Pattern EMAIL = Pattern.compile(StudentValues.EMAIL);

    @ParentCommand
    private UserCommand user;

    @Mixin
    private Output output;

    @Mixin
    private NewPassword password;

    @Parameters(paramLabel = "EMAIL", description = "The address with which the user signs in.")
    private String email;

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "Who it is.")
    private String name;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            completionCandidates = GrantableRoles.class,
            description = "What the user may do. Repeat it for several.")
    private List<String> roles = List.of();

    @Option(
            names = "--teacher",
            paramLabel = "NUMBER",
            description = "The teacher who the user is, with or without roles.")
    private String teacher;

    @Option(
            names = "--student",
            paramLabel = "NUMBER",
            description =
                    "Instead of these: the student whose record the user may see, and whose enrollments he may change.")
    private String student;

    @Spec
    void explainRoles(CommandSpec spec) {
        spec.usageMessage().footerHeading("%nRoles:%n").footer(GrantableRoles.explained());
    }

    @Override
    public void run() {
        check();
        String made = password.obtain();
        user.withUsers(users -> users.create(
                email, name, roles.stream().distinct().toList(), student, teacher, NewPassword.hash(made)));
        password.print(output, email, made);
    }

    private void check() {
        CommandLine line = output.commandLine();
        if (email.length() > User.EMAIL_LENGTH || !EMAIL.matcher(email).matches()) {
            throw new ParameterException(line, "It is no e-mail address like mary@school.example: " + email);
        }
        if (TextRule.isBlank(name) || name.codePointCount(0, name.length()) > User.NAME_LENGTH) {
            throw new ParameterException(line, "A name has 1 to " + User.NAME_LENGTH + " characters.");
        }
        TextRule.fault(name, false).ifPresent(fault -> {
            throw new ParameterException(line, "A name " + fault + ".");
        });
        boolean oneOfStaff = !roles.isEmpty() || teacher != null;
        if (oneOfStaff == (student != null)) {
            throw new ParameterException(
                    line, "Say what the user may do: --role, once or more, --teacher, or both, or --student alone.");
        }
        if (!Role.GRANTABLE.keySet().containsAll(roles)) {
            throw new ParameterException(
                    line, "A role is %s: %s".formatted(GrantableRoles.listed(), String.join(", ", roles)));
        }
    }
}
