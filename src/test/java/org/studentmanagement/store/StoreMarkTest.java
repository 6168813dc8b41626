package org.studentmanagement.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

/** Two replicas, which may have one folder or each its own. */
@BesideTheService
class StoreMarkTest {
    @TempDir
    private Path folders;

    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void aDatabase() throws SQLException {
        database.setURL(PostgresServer.url(MigratedDatabase.create()));
    }

    @Test
    void theStoreOfTheFirstReplicaIsThatOfAll() throws SQLException, IOException {
        assertThat(mark("one").look()).isFalse();
        assertThat(mark("one").another()).isFalse();

        assertThat(mark("two").another()).isTrue();
        assertThat(registry.get("files.store.another").gauges()).isNotEmpty();
    }

    @Test
    void whoHasAnotherSaysSoAndStoresNothingUntilItIsTheSame() throws SQLException, IOException {
        mark("one").look();
        StoreMark other = mark("two");
        StoreConfig config = config("two");
        FileStore store = new FileStores().configured(config);
        StoredFiles files = new StoredFiles(
                database, config, store, new FileSweeper(database, config, store, Clock.systemUTC()), other);

        assertThatThrownBy(() -> files.put(new ByteArrayInputStream(new byte[1]), (connection, id) -> true))
                .isInstanceOf(FileUnavailable.class)
                .hasMessageContaining("not that of the other replicas");
        assertThat(other.state()).isEqualTo(StoreMark.State.ANOTHER);
        assertThat(folders.resolve("two")).doesNotExist();

        Files.createSymbolicLink(folders.resolve("two"), folders.resolve("one"));
        assertThat(other.look()).isFalse();
        assertThat(files.put(new ByteArrayInputStream(new byte[1]), (connection, id) -> true))
                .isTrue();
    }

    @Test
    void whoHasNoneIsToldWhetherTheOthersHaveOne() throws SQLException, IOException {
        StoreMark none = new StoreMark(database, new FolderStore(Optional.empty()), registry);
        assertThat(none.look()).isFalse();
        assertThat(none.state()).isEqualTo(StoreMark.State.NONE);

        mark("one").look();
        assertThat(none.look()).isFalse();
        assertThat(none.state()).isEqualTo(StoreMark.State.LACKING);

        StoreConfig config = config("one");
        FileStore store = new FolderStore(Optional.empty());
        StoredFiles files = new StoredFiles(
                database, config, store, new FileSweeper(database, config, store, Clock.systemUTC()), none);
        assertThatThrownBy(() -> files.put(new ByteArrayInputStream(new byte[1]), (connection, id) -> true))
                .isInstanceOf(FileUnavailable.class)
                .hasMessageContaining("the operator, who sets materials.folder or materials.s3.endpoint");
    }

    @Test
    void whileAnotherReplicaMarksTheStoreItIsNotKnown() throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            Jdbc.update(connection, "INSERT INTO stored_files (id, marks_store) VALUES (?, true)", UUID.randomUUID());
        }

        StoreMark mark = mark("one");
        assertThat(mark.look()).isFalse();
        assertThat(mark.state()).isEqualTo(StoreMark.State.UNKNOWN);
    }

    private StoreMark mark(String folder) {
        return new StoreMark(database, new FileStores().configured(config(folder)), registry);
    }

    private StoreConfig config(String folder) {
        return StoreSettings.of(
                Map.of("materials.folder", folders.resolve(folder).toString()));
    }
}
