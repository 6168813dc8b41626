package org.studentmanagement.schema.author;

import java.util.List;

/** A constraint that new and changed rows are held to first and, once they have been read while others write, all rows. */
record NotValidConstraint(String table, String name, String definition) {
    String add() {
        return "ALTER TABLE %s ADD CONSTRAINT %s %s NOT VALID;".formatted(table, name, definition);
    }

    String validate() {
        return "ALTER TABLE %s VALIDATE CONSTRAINT %s;".formatted(table, name);
    }

    String drop() {
        return "ALTER TABLE %s DROP CONSTRAINT %s;".formatted(table, name);
    }

    /**
     * @param meaning what it says, as the beginning of a sentence
     * @param validates what must hold before all rows are read
     */
    List<Changeset> changesets(String meaning, Precondition adds, Precondition validates) {
        return List.of(
                Changeset.of(name, meaning + ", in new and changed rows first", adds, add(), drop()),
                Changeset.of(
                        name + "_validate", meaning + ", in all rows", validates, validate(), drop() + "\n" + add()));
    }
}
