package org.studentmanagement.oneroster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        return meant(sourcedId)
                .map(meant -> is(field.noun(), field.id(), field.otherId(), meant)
                        + (field.found() == null
                                ? ""
                                : " AND "
                                        + field.found()
                                                .formatted(
                                                        "(SELECT t.noun FROM (" + meant + ") t)",
                                                        "(SELECT t.id FROM (" + meant + ") t)")))
                .map(same -> "(" + same + ")")
                .orElse("false");
    }

    /** Whether the row is that one. */
    String isRow(String sourcedId) {
        return meant(sourcedId)
                .map(meant -> is("r.noun", "r.id", "r.other_id", meant))
                .orElse("false");
    }

    private static String is(String noun, String id, String otherId, String meant) {
        return "((%s, %s, %s) = (%s))".formatted(noun, id, otherId, meant);
    }

    /** A query for what the id was given to or, unless it was, what it is made of; empty where it is none. */
    private Optional<String> meant(String sourcedId) {
        return SourcedId.uuid(sourcedId).map(known -> {
            String given =
                    "SELECT g.noun::integer AS noun, g.row_id AS id, g.other_id FROM sourced_ids g WHERE g.sourced_id = "
                            + add(known, "uuid");
            return SourcedId.parse(sourcedId)
                    .map(made -> given
                            + " UNION ALL SELECT %s, %s, %s FROM oneroster_schools s WHERE s.prefix = %s LIMIT 1"
                                    .formatted(
                                            add(made.noun(), "integer"),
                                            add(made.id(), "bigint"),
                                            add(made.otherId(), "bigint"),
                                            add(made.prefix(), "bigint")))
                    .orElse(given);
        });
    }

    Object[] all() {
        return values.toArray();
    }
}
