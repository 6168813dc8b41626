package org.studentmanagement.transfer;

/**
 * A column of a file: its name, whether the header may leave it out, and what its values must be.
 *
 * @param heading the name in the header, where it is not that of the column
 * @param type in the staging table
 * @param fault of the staging table, which has what the rule says of a value that may be stored already; null where it may not
 * @param key of what the values refer to; null where they are stored as they are
 */
public record Column(String name, String heading, String type, boolean required, Rule rule, String fault, Key key) {

    @FunctionalInterface
    public interface Rule {
        /** The value as it goes to the database, null where it is to have none. */
        String stage(String value) throws RefusedValueException;
    }

    /** A value, and what is wrong with it where it is not stored already. */
    record Staged(String value, String fault) {
        /** Of a value that is not read. */
        static final Staged NOTHING = new Staged(null, null);
    }

    public static Column required(String name, Rule rule) {
        return new Column(name, name, "text", true, rule, null, null);
    }

    public static Column optional(String name, Rule rule) {
        return new Column(name, name, "text", false, rule, null, null);
    }

    public Column as(String other) {
        return new Column(name, heading, other, required, rule, fault, key);
    }

    /** The same, by another name in the header, which may be none of a column of the database. */
    public Column called(String other) {
        return new Column(name, other, type, required, rule, fault, key);
    }

    /** The same, but what is stored may be older than the rule, and stays. */
    public Column unlessStored() {
        return new Column(name, heading, type, required, rule, name + "_fault", key);
    }

    boolean refers() {
        return key != null;
    }

    /** The column of the table. */
    String stored() {
        return refers() ? name + "_id" : name;
    }

    /** The value of a row, none where it is empty, as it is in a file. */
    String comparable(String row) {
        boolean mayBeEmpty = type.equals("text") && !required;
        return (mayBeEmpty ? "nullif(%s.%s, '')" : "%s.%s").formatted(row, name);
    }

    /** An expression, which is of the type of the column, as a file has it. */
    String exported(String expression) {
        return type.startsWith("timestamp") ? time(expression) : expression;
    }

    /** RFC 3339 in UTC, of an expression that is a time. */
    public static String time(String expression) {
        return "(to_json(%s AT TIME ZONE 'UTC') #>> '{}') || 'Z'".formatted(expression);
    }

    /** The row that it refers to, in a statement that has joined it. */
    String referred() {
        return name + "_row";
    }

    /** A statement that refuses what breaks the rule, unless the row that is known by the key has it. */
    String refuseUnlessStored(String table, String key) {
        return """
                UPDATE import_%1$s i SET refused_column = '%2$s', reason = i.%2$s_fault
                WHERE i.reason IS NULL AND i.%2$s_fault IS NOT NULL
                  AND NOT EXISTS (SELECT FROM %1$s s WHERE s.%3$s = i.%3$s AND s.%2$s = i.%2$s)""".formatted(table, name, key);
    }

    /** @throws RefusedValueException where the value cannot be stored, unless it may be stored already */
    Staged stage(String value) throws RefusedValueException {
        requireText(value);
        try {
            return new Staged(rule.stage(value), null);
        } catch (RefusedValueException refused) {
            if (fault == null) {
                throw refused;
            }
            return new Staged(value, refused.getMessage());
        }
    }

    private static void requireText(String value) throws RefusedValueException {
        if (value.indexOf('\0') >= 0) {
            throw new RefusedValueException("holds a NUL character, which cannot be stored");
        }
        if (value.indexOf('\uFFFD') >= 0) {
            throw new RefusedValueException("is not UTF-8: save the file with that encoding");
        }
    }
}
