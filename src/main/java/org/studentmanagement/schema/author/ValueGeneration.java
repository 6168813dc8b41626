package org.studentmanagement.schema.author;

import java.util.Optional;

/**
 * Where the values of a column come from that no statement gives.
 *
 * @param identity ALWAYS or BY DEFAULT, as it stands before AS IDENTITY; empty for no identity
 * @param sequence that of the identity or of the default, or from which the entities draw in advance; empty for none
 * @param serial whether the column owns the sequence of its default, as one of type serial does
 */
record ValueGeneration(Optional<String> identity, Optional<MappedSequence> sequence, boolean serial) {
    String words() {
        return identity.map("GENERATED %s AS IDENTITY"::formatted)
                .or(() -> sequence.map(source -> "drawn from " + source.name()))
                .orElse("not generated");
    }

    /** As in CREATE TABLE. A default lets others than the entities draw as well, and ties the sequence to the column. */
    String clause() {
        return identity.map(" GENERATED %s AS IDENTITY"::formatted)
                .or(() -> sequence.map(source -> " DEFAULT " + source.next()))
                .orElse("");
    }

    boolean isIdentity() {
        return identity.isPresent();
    }

    boolean isNone() {
        return identity.isEmpty() && sequence.isEmpty();
    }

    /** The sequence, where it is not the identity's own. */
    Optional<MappedSequence> drawn() {
        return identity.isEmpty() ? sequence : Optional.empty();
    }

    ValueGeneration with(MappedSequence other) {
        return new ValueGeneration(identity, Optional.of(other), serial);
    }

    /**
     * Whether it does for entities that want the other one. Those that leave the value to the database do not ask whether the
     * column is an identity or serial; those that give it themselves are not disturbed by a default.
     */
    boolean serves(ValueGeneration wanted) {
        if (wanted.isIdentity()) {
            return identity.equals(wanted.identity) || serial;
        }
        return !isIdentity() && (wanted.isNone() || sequenceName().equals(wanted.sequenceName()));
    }

    Optional<String> sequenceName() {
        return sequence.map(MappedSequence::name);
    }
}
