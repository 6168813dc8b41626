package org.studentmanagement;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.eclipse.microprofile.config.ConfigProvider;
import org.studentmanagement.database.DevDatabase;

/** Serves, unless the first argument names a command, which then runs without a server and exits. */
@QuarkusMain
public class Application {
    private static final String DATASOURCE = "quarkus.datasource.jdbc.url";

    public static void main(String... args) {
        if (!configured(DATASOURCE)) {
            if (!DevDatabase.available()) {
                System.err.println("No database is configured: set QUARKUS_DATASOURCE_JDBC_URL, as in"
                        + " jdbc:postgresql://localhost:5432/school, with QUARKUS_DATASOURCE_USERNAME and"
                        + " QUARKUS_DATASOURCE_PASSWORD.");
                System.exit(1);
            }
            System.setProperty(DATASOURCE, DevDatabase.start());
        }
        Quarkus.run(args);
    }

    private static boolean configured(String property) {
        return ConfigProvider.getConfig()
                .getOptionalValue(property, String.class)
                .isPresent();
    }
}
