package org.studentmanagement.testsupport;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.studentmanagement.terminal.CommandFailure;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A command as it runs when launched, below the program, without a process of its own. */
public final class Program {
    /** What it left behind. */
    public record Outcome(int exitCode, String out, String err) {}

    private Program() {}

    public static Outcome run(CommandLine command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = new CommandLine(CommandSpec.create().name("student-management"))
                .addSubcommand(command)
                .setExecutionExceptionHandler(new CommandFailure())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of(command.getCommandName()), Stream.of(arguments))
                        .toArray(String[]::new));
        return new Outcome(exitCode, out.toString(), err.toString());
    }
}
