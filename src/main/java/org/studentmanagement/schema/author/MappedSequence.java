package org.studentmanagement.schema.author;

import java.util.List;

/** A sequence, as the entities use for ids that the service draws in advance. Where it starts is not compared. */
record MappedSequence(String name, long increment, long start) implements MappedObject {
    @Override
    public String words() {
        return "sequence %s, which counts by %d".formatted(name, increment);
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public List<Changeset> create() {
        return List.of(Changeset.of(
                "create_" + MappedObject.plain(name),
                "Sequence " + name,
                Precondition.none(
                        "SELECT count(*) FROM pg_class WHERE oid = to_regclass('%s')".formatted(name),
                        "There is a sequence %s already, and not from here. Rename or drop it first.".formatted(name)),
                creation(),
                dropping()));
    }

    String creation() {
        return "CREATE SEQUENCE %s INCREMENT BY %d%s;".formatted(name, increment, start == 1 ? "" : " START " + start);
    }

    String dropping() {
        return "DROP SEQUENCE %s;".formatted(name);
    }

    /** Alters nothing, and keeps others from drawing until the transaction ends. */
    String locked() {
        return "ALTER SEQUENCE %s INCREMENT BY %d;".formatted(name, increment);
    }

    String next() {
        return "nextval('%s')".formatted(name.replace("'", "''"));
    }

    @Override
    public List<Changeset> drop() {
        return List.of(Changeset.of(
                        "drop_" + MappedObject.plain(name),
                        "Sequence %s goes".formatted(name),
                        Precondition.relation("sequence", name),
                        dropping(),
                        "")
                .cautioning("It begins anew."));
    }

    List<Changeset> recount(MappedSequence old) {
        String statement = "ALTER SEQUENCE %s INCREMENT BY %d;";
        return List.of(Changeset.of(
                MappedObject.plain(name) + "_increment",
                "Sequence %s counts by %d".formatted(name, increment),
                Precondition.relation("sequence", name),
                statement.formatted(name, increment),
                statement.formatted(name, old.increment)));
    }
}
