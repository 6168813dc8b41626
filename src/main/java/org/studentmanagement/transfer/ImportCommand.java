package org.studentmanagement.transfer;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.studentmanagement.database.DatabaseFault;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Refused;
import org.studentmanagement.transfer.ImportResult.Outcome;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code import}: stores the rows of CSV files. Numbers go to standard output, all else to standard error. */
@Command(
        name = "import",
        description = {
            "Stores %s from CSV files, all in one transaction.",
            "What is known by its number or code is changed, the rest is new, and nothing is deleted but what a line names for it.",
            "With --withdraw-missing, the students are withdrawn from the courses that the enrollments do not have them in.",
            "A file is UTF-8, plain or gzip, and - is standard input. Its first line names its columns, in any order."
        },
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Stored, or nothing to change.",
            "1:The database failed; nothing is stored, unless the message says that this is unknown.",
            "2:An option or a file cannot be used; nothing is stored.",
            "3:Rows are refused, or more would be withdrawn than may be; nothing is stored."
        })
public final class ImportCommand implements Callable<Integer> {
    private static final String NOTHING_STORED = "Nothing was stored.";

    private final List<Sheet> sheets;
    private final FileOptions files;
    private final Archive archive;

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
            names = "--withdraw-missing",
            order = 1,
            description = {
                "Withdraw the enrollments that the file of them has not, but for those that are completed.",
                "More than imports.share percent of those that could be, 10 unless it is set, only with --withdrawals."
            })
    private boolean withdrawMissing;

    @Option(
            names = "--withdrawals",
            order = 1,
            paramLabel = "NUMBER",
            description = "Let so many be withdrawn, whatever their share is.")
    private long withdrawals;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 1,
            description = "Show this help.")
    private boolean help;

    private ImportCommand(List<Sheet> sheets, Archive archive) {
        this.sheets = sheets;
        files = new FileOptions(sheets);
        this.archive = archive;
    }

    /**
     * @param sheets each after those that its rows refer to; every one has an option for its file
     * @param archive that has one, too
     */
    public static CommandLine commandLine(List<Sheet> sheets, Archive archive) {
        ImportCommand command = new ImportCommand(sheets, archive);
        return archive.addTo(command.files.addTo(new CommandLine(command), Sheet::description));
    }

    @Override
    public Integer call() {
        String zip = archive.named(spec);
        if (zip != null && (withdrawMissing || files.anyNamed(spec))) {
            throw new ParameterException(
                    spec.commandLine(),
                    archive.option() + " is read by itself: name no other file, and no --withdraw-missing.");
        }
        Map<Sheet, String> named = zip == null ? files.named(spec, "Standard input can be one file only.") : Map.of();
        ImportOptions options = options(named);
        PrintWriter err = spec.commandLine().getErr();
        try {
            Importer importer = new Importer(Datasource.configured(), sheets, options, err::println);
            ImportResult result = zip == null ? importer.run(sources(named)) : importer.run(archive, Source.of(zip));
            spec.commandLine().getOut().println(result);
            return result.refused() && !skipInvalid || result.outcome() == Outcome.TOO_MANY_WITHDRAWALS
                    ? ExitCode.REFUSED
                    : ExitCode.DONE;
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

    private ImportOptions options(Map<Sheet, String> named) {
        if (withdrawMissing
                && named.keySet().stream().allMatch(sheet -> sheet.missing().isEmpty())) {
            throw new ParameterException(spec.commandLine(), "--withdraw-missing needs a file of all enrollments.");
        }
        if (withdrawMissing && skipInvalid) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Choose --withdraw-missing or --skip-invalid: whoever is on a line that is skipped would be withdrawn.");
        }
        return new ImportOptions(
                dryRun, skipInvalid, withdrawMissing, ImportsConfig.configured().share(), withdrawals);
    }

    private static Refused refused(int exitCode, String why, String stored) {
        return new Refused(exitCode, why + System.lineSeparator() + stored);
    }

    private static Map<Sheet, Source> sources(Map<Sheet, String> named) throws UnusableFileException {
        Map<Sheet, Source> sources = new LinkedHashMap<>();
        for (Map.Entry<Sheet, String> file : named.entrySet()) {
            sources.put(file.getKey(), Source.of(file.getValue()));
        }
        return sources;
    }
}
