package org.studentmanagement.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is written for readers. */
final class Documents {
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern PRINTED = Pattern.compile("(?s)<!-- src/bench/run .*?<!-- end -->");
    private static final Pattern CODE = Pattern.compile("(?m)^ {4}.*$|`[^`\n]*`");

    private Documents() {}

    static List<Path> all() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md")),
                            sources.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }

    /** Without blocks of code between fences. */
    static String unfenced(Path document) throws IOException {
        return FENCED.matcher(Files.readString(document)).replaceAll("");
    }

    /** Without any code, and without what the benchmark has printed. */
    static String prose(Path document) throws IOException {
        return CODE.matcher(PRINTED.matcher(unfenced(document)).replaceAll("")).replaceAll("");
    }
}
