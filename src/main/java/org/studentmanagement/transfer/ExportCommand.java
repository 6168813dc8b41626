package org.studentmanagement.transfer;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.studentmanagement.database.DatabaseFault;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.FileFault;
import org.studentmanagement.terminal.Refused;
import org.studentmanagement.terminal.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code export}: writes CSV files that {@code import} takes. All but the rows goes to standard error. */
@Command(
        name = "export",
        description = {
            "Writes %s to CSV files, all as of one moment, as import takes them.",
            "A file that ends in .gz is compressed, and - is standard output. A file replaces one of its name when all are"
                    + " complete, and only its owner may read it.",
            "Values are written as they are stored. A spreadsheet takes one that begins with =, +, - or @ for a formula: have"
                    + " it read the columns as text."
        },
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Written.",
            "1:The database failed, or a file could not be written to its end; no file is left.",
            "2:An option or a file cannot be used; no file is left."
        })
public final class ExportCommand implements Callable<Integer> {
    private static final String NOTHING_LEFT = "No file was left.";

    private final FileOptions files;
    private final Archive archive;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--history",
            order = 1,
            description = "Write what is over behind what is present, where a file may have it.")
    private boolean history;

    @Option(
            names = "--since",
            order = 1,
            paramLabel = "TIME",
            description = {
                "Write of an archive what has changed since then, as 2026-01-31T09:00:00Z or 2026-01-31, and what is gone."
            })
    private String since;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 1,
            description = "Show this help.")
    private boolean help;

    private ExportCommand(List<Sheet> sheets, Archive archive) {
        files = new FileOptions(sheets);
        this.archive = archive;
    }

    /**
     * @param sheets every one has an option for its file
     * @param archive that has one, too
     */
    public static CommandLine commandLine(List<Sheet> sheets, Archive archive) {
        ExportCommand command = new ExportCommand(sheets, archive);
        CommandLine line = command.files.addTo(
                new CommandLine(command),
                sheet -> "Columns " + sheet.columns().stream().map(Column::name).collect(Collectors.joining(", "))
                        + ".");
        return archive.addTo(line);
    }

    @Override
    public Integer call() {
        String zip = archive.named(spec);
        if (zip != null) {
            return exportArchive(zip);
        }
        if (since != null) {
            throw new ParameterException(spec.commandLine(), "--since is of " + archive.option() + " alone.");
        }
        return exportFiles();
    }

    private Integer exportArchive(String zip) {
        if (history || files.anyNamed(spec)) {
            throw new ParameterException(
                    spec.commandLine(),
                    archive.option() + " is written by itself: name no other file, and no --history.");
        }
        Instant from = since();
        try (Target target = Target.open(zip)) {
            Map<String, Long> rows = new Exporter(Datasource.configured(), history).run(archive, from, target);
            target.finish();
            Table table = new Table("", "rows");
            rows.forEach((name, count) -> table.row(name + ".csv", count));
            spec.commandLine().getErr().println(table);
            return ExitCode.DONE;
        } catch (UnusableFileException e) {
            throw refused(ExitCode.USAGE, e.getMessage());
        } catch (IOException e) {
            throw refused(ExitCode.FAILED, "The rows cannot be written: " + FileFault.explain(e));
        } catch (SQLException e) {
            throw refused(ExitCode.FAILED, DatabaseFault.explainOwnSql(e));
        }
    }

    private Instant since() {
        try {
            return Archive.since(since);
        } catch (RefusedValueException e) {
            throw new ParameterException(spec.commandLine(), "--since: " + e.getMessage() + ".");
        }
    }

    private Integer exportFiles() {
        Map<Sheet, String> named = files.named(spec, "Standard output can be one file only.");
        if (new HashSet<>(named.values()).size() < named.size()) {
            throw new ParameterException(spec.commandLine(), "Name each file once.");
        }
        Map<Sheet, Target> targets = new LinkedHashMap<>();
        try {
            for (Map.Entry<Sheet, String> file : named.entrySet()) {
                targets.put(file.getKey(), Target.open(file.getValue()));
            }
            Map<Sheet, Long> rows = new Exporter(Datasource.configured(), history).run(targets);
            for (Target target : targets.values()) {
                target.finish();
            }
            Table table = new Table("", "rows");
            targets.forEach((sheet, target) -> table.row(target.name(), rows.get(sheet)));
            spec.commandLine().getErr().println(table);
            return ExitCode.DONE;
        } catch (UnusableFileException e) {
            throw refused(ExitCode.USAGE, e.getMessage());
        } catch (IOException e) {
            throw refused(ExitCode.FAILED, "The rows cannot be written: " + FileFault.explain(e));
        } catch (SQLException e) {
            throw refused(ExitCode.FAILED, DatabaseFault.explainOwnSql(e));
        } finally {
            targets.values().forEach(Target::close);
        }
    }

    private static Refused refused(int exitCode, String why) {
        return new Refused(exitCode, why + System.lineSeparator() + NOTHING_LEFT);
    }
}
