package org.studentmanagement.schema.author;

record Precondition(String message, String yaml) {
    static Precondition noTable(String table) {
        return new Precondition(
                "There is a table %s already, and not from here. Rename or drop it first.".formatted(table),
                "not:\n    - tableExists:\n        tableName: " + MappedObject.plain(table));
    }

    static Precondition noColumn(String table, String column) {
        return new Precondition(
                "%s has a column %s already, and not from here. Rename or drop it first.".formatted(table, column),
                "not:\n    - columnExists:\n        tableName: %s\n        columnName: %s"
                        .formatted(MappedObject.plain(table), MappedObject.plain(column)));
    }

    static Precondition table(String table) {
        return new Precondition(
                "There is no table %s. An earlier changeset has not run.".formatted(table),
                "tableExists:\n    tableName: " + MappedObject.plain(table));
    }

    static Precondition column(String table, String column) {
        return new Precondition(
                "%s has no column %s. An earlier changeset has not run.".formatted(table, column),
                "columnExists:\n    tableName: %s\n    columnName: %s"
                        .formatted(MappedObject.plain(table), MappedObject.plain(column)));
    }

    static Precondition index(String table, String index) {
        return new Precondition(
                "There is no index %s on %s. An earlier changeset has not run.".formatted(index, table),
                "indexExists:\n    tableName: %s\n    indexName: %s".formatted(MappedObject.plain(table), index));
    }

    static Precondition relation(String kind, String name) {
        return none(
                "SELECT count(*) FROM (SELECT to_regclass('%s') AS oid) s WHERE oid IS NULL".formatted(name),
                "There is no %s %s. An earlier changeset has not run.".formatted(kind, name));
    }

    /** The query counts what stands in the way. */
    static Precondition none(String query, String message) {
        return new Precondition(message, "sqlCheck:\n    expectedResult: 0\n    sql: " + query);
    }
}
