package org.studentmanagement.schema.author;

import jakarta.persistence.Entity;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.hibernate.annotations.CreationTimestamp;

/**
 * Entities that live for one test. They are compiled by it, since Quarkus would take every entity on the class path of the tests
 * for one of the service.
 */
final class EntityGeneration {
    private static final String IMPORTS =
            "import jakarta.persistence.*; import org.hibernate.annotations.*; import java.time.Instant; import java.util.List;\n";

    /** Of the imports alone, since the compiler would open each jar of the tests. */
    private static final String CLASS_PATH = Stream.of(Entity.class, CreationTimestamp.class)
            .map(annotation -> annotation
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath())
            .collect(Collectors.joining(File.pathSeparator));

    private EntityGeneration() {}

    /** Compiles the body of a Java file, and finds the entities in it. */
    static Entities of(Path folder, String entities) throws IOException {
        Path source = Files.writeString(folder.resolve("Generation.java"), IMPORTS + entities);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        List.of(
                                        "-proc:none",
                                        "-nowarn",
                                        "-classpath",
                                        CLASS_PATH,
                                        "-d",
                                        classes.toString(),
                                        source.toString())
                                .toArray(String[]::new));
        if (failed != 0) {
            throw new IllegalArgumentException("The entities do not compile");
        }
        // Stays open as long as the entities are in use.
        return Entities.in(
                classes,
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, EntityGeneration.class.getClassLoader()));
    }
}
