package org.studentmanagement.oneroster;

import java.util.List;

/**
 * A member of a record, in JSON and in filters: the one place that knows its expression.
 *
 * @param json an expression that gives the value; a member that is NULL is left out
 * @param fields that filters and orders know of it
 * @param isOpen whether it is JSON in which a NULL was sent, and stays
 */
record Member(String name, String json, List<Field> fields, boolean isOpen) {
    static final String ROSTERING = "rostering/v1p2";
    static final String GRADEBOOK = "gradebook/v1p2";
    static final String RESOURCES = "resources/v1p2";

    /** Which every record has. */
    static final String CHANGED = "dateLastModified";

    Member(String name, String json, List<Field> fields) {
        this(name, json, fields, false);
    }

    /** JSON as it was sent. */
    static Member open(String name, String value) {
        return new Member(name, value, List.of(), true);
    }

    static Member text(String name, String value) {
        return new Member(name, value, List.of(Field.of(name, Field.Type.TEXT, value)));
    }

    static Member number(String name, String value) {
        return new Member(name, value, List.of(Field.of(name, Field.Type.NUMBER, value)));
    }

    static Member date(String name, String value) {
        return new Member(name, value, List.of(Field.of(name, Field.Type.DATE, value)));
    }

    static Member time(String name, String value) {
        return new Member(name, time(value), List.of(Field.of(name, Field.Type.TIME, value)));
    }

    /** The id of the record itself. */
    static Member id() {
        Field id = Field.id("sourcedId", "r.noun", "r.id", "r.other_id");
        return new Member(id.name(), id.value(), List.of(id));
    }

    /**
     * Another record; absent where it has no id.
     *
     * @param path under which it is read
     * @param type as OneRoster names it
     */
    static Member reference(String name, String path, String type, String noun, String id) {
        return new Member(
                name,
                "CASE WHEN %s IS NOT NULL THEN %s END".formatted(id, reference(path, type, noun, id)),
                List.of(Field.id(name + ".sourcedId", noun, id, "0"), typed(name, type)));
    }

    /** A record of the gradebook; absent where it has no id. */
    static Member ofGradebook(String name, String path, String noun, String id, String otherId) {
        return ofGradebook(name, path, name, noun, id, otherId);
    }

    /** @param type as OneRoster names it */
    static Member ofGradebook(String name, String path, String type, String noun, String id, String otherId) {
        String reference = "json_build_object('href', $1::text || '/%s/%s/' || %3$s, 'sourcedId', %3$s, 'type', '%4$s')"
                .formatted(GRADEBOOK, path, GivenSourcedId.sql(noun, id, otherId), type);
        return new Member(
                name,
                "CASE WHEN %s IS NOT NULL THEN %s END".formatted(id, reference),
                List.of(Field.id(name + ".sourcedId", noun, id, otherId), typed(name, type)));
    }

    /** A list of the one that there is. */
    static Member references(String name, String path, String type, String noun, String id) {
        return new Member(
                name,
                "json_build_array(%s)".formatted(reference(path, type, noun, id)),
                List.of(Field.id(name + ".sourcedId", noun, id, "0"), typed(name, type)));
    }

    /** @param condition that says of columns what the id of the reference is made of, for an index to find */
    Member foundBy(String condition) {
        return new Member(
                name,
                json,
                fields.stream().map(field -> field.foundBy(condition)).toList());
    }

    private static Field typed(String name, String type) {
        return Field.of(name + ".type", Field.Type.TEXT, "'" + type + "'");
    }

    /** The first parameter of each statement is where the services are. */
    static String reference(String path, String type, String noun, String id) {
        String sourcedId = GivenSourcedId.sql(noun, id, "0");
        return "json_build_object('href', $1::text || '/%s/%s/' || %3$s, 'sourcedId', %3$s, 'type', '%4$s')"
                .formatted(ROSTERING, path, sourcedId, type);
    }

    static String time(String value) {
        return "to_char((%s) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')".formatted(value);
    }
}
