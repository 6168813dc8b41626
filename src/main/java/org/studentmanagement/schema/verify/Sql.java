package org.studentmanagement.schema.verify;

/** Names in SQL that an operator reads. */
final class Sql {
    private Sql() {}

    /** In quotes only where it needs them. */
    static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
