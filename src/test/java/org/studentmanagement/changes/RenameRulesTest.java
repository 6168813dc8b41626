package org.studentmanagement.changes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.schema.lint.ChangesetRules;
import org.studentmanagement.testsupport.BesideTheService;

/** The changesets that the manual gives as an example keep its rules. */
@BesideTheService
class RenameRulesTest extends ChangesetRules {
    @TempDir
    private static Path folder;

    @Override
    protected Path resources() throws Exception {
        return resourcesWithTheRename(folder);
    }

    /** A copy of the service's own changelog that goes on with the rename. */
    static Path resourcesWithTheRename(Path folder) throws Exception {
        Path resources = folder.resolve("src/main/resources");
        Path own = Path.of("src/main/resources");
        try (Stream<Path> files = Files.walk(own.resolve("db"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = resources.resolve(own.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Rename.addAll(resources);
        return resources;
    }
}
