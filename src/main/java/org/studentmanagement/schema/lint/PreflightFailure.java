package org.studentmanagement.schema.lint;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What would make a revision fail, or do harm, though those before it run.
 *
 * @param query finds the rows that it does not bear; null where it is about a name
 * @param open whether there was no time to find out
 */
public record PreflightFailure(String revision, String sentence, String query, boolean open) {
    /** As a reader wants them: a paragraph each. */
    public static String text(List<PreflightFailure> obstacles) {
        return obstacles.stream().map(PreflightFailure::paragraph).collect(Collectors.joining(System.lineSeparator()));
    }

    private String paragraph() {
        return "  %s: %s".formatted(revision, sentence)
                + (query == null
                        ? ""
                        : query.lines().map("%n      %s"::formatted).collect(Collectors.joining()));
    }
}
