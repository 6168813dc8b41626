package org.studentmanagement.schema.author;

import java.util.Optional;

/** What a table or column holds, for those who read the schema. */
final class Remark {
    private Remark() {}

    /** The entity's own {@code @Comment}, else the name in words, as an SQL literal. */
    static String literal(Optional<String> given, String name) {
        String words = Part.plain(name).replace('_', ' ');
        String text = given.orElseGet(() -> words.substring(0, 1).toUpperCase() + words.substring(1));
        return "'" + text.replace("'", "''") + "'";
    }
}
