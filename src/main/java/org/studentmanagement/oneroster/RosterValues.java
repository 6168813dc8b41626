package org.studentmanagement.oneroster;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The parameters of a statement, of which the first is where the services are. */
final class RosterValues {
    private final List<Object> values = new ArrayList<>();

    RosterValues(String root) {
        values.add(root);
    }

    /** What stands for the value in the statement. */
    String add(Object value, String type) {
        values.add(value);
        return "$" + values.size() + "::" + type;
    }

    /** Whether what a field tells of is the one that has the id: by what the id is made of or stands for, which indexes find. */
    String is(Field field, String sourcedId) {
        String same = is(field.noun(), field.id(), field.otherId(), sourcedId);
        return field.found() == null
                ? same
                : SourcedId.parse(sourcedId)
                        .map(made -> "(%s AND %s)"
                                .formatted(
                                        same,
                                        field.found().formatted(add(made.noun(), "integer"), add(made.id(), "bigint"))))
                        .orElse(same);
    }

    /** Whether the row is that one. */
    String isRow(String sourcedId) {
        return is("r.noun", "r.id", "r.other_id", sourcedId);
    }

    private String is(String noun, String id, String otherId, String sourcedId) {
        return SourcedId.parse(sourcedId)
                .map(made -> isMade(noun, id, otherId, made))
                .or(() -> SourcedId.given(sourcedId).map(given -> isGiven(noun, id, otherId, given)))
                .orElse("false");
    }

    private String isMade(String noun, String id, String otherId, SourcedId sought) {
        return "(%s = %s AND %s = %s AND %s = %s AND %s = %s)"
                .formatted(
                        noun,
                        add(sought.noun(), "integer"),
                        id,
                        add(sought.id(), "bigint"),
                        otherId,
                        add(sought.otherId(), "bigint"),
                        OneRosterSchool.PREFIX,
                        add(sought.prefix(), "bigint"));
    }

    private String isGiven(String noun, String id, String otherId, UUID sought) {
        return "((%s, %s, %s) = (SELECT g.noun::integer, g.row_id, g.other_id FROM sourced_ids g WHERE g.sourced_id = %s))"
                .formatted(noun, id, otherId, add(sought, "uuid"));
    }

    Object[] all() {
        return values.toArray();
    }
}
