package org.studentmanagement.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.testsupport.BesideTheService;

@BesideTheService
class FolderStoreTest extends FileStoreContract {
    @TempDir
    private Path folder;

    @Override
    FileStore store() {
        return new FolderStore(Optional.of(folder));
    }

    @Override
    int begun() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return (int) files.filter(file -> file.toString().endsWith(".part")).count();
        }
    }

    @Test
    void aFolderThatIsAFileIsSaidToBeNone() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> new FolderStore(Optional.of(file)).check()).hasMessageContaining(file.toString());
    }
}
