package org.studentmanagement.schema.run;

import java.util.Locale;

/** What happens to a revision. A stamp only records it, or removes its record. */
public enum Direction {
    UP,
    DOWN,
    STAMP,
    ADOPT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
