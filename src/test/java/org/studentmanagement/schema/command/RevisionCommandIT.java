package org.studentmanagement.schema.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.schema.author.Checkout;
import org.studentmanagement.schema.author.EmptyCheckout;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PackagedService;
import org.studentmanagement.testsupport.PostgresServer;

/** The packaged commands, whose entities come from the jars that a build has enhanced. */
@BesideTheService
class RevisionCommandIT {
    private static final String NATIVE = "org.studentmanagement.testsupport.PackagedService#isNative";

    @TempDir
    private Path folder;

    @Test
    @DisabledIf(NATIVE)
    void the_package_finds_its_entities_and_checks_them() throws Exception {
        PackagedService check = start("check");

        assertThat(check.exitCode()).as(check.standardError()).isEqualTo(ExitCode.DONE);
        assertThat(check.standardOutput())
                .isEqualToIgnoringNewLines("The entities and the changelog make the same schema.");
        assertThat(check.standardError()).isEmpty();
    }

    @Test
    @DisabledIf(NATIVE)
    void the_package_writes_into_a_checkout_what_its_entities_need() throws Exception {
        Checkout checkout = EmptyCheckout.in(folder);
        PackagedService revision =
                start("revision", "--autogenerate", "-m", "From nothing", "--directory", folder.toString());

        assertThat(revision.exitCode()).as(revision.standardError()).isEqualTo(ExitCode.DONE);
        assertThat(revision.standardOutput().lines()).hasSize(checkout.ids().size());
        assertThat(checkout.ids()).contains("create_students", "create_courses", "create_student_courses");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "revision --autogenerate -m Nothing"})
    @EnabledIf(NATIVE)
    void a_native_executable_says_where_its_entities_can_be_looked_at(String command) throws Exception {
        EmptyCheckout.in(folder);
        PackagedService refused =
                start((command.startsWith("revision") ? command + " --directory " + folder : command).split(" "));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.standardError())
                .isEqualToIgnoringNewLines(
                        "A native executable cannot look at its entities: run this in a checkout, or with the jar.");
        assertThat(refused.standardOutput()).isEmpty();
    }

    @Test
    void the_package_writes_a_blank_revision_into_a_checkout() throws Exception {
        Checkout checkout = EmptyCheckout.in(folder);
        PackagedService revision = start("revision", "-m", "To be written", "--directory", folder.toString());

        assertThat(revision.exitCode()).as(revision.standardError()).isEqualTo(ExitCode.DONE);
        assertThat(checkout.ids()).containsExactly("to_be_written");
    }

    @Test
    void outside_of_a_checkout_a_sentence_says_so() throws Exception {
        PackagedService revision = start("revision", "-m", "Nowhere", "--directory", folder.toString());

        assertThat(revision.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(revision.standardError()).startsWith("There is no src/main/resources/db/changelog.yaml in ");
        assertThat(revision.standardOutput()).isEmpty();
    }

    private static PackagedService start(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 1];
        command[0] = "db";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return PackagedService.start(PostgresServer.url("postgres"), List.of(), command);
    }
}
