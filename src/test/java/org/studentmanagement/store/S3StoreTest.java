package org.studentmanagement.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.BesideTheService;

@BesideTheService
class S3StoreTest extends FileStoreContract {
    private static ObjectStore server;

    @BeforeAll
    static void start() throws IOException {
        server = ObjectStore.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Override
    FileStore store() {
        return new S3Store(StoreSettings.of(server.settings()).s3());
    }

    @Override
    int begun() {
        return server.begun().size();
    }

    @Test
    void whatAnUploadLeftThatWasKilledIsFoundAndRemoved() throws IOException {
        UUID id = UUID.randomUUID();
        server.begin(id);

        assertThat(store().before(Instant.now().plusSeconds(60))).contains(id);
        store().remove(id);

        assertThat(server.begun()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "materials.s3.bucket, elsewhere, There is no bucket elsewhere at http://127.0.0.1:",
        "materials.s3.secret-key, wrong, refuses materials.s3.access-key the bucket school: ",
    })
    void whatIsWrongWithTheSettingsIsSaidByTheirNames(String setting, String value, String sentence) {
        Map<String, String> settings = server.settings();
        settings.put(setting, value);
        FileStore store = new S3Store(StoreSettings.of(settings).s3());

        assertThatThrownBy(store::check).isInstanceOf(IOException.class).hasMessageContaining(sentence);
        assertThatThrownBy(() -> store.put(UUID.randomUUID(), content(10)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void aStoreThatIsAwayOrSilentIsSaidToBeSo() throws IOException {
        Map<String, String> settings = server.settings();
        settings.put("materials.s3.timeout", "100ms");
        String sentence;
        FileStore store;
        try (ServerSocket silent = new ServerSocket(0)) {
            String address = "http://127.0.0.1:" + silent.getLocalPort();
            settings.put("materials.s3.endpoint", address);
            store = new S3Store(StoreSettings.of(settings).s3());
            sentence = "The store of materials.s3.endpoint, " + address + ", cannot be reached";

            assertThatThrownBy(store::check).hasMessageContaining(sentence);
        }
        assertThatThrownBy(store::check).hasMessageContaining(sentence);
    }
}
