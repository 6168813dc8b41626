package org.studentmanagement.schema.author;

import java.util.List;

/** One thing in which the changelog's schema and that of the entities are not alike. */
public sealed interface MappingDifference
        permits MappingDifference.Missing,
                MappingDifference.Unexpected,
                MappingDifference.Altered,
                MappingDifference.Recounted,
                GenerationChange {
    /** For people. */
    String sentence();

    /** The changesets that end it. */
    List<Changeset> changesets();

    /** Its place among the others: what is in the way goes first, then come the new parts, then the old parts go. */
    int rank();

    /** The entities have what the changelog does not make. */
    record Missing(MappedObject object) implements MappingDifference {
        private static final int AFTER_KEYS_WENT = 10;

        @Override
        public String sentence() {
            return "The changelog has no %s.".formatted(object.words());
        }

        @Override
        public List<Changeset> changesets() {
            return object.create();
        }

        @Override
        public int rank() {
            return AFTER_KEYS_WENT + object.rank();
        }
    }

    /** The changelog makes what the entities do not have. To end it is to drop it. */
    record Unexpected(MappedObject object) implements MappingDifference {
        private static final int LAST = 30;

        @Override
        public String sentence() {
            return "The entities have no %s.".formatted(object.words());
        }

        @Override
        public List<Changeset> changesets() {
            return object.drop();
        }

        @Override
        public int rank() {
            return object instanceof MappedKey ? -object.rank() : LAST - object.rank();
        }
    }

    /** Both have the column, and it is not the same. */
    record Altered(MappedColumn old, MappedColumn wanted) implements MappingDifference {
        static final int BEFORE_KEYS_COME = 12;

        @Override
        public String sentence() {
            if (retypes()) {
                return "The %s is %s in the changelog and %s in the entities."
                        .formatted(old.words(), old.type(), wanted.type());
            }
            return "The %s may be empty in the %s, and not in the %s."
                    .formatted(
                            old.words(),
                            old.nullable() ? "changelog" : "entities",
                            old.nullable() ? "entities" : "changelog");
        }

        @Override
        public List<Changeset> changesets() {
            if (retypes()) {
                return new ColumnTypeChange(old, wanted).changesets();
            }
            return wanted.nullable() ? wanted.dropNotNull() : wanted.setNotNull();
        }

        @Override
        public int rank() {
            return BEFORE_KEYS_COME;
        }

        private boolean retypes() {
            return !old.type().equals(wanted.type());
        }
    }

    /** A sequence that counts by another number gives ids twice. */
    record Recounted(MappedSequence old, MappedSequence wanted) implements MappingDifference {
        @Override
        public String sentence() {
            return "The sequence %s counts by %d in the changelog and by %d in the entities."
                    .formatted(old.name(), old.increment(), wanted.increment());
        }

        @Override
        public List<Changeset> changesets() {
            return wanted.recount(old);
        }

        @Override
        public int rank() {
            return 0;
        }
    }
}
