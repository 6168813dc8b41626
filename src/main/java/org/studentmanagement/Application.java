package org.studentmanagement;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.QuarkusConfigFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.NoDatasourceException;
import org.studentmanagement.issuer.ClientCommand;
import org.studentmanagement.migration.DbCommand;
import org.studentmanagement.transfer.DemoData;
import org.studentmanagement.transfer.ImportCommand;
import picocli.CommandLine;

/** Serves, unless the first argument names a command, which then runs without a server and exits. */
@QuarkusMain
public class Application {
    private static final Map<String, Supplier<CommandLine>> COMMANDS = Map.of(
            "db", () -> DbCommand.commandLine(DemoData::load),
            "import", () -> new CommandLine(new ImportCommand()),
            "client", ClientCommand::commandLine);

    public static void main(String... args) {
        if (ImageMode.current().isNativeImage()) {
            // It has kept the settings of its build, which know nothing of where it runs now.
            QuarkusConfigFactory.setConfig(ConfigUtils.configBuilder().build());
        }
        if (args.length > 0 && COMMANDS.containsKey(args[0])) {
            String[] rest = Arrays.copyOfRange(args, 1, args.length);
            System.exit(COMMANDS.get(args[0]).get().execute(rest));
        }
        try {
            Datasource.configured();
        } catch (NoDatasourceException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        Quarkus.run(args);
    }
}
