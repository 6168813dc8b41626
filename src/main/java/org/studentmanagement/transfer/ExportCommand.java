package org.studentmanagement.transfer;

import java.io.IOException;
import java.sql.SQLException;
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

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--history",
            order = 1,
            description = "Write what is over behind what is present, where a file may have it.")
    private boolean history;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 1,
            description = "Show this help.")
    private boolean help;

    private ExportCommand(List<Sheet> sheets) {
        files = new FileOptions(sheets);
    }

    /** @param sheets every one has an option for its file */
    public static CommandLine commandLine(List<Sheet> sheets) {
        ExportCommand command = new ExportCommand(sheets);
        return command.files.addTo(
                new CommandLine(command),
                sheet -> "Columns " + sheet.columns().stream().map(Column::name).collect(Collectors.joining(", "))
                        + ".");
    }

    @Override
    public Integer call() {
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
