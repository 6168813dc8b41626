package org.studentmanagement.oneroster;

/**
 * What a filter compares and an order sorts by.
 *
 * @param name with a dot where it is a member of a member
 * @param value an expression of the row {@code r}: a text, a number, a date or a time
 * @param noun of an id, else null, as are the two that follow: what it stands for, in SQL
 * @param found of an id whose noun and id no index has: a condition of the two that says the same of columns; else null
 */
record Field(String name, Type type, String value, String noun, String id, String otherId, String found) {
    enum Type {
        TEXT("text"),
        NUMBER("numeric"),
        DATE("date"),
        TIME("timestamptz"),
        ID("text");

        /** To what a parameter is cast. */
        final String cast;

        Type(String cast) {
            this.cast = cast;
        }
    }

    static Field of(String name, Type type, String value) {
        return new Field(name, type, value, null, null, null, null);
    }

    static Field id(String name, String noun, String id, String otherId) {
        return new Field(
                name, Type.ID, "(" + GivenSourcedId.sql(noun, id, otherId) + ")::text", noun, id, otherId, null);
    }

    Field foundBy(String condition) {
        return type == Type.ID ? new Field(name, type, value, noun, id, otherId, condition) : this;
    }

    /** As it stands in JSON. */
    String text() {
        return switch (type) {
            case TIME -> Member.time(value);
            case DATE, NUMBER -> "(" + value + ")::text";
            default -> value;
        };
    }
}
