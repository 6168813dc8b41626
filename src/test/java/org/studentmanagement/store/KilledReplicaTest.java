package org.studentmanagement.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

/** Whichever side has more when a replica is killed, they agree after the next sweep. */
@BesideTheService
class KilledReplicaTest {
    @TempDir
    private Path folder;

    private String url;
    private Connection database;
    private FileSweeper sweeper;

    @BeforeEach
    void aSweeper() throws SQLException {
        url = PostgresServer.url(MigratedDatabase.create());
        database = DriverManager.getConnection(url);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        StoreConfig config = StoreSettings.of(Map.of("materials.folder", folder.toString()));
        sweeper = new FileSweeper(source, config, new FileStores().configured(config), Clock.systemUTC());
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"WHILE_STORING", "BEFORE_ATTACHING"})
    void aFileThatTheStoreHasAndNoRowGoesFromBoth(KilledReplica.Moment moment) throws Exception {
        KilledReplica.run(moment, url, folder);

        assertThat(known()).hasSize(1);
        assertThat(files()).hasSize(1);
        sweeper.sweep();
        assertThat(files()).hasSize(1);

        Jdbc.update(database, "UPDATE stored_files SET created_at = now() - interval '61 minutes'");
        sweeper.sweep();

        assertThat(known()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void aFileThatTheDatabaseKnowsAndTheStoreHasNoMoreGoesFromBoth() throws Exception {
        UUID removed = UUID.randomUUID();
        new FileStores()
                .configured(StoreSettings.of(Map.of("materials.folder", folder.toString())))
                .put(removed, new ByteArrayInputStream(new byte[1]));
        Jdbc.update(
                database,
                "INSERT INTO stored_files (id, stored_at, removed_at) VALUES (?, now(), now() - interval '31 days')",
                removed);

        KilledReplica.run(KilledReplica.Moment.WHILE_REMOVING, url, folder);

        assertThat(known()).containsExactly(removed);
        assertThat(files()).isEmpty();
        sweeper.sweep();
        assertThat(known()).isEmpty();
    }

    private List<UUID> known() throws SQLException {
        return Jdbc.list(database, "SELECT id FROM stored_files", row -> row.getObject(1, UUID.class));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
