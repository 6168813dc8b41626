package org.studentmanagement;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.studentmanagement.issuer.ClientCommand;
import org.studentmanagement.people.UserCommand;
import org.studentmanagement.schema.command.DbCommand;
import org.studentmanagement.terminal.ApplicationVersion;
import org.studentmanagement.terminal.CommandFailure;
import org.studentmanagement.transfer.DemoData;
import org.studentmanagement.transfer.ExportCommand;
import org.studentmanagement.transfer.ImportCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What can be said to the program. To serve is left to the caller, since it has no end. */
@Command(
        name = "student-management",
        description = {
            "Keeps students, courses and enrollments in PostgreSQL, and serves them over REST.",
            "Settings are environment variables, or -D options of Java before -jar."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]")
final class RootCommand implements Callable<Integer> {
    /** In place of an exit code. */
    static final int SERVE = -1;

    private RootCommand() {}

    static int execute(String... args) {
        // the server need not wait for what only commands need
        return args.length == 0 ? SERVE : commandLine().execute(args);
    }

    static CommandLine commandLine() {
        CommandLine root = new CommandLine(new RootCommand())
                .addSubcommand(DbCommand.commandLine(new DemoData(Sheets.ALL)::load))
                .addSubcommand(ImportCommand.commandLine(Sheets.ALL, Sheets.ARCHIVE))
                .addSubcommand(ExportCommand.commandLine(Sheets.ALL, Sheets.ARCHIVE))
                .addSubcommand(ClientCommand.commandLine())
                .addSubcommand(UserCommand.commandLine())
                .addSubcommand(new CompletionCommand());
        root.getCommandSpec().version("student-management " + ApplicationVersion.get());
        IParameterExceptionHandler usual = root.getParameterExceptionHandler();
        return root.setExecutionExceptionHandler(new CommandFailure())
                .setParameterExceptionHandler((refused, typed) -> refused.getCommandLine() == root
                        ? refuse(refused, typed)
                        : usual.handleParseException(refused, typed));
    }

    @Override
    public Integer call() {
        return SERVE;
    }

    @Command(description = "Serves until it is told to stop, as it does where no command is named.")
    Integer serve() {
        return SERVE;
    }

    private static int refuse(ParameterException refused, String... typed) {
        CommandLine command = refused.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(refused.getMessage());
        if (refused instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            err.println("Did you mean " + nearest(command, typed) + "?");
        }
        command.usage(err);
        return CommandLine.ExitCode.USAGE;
    }

    /** That which the first word typed, or the first two, resemble most; of several, that which says most. */
    private static String nearest(CommandLine root, String... typed) {
        String word = typed[0];
        String words = typed.length == 1 ? word : word + " " + typed[1];
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return root.getSubcommands().entrySet().stream()
                .flatMap(command -> Stream.concat(
                        Stream.of(command.getKey()),
                        command.getValue().getSubcommands().keySet().stream()
                                .map(inner -> command.getKey() + " " + inner)))
                .min(Comparator.<String>comparingInt(
                                name -> Math.min(distance.apply(word, name), distance.apply(words, name)))
                        .thenComparing(String::length, Comparator.reverseOrder()))
                .orElseThrow();
    }
}
