package org.studentmanagement.schema.author;

import java.util.List;
import org.studentmanagement.schema.catalog.ColumnType;

/** Another type of a column, at once: where PostgreSQL writes every row anew for it under a lock, lint asks for the reason. */
record ColumnTypeChange(MappedColumn old, MappedColumn wanted) {
    List<Changeset> changesets() {
        return List.of(Changeset.of(
                        old.id() + "_type",
                        "%s becomes %s".formatted(old.path(), wanted.type()),
                        precondition(),
                        old.alter("TYPE " + wanted.type()),
                        old.alter("TYPE " + old.type()))
                .cautioning("Refused by PostgreSQL, with nothing changed, where a value does not fit."));
    }

    private boolean isShorter() {
        return wanted.length().isPresent()
                && ColumnType.of(old.type()).isText()
                && old.length().map(before -> before > wanted.length().get()).orElse(true);
    }

    private Precondition precondition() {
        return isShorter()
                ? Precondition.none(
                        "SELECT count(*) FROM %s WHERE char_length(%s) > %d"
                                .formatted(
                                        old.table(), old.name(), wanted.length().orElseThrow()),
                        "Some %s have a %s of more than %d characters. Shorten them first."
                                .formatted(
                                        old.table(), old.name(), wanted.length().orElseThrow()))
                : Precondition.column(old.table(), old.name());
    }
}
