package org.studentmanagement.standby;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** A position in the write-ahead log as PostgreSQL writes it, {@code 16/B374D848}. As a number it is unsigned. */
final class LogPosition {
    /** Beyond every other: who has seen it reads at the primary. */
    static final String LAST = "FFFFFFFF/FFFFFFFF";

    private static final Pattern FORM = Pattern.compile("[0-9A-Fa-f]{1,8}/[0-9A-Fa-f]{1,8}");
    private static final int HEXADECIMAL = 16;

    private LogPosition() {}

    /** Nothing where it is none. */
    static OptionalLong parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        int slash = text.indexOf('/');
        long high = Long.parseLong(text.substring(0, slash), HEXADECIMAL);
        return OptionalLong.of(high << Integer.SIZE | Long.parseLong(text.substring(slash + 1), HEXADECIMAL));
    }

    /** @throws java.util.NoSuchElementException if PostgreSQL writes them otherwise */
    static long of(String text) {
        return parse(text).orElseThrow();
    }
}
