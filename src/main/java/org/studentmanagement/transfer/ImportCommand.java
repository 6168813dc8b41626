package org.studentmanagement.transfer;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.studentmanagement.database.DatabaseFault;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Refused;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code import}: stores the rows of CSV files. Numbers go to standard output, all else to standard error. */
@Command(
        name = "import",
        description = {
            "Stores %s from CSV files, all in one transaction.",
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

    private final List<Sheet> sheets;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--dry-run",
            order = 1,
            description = "Show what would be new, changed, unchanged and refused; store nothing.")
    private boolean dryRun;

    @Option(names = "--skip-invalid", order = 1, description = "Store the other rows where some are refused.")
    private boolean skipInvalid;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 1,
            description = "Show this help.")
    private boolean help;

    private ImportCommand(List<Sheet> sheets) {
        this.sheets = sheets;
    }

    /** @param sheets each after those that its rows refer to; every one has an option for its file */
    public static CommandLine commandLine(List<Sheet> sheets) {
        CommandLine line = new CommandLine(new ImportCommand(sheets));
        CommandSpec spec = line.getCommandSpec();
        String[] description = spec.usageMessage().description();
        description[0] = description[0].formatted(named(sheets));
        spec.usageMessage().description(description);
        sheets.forEach(sheet -> spec.addOption(OptionSpec.builder(option(sheet))
                .type(String.class)
                .paramLabel("FILE")
                .description(sheet.description())
                .build()));
        return line;
    }

    @Override
    public Integer call() {
        checkFiles();
        PrintWriter err = spec.commandLine().getErr();
        try {
            ImportResult result =
                    new Importer(Datasource.configured(), sheets, dryRun, skipInvalid, err::println).run(sources());
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
        List<String> files =
                sheets.stream().map(this::file).filter(Objects::nonNull).toList();
        if (files.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    sheets.stream()
                            .map(ImportCommand::option)
                            .collect(Collectors.joining(", ", "Name a file: ", ", or several of them.")));
        }
        if (Collections.frequency(files, Source.STANDARD_INPUT) > 1) {
            throw new ParameterException(spec.commandLine(), "Standard input can be one file only.");
        }
    }

    private Map<Sheet, Source> sources() throws UnusableFileException {
        Map<Sheet, Source> sources = new LinkedHashMap<>();
        for (Sheet sheet : sheets) {
            if (file(sheet) != null) {
                sources.put(sheet, Source.of(file(sheet)));
            }
        }
        return sources;
    }

    private String file(Sheet sheet) {
        return spec.findOption(option(sheet)).getValue();
    }

    private static String option(Sheet sheet) {
        return "--" + sheet.name();
    }

    /** As in "students, courses and enrollments". */
    private static String named(List<Sheet> sheets) {
        return sheets.stream()
                .map(Sheet::name)
                .collect(Collectors.joining(", "))
                .replaceFirst(", (?=[^,]*$)", " and ");
    }
}
