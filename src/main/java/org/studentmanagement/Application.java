package org.studentmanagement;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.QuarkusConfigFactory;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.NoDatasourceException;

/** Serves, unless a command is named, which then runs without a server and exits. */
@QuarkusMain
public class Application {
    public static void main(String... args) {
        if (ImageMode.current().isNativeImage()) {
            // It has kept the settings of its build, which know nothing of where it runs now.
            QuarkusConfigFactory.setConfig(ConfigUtils.configBuilder().build());
        }
        int exitCode = RootCommand.execute(args);
        if (exitCode != RootCommand.SERVE) {
            System.exit(exitCode);
        }
        try {
            Datasource.require();
        } catch (NoDatasourceException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        Quarkus.run();
    }
}
