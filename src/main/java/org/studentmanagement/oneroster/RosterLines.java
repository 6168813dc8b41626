package org.studentmanagement.oneroster;

import java.util.Locale;

/** Of the lines of the files, in statements: the refusal of some, and what is made of one. */
final class RosterLines {
    /** A number or a code, of the sourcedId of a line {@code i} that has none. */
    static final String MADE_CODE = "upper(replace(i.sourcedid::text, '-', ''))";

    static final String TODAY = "(now() AT TIME ZONE 'UTC')::date";

    private RosterLines() {}

    /** Refuses lines that refer to what is neither stored nor on a line. */
    static String refuseUnknown(RosterFile file, String column, String target, String what) {
        return refuse(
                file,
                column,
                "format('there is no %s with the sourcedId \"%%s\", neither stored nor to be stored', i.%s)"
                        .formatted(what, column.toLowerCase(Locale.ROOT)),
                "i.%1$s IS NOT NULL AND NOT EXISTS (SELECT FROM %2$s t WHERE t.sourcedid = i.%1$s)"
                        .formatted(column.toLowerCase(Locale.ROOT), target));
    }

    /** @param reason an expression */
    static String refuse(RosterFile file, String column, String reason, String where) {
        return "UPDATE import_%s i SET refused_column = '%s', reason = %s WHERE i.reason IS NULL AND %s"
                .formatted(RosterSheet.name(file), column, reason, where);
    }

    /** A reason that is the same for all lines. */
    static String said(String sentence) {
        return "'" + sentence.replace("'", "''") + "'";
    }
}
