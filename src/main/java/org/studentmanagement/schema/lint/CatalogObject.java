package org.studentmanagement.schema.lint;

import java.util.Locale;

/**
 * Something in the database.
 *
 * @param kind as ALTER calls it
 * @param name as SQL writes it
 * @param table to which it belongs; null where it stands alone
 * @param valid false for an index whose building was not finished
 * @param keys of an index; otherwise null
 */
record CatalogObject(String kind, String name, QualifiedName table, boolean valid, String keys) {
    boolean isIndex() {
        return kind.equals("INDEX");
    }

    /** Whether it is the index that the statement makes. */
    boolean isLike(Operation.CreateIndex create) {
        return bare(keys).equals(bare((create.unique() ? "UNIQUE " : "") + String.join(", ", create.keys())));
    }

    /** As in {@code an index of mailing}. */
    String words() {
        String noun = kind.toLowerCase(Locale.ROOT);
        return (noun.matches("[aeiou].*") ? "an " : "a ") + noun + (table == null ? "" : " of " + table);
    }

    /** The statement that gives it another name, which is for its owner to choose. */
    String renaming() {
        return switch (kind) {
            case "COLUMN", "CONSTRAINT" -> "ALTER TABLE %s RENAME %s %s TO …".formatted(table, kind, name);
            case "TRIGGER" -> "ALTER TRIGGER %s ON %s RENAME TO …".formatted(name, table);
            default -> "ALTER %s %s RENAME TO …".formatted(kind, name);
        };
    }

    /** Without blanks, parentheses, quotes and casts, which PostgreSQL adds. */
    private static String bare(String keys) {
        return keys.replaceAll("::[a-z_]+( [a-z_]+)*", "")
                .replaceAll("[\\s()\"]", "")
                .toLowerCase(Locale.ROOT);
    }
}
