package org.studentmanagement.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.studentmanagement.migration.DbBench.Outcome;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

class UpgradeCommandTest {
    @Test
    void anEmptyDatabaseGetsTheSchemaOfTheChangelog() throws Exception {
        String database = PostgresServer.scratch();
        DbBench db = new DbBench(database);

        Outcome upgrade = db.run("upgrade");

        assertThat(upgrade.err()).contains("up   create_students, ", "up   remarks, ");
        assertThat(upgrade.exitCode()).isZero();
        assertThat(upgrade.out()).isEqualTo("38 revisions run; now at remarks.\n");
        assertThat(schema(database)).isEqualTo(schema(MigratedDatabase.create()));
        assertThat(db.run("upgrade").out()).isEqualTo("Nothing to do at remarks.\n");
    }

    private static String schema(String database) throws Exception {
        try (var connection = PostgresServer.connect(database)) {
            return Schema.read(connection).sql();
        }
    }
}
