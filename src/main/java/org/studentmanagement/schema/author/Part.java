package org.studentmanagement.schema.author;

import java.util.List;

/** What a schema is made of, where the entities can say so: a table, a column, a key or index, a sequence. */
interface Part {
    /** What it is and how it is called, in the middle of a sentence. */
    String words();

    /** The changesets that make it without keeping readers or writers waiting, in the order in which they run. */
    List<Changeset> create();

    /** The changesets that remove it. Their rollbacks are for {@link Removal} to find. */
    List<Changeset> drop();

    /** Places among the others when it is made: what others stand on has the lower number. */
    int rank();

    /** A name as it may be part of another: quoted names lose their quotes. */
    static String plain(String name) {
        return name.replace("\"", "");
    }
}
