package org.studentmanagement.schema.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What would make a revision fail, or do harm, though those before it run.
 *
 * @param query lists the rows that it does not bear; null where it is about a name
 * @param advice what the revision itself says of such rows; empty for nothing
 * @param open whether there was no time to find out
 */
public record PreflightFailure(String revision, String sentence, String query, String advice, boolean open) {
    public static String text(List<PreflightFailure> obstacles) {
        return obstacles.stream().map(PreflightFailure::paragraph).collect(Collectors.joining(System.lineSeparator()));
    }

    private String paragraph() {
        List<String> lines = new ArrayList<>(List.of("  %s: %s".formatted(revision, sentence)));
        if (!advice.isEmpty()) {
            lines.add("      " + advice);
        }
        if (query != null) {
            query.lines().map(line -> "      " + line).forEach(lines::add);
        }
        return String.join(System.lineSeparator(), lines);
    }
}
