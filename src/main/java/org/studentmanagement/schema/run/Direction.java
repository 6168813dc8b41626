package org.studentmanagement.schema.run;

import java.util.List;
import java.util.Locale;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;

/** What happens to a revision. A stamp only records it, or removes its record. */
public enum Direction {
    UP,
    DOWN,
    STAMP,
    ADOPT;

    public List<Revision> plan(Revisions revisions, String name) {
        return switch (this) {
            case UP -> revisions.up(name);
            case DOWN -> revisions.down(name);
            case STAMP, ADOPT ->
                revisions.position(name) < revisions.applied().size() ? revisions.down(name) : revisions.up(name);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
