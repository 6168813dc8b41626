package org.studentmanagement.oneroster;

import java.util.ArrayList;
import java.util.List;

/** The parameters of a statement, of which the first is where the service is. */
final class RosterValues {
    private final List<Object> values = new ArrayList<>();

    RosterValues(String service) {
        values.add(service);
    }

    /** What stands for the value in the statement. */
    String add(Object value, String type) {
        values.add(value);
        return "$" + values.size() + "::" + type;
    }

    /** Whether what a field tells of is the one that has the id: by what the id is made of, which indexes find. */
    String is(Field field, SourcedId sought) {
        return is(field.noun(), field.id(), field.otherId(), sought);
    }

    /** Whether the row is that one. */
    String isRow(SourcedId sought) {
        return is("r.noun", "r.id", "r.other_id", sought);
    }

    private String is(String noun, String id, String otherId, SourcedId sought) {
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

    Object[] all() {
        return values.toArray();
    }
}
