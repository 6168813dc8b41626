package org.studentmanagement.schema.author;

import java.util.List;
import java.util.Optional;
import org.studentmanagement.database.Jdbc;

/** What a schema is made of, where the entities can say so: a table, a column, a key or index, a sequence. */
interface MappedObject {
    /** What it is and how it is called, in the middle of a sentence. */
    String words();

    /** The changesets that make it without keeping readers or writers waiting, in the order in which they run. */
    List<Changeset> create();

    /** The changesets that remove it. Where a rollback is empty, trying it out finds what it has to say. */
    List<Changeset> drop();

    /** Places among the others when it is made: what others stand on has the lower number. */
    int rank();

    /** A name as it may be part of another: quoted names lose their quotes. */
    static String plain(String name) {
        return name.replace("\"", "");
    }

    /** The entity's own {@code @Comment}, else the name in words, as an SQL literal. */
    static String remark(Optional<String> given, String name) {
        String words = plain(name).replace('_', ' ');
        String text = given.orElseGet(() -> words.substring(0, 1).toUpperCase() + words.substring(1));
        return Jdbc.literal(text);
    }
}
