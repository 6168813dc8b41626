package org.studentmanagement.schema.author;

import java.util.List;
import java.util.function.Supplier;

/**
 * One thing in which the changelog's schema and that of the entities are not alike.
 *
 * @param old what the changelog makes; null where it makes nothing
 * @param wanted what the entities have; null where they have nothing, so that to end the difference is to drop
 * @param rank its place among the others: what is in the way goes first, then come the new parts, then the old parts go
 * @param ending makes the changesets that end it
 */
public record MappingDifference(
        Kind kind, MappedObject old, MappedObject wanted, int rank, String sentence, Supplier<List<Changeset>> ending) {
    /** What is done about it. */
    enum Kind {
        MISSING,
        UNEXPECTED,
        ALTERED,
        GENERATED
    }

    private static final int AFTER_KEYS_WENT = 10;
    private static final int BEFORE_KEYS_COME = 12;
    private static final int LAST = 30;

    static MappingDifference missing(MappedObject wanted) {
        return new MappingDifference(
                Kind.MISSING,
                null,
                wanted,
                AFTER_KEYS_WENT + wanted.rank(),
                "The changelog has no %s.".formatted(wanted.words()),
                wanted::create);
    }

    static MappingDifference unexpected(MappedObject old) {
        return new MappingDifference(
                Kind.UNEXPECTED,
                old,
                null,
                old instanceof MappedKey ? -old.rank() : LAST - old.rank(),
                "The entities have no %s.".formatted(old.words()),
                old::drop);
    }

    static MappingDifference retyped(MappedColumn old, MappedColumn wanted) {
        return altered(
                Kind.ALTERED, old, wanted, old.type(), wanted.type(), new ColumnTypeChange(old, wanted)::changesets);
    }

    static MappingDifference generated(MappedColumn old, MappedColumn wanted, boolean inherits) {
        return altered(
                Kind.GENERATED,
                old,
                wanted,
                old.generation().words(),
                wanted.generation().words(),
                new GenerationChange(old, wanted, inherits)::changesets);
    }

    private static MappingDifference altered(
            Kind kind,
            MappedColumn old,
            MappedColumn wanted,
            String is,
            String becomes,
            Supplier<List<Changeset>> ending) {
        String sentence = "The %s is %s in the changelog and %s in the entities.".formatted(old.words(), is, becomes);
        return new MappingDifference(kind, old, wanted, BEFORE_KEYS_COME, sentence, ending);
    }

    static MappingDifference nullability(MappedColumn old, MappedColumn wanted) {
        return new MappingDifference(
                Kind.ALTERED,
                wanted,
                wanted,
                BEFORE_KEYS_COME,
                "The %s may be empty in the %s, and not in the %s."
                        .formatted(
                                old.words(),
                                old.nullable() ? "changelog" : "entities",
                                old.nullable() ? "entities" : "changelog"),
                wanted.nullable() ? wanted::dropNotNull : wanted::setNotNull);
    }

    /** A sequence that counts by another number gives ids twice. */
    static MappingDifference recounted(MappedSequence old, MappedSequence wanted) {
        return new MappingDifference(
                Kind.ALTERED,
                old,
                wanted,
                0,
                "The sequence %s counts by %d in the changelog and by %d in the entities."
                        .formatted(old.name(), old.increment(), wanted.increment()),
                () -> wanted.recount(old));
    }

    List<Changeset> changesets() {
        return ending.get();
    }

    boolean is(Kind other, Class<? extends MappedObject> type) {
        return kind == other && type.isInstance(old == null ? wanted : old);
    }
}
