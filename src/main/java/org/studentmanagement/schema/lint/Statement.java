package org.studentmanagement.schema.lint;

import java.util.stream.Collectors;

/** One operation, and the statement that it is part of as it is written. */
record Statement(Operation operation, String sql) {
    private static final int SHOWN = 110;

    String excerpt() {
        String line = sql.lines().map(String::strip).collect(Collectors.joining(" "));
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + " …";
    }

    String firstLine() {
        return sql.lines().findFirst().orElse("").strip();
    }
}
