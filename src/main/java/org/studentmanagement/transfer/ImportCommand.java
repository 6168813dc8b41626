package org.studentmanagement.transfer;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.studentmanagement.database.DatabaseFault;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code import}: stores the rows of CSV files. Numbers go to standard output, all else to standard error. */
@Command(
        name = "import",
        description = {
            "Stores students, courses and enrollments from CSV files, all in one transaction.",
            "What is known by its number or code is changed, the rest is new, and nothing is deleted.",
            "A file is UTF-8, plain or gzip, and - is standard input. Its first line names its columns, in any order."
        },
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Stored, or nothing to change.",
            "1:The database failed; nothing is stored, unless the message says that this is unknown.",
            "2:An option or a file cannot be used; nothing is stored.",
            "3:Rows are refused; nothing is stored."
        })
public final class ImportCommand implements Callable<Integer> {
    private static final String NOTHING_STORED = "Nothing was stored.";

    @Spec
    private CommandSpec spec;

    @Option(names = "--students", paramLabel = "FILE", description = "Columns number, name, email.")
    private String students;

    @Option(names = "--courses", paramLabel = "FILE", description = "Columns code, name and, if wanted, description.")
    private String courses;

    @Option(
            names = "--enrollments",
            paramLabel = "FILE",
            description = "Columns student_number, course_code and, if wanted, enrolled_at, a time like"
                    + " 2013-05-20T09:30:00Z or a date.")
    private String enrollments;

    @Option(names = "--dry-run", description = "Show what would be new, changed, unchanged and refused; store nothing.")
    private boolean dryRun;

    @Option(names = "--skip-invalid", description = "Store the other rows where some are refused.")
    private boolean skipInvalid;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() {
        checkFiles();
        PrintWriter err = spec.commandLine().getErr();
        try {
            ImportResult result =
                    new Importer(Datasource.configured(), dryRun, skipInvalid, err::println).run(sources());
            spec.commandLine().getOut().println(result);
            return result.refused() && !skipInvalid ? ExitCode.REFUSED : ExitCode.DONE;
        } catch (UnusableFileException e) {
            throw refused(ExitCode.USAGE, e.getMessage(), NOTHING_STORED);
        } catch (UnknownOutcomeException e) {
            throw refused(
                    ExitCode.FAILED,
                    DatabaseFault.explain(e),
                    "The rows may or may not be stored. Run the import again: it stores nothing twice.");
        } catch (SQLException e) {
            throw refused(ExitCode.FAILED, DatabaseFault.explainOwnSql(e), NOTHING_STORED);
        }
    }

    private static Refused refused(int exitCode, String why, String stored) {
        return new Refused(exitCode, why + System.lineSeparator() + stored);
    }

    private void checkFiles() {
        if (students == null && courses == null && enrollments == null) {
            throw new ParameterException(
                    spec.commandLine(), "Name a file: --students, --courses, --enrollments, or several of them.");
        }
        if (Stream.of(students, courses, enrollments)
                        .filter(Source.STANDARD_INPUT::equals)
                        .count()
                > 1) {
            throw new ParameterException(spec.commandLine(), "Standard input can be one file only.");
        }
    }

    private Map<Sheet, Source> sources() throws UnusableFileException {
        Map<Sheet, Source> sources = new LinkedHashMap<>();
        put(sources, Sheet.STUDENTS, students);
        put(sources, Sheet.COURSES, courses);
        put(sources, Sheet.ENROLLMENTS, enrollments);
        return sources;
    }

    private static void put(Map<Sheet, Source> sources, Sheet sheet, String file) throws UnusableFileException {
        if (file != null) {
            sources.put(sheet, Source.of(file));
        }
    }
}
