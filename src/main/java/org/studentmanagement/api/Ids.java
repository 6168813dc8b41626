package org.studentmanagement.api;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Several rows by their ids, in one parameter of a query. */
public final class Ids {
    /** As many as a page may have. */
    private static final int MOST = 500;

    private static final Pattern ID = Pattern.compile("0|[1-9][0-9]*");

    private Ids() {}

    /**
     * As a condition of a query takes them; null where the parameter was not sent. One that was sent empty is refused: JAX-RS
     * does not tell it from none, which would be all rows.
     */
    static List<Long> of(PageQuery page, String parameter) {
        String text = page.uri.getQueryParameters().getFirst(parameter);
        return text == null ? null : read(parameter, text);
    }

    /** What a parameter has that must be sent: null is refused as what cannot be read is. */
    public static List<Long> read(String parameter, String text) {
        String[] ids = text == null ? new String[] {""} : text.split(",", MOST + 1);
        try {
            if (ids.length <= MOST
                    && Arrays.stream(ids).allMatch(id -> ID.matcher(id).matches())) {
                return Arrays.stream(ids).map(Long::valueOf).distinct().toList();
            }
        } catch (NumberFormatException tooLarge) {
            // said below
        }
        throw ProblemException.invalidParameter(
                parameter, "must be 1 to " + MOST + " ids with commas between, like 1,2,3");
    }
}
