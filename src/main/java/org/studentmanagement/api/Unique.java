package org.studentmanagement.api;

/**
 * A value that no other row of its table has.
 *
 * @param constraint that refuses a second one, by its name in the database
 * @param member of the request, named as the attribute of the entity is
 * @param value null where the row has none, which no other row takes
 */
public record Unique(String constraint, String member, String value, boolean ignoresCase) {
    public static Unique of(String constraint, String member, String value) {
        return new Unique(constraint, member, value, false);
    }

    public static Unique ignoringCase(String constraint, String member, String value) {
        return new Unique(constraint, member, value, true);
    }
}
