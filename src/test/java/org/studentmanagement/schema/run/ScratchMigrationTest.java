package org.studentmanagement.schema.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.ScratchDatabase;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

@BesideTheService
class ScratchMigrationTest {
    private static final Datasource SERVER =
            new Datasource(PostgresServer.url("postgres"), Optional.empty(), Optional.empty());

    private static final int THREADS = 4;
    private static final int TURNS = 5;

    @Test
    void whoMigrateSideBySideLeaveNoLockBehind() {
        ScratchMigration clubs = ScratchMigration.of("changelogs/forgetful.yaml");

        assertThat(AtOnce.run(THREADS, thread -> {
                    int locked = 0;
                    for (int turn = 0; turn < TURNS; turn++) {
                        try (ScratchDatabase database = clubs.database(SERVER);
                                var connection = database.connect()) {
                            locked += Jdbc.strings(connection, "SELECT id FROM databasechangeloglock WHERE locked")
                                    .size();
                        }
                    }
                    return locked;
                }))
                .containsOnly(0);
    }
}
