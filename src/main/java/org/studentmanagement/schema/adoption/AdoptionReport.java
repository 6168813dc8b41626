package org.studentmanagement.schema.adoption;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.studentmanagement.schema.lint.PreflightFailure;
import org.studentmanagement.terminal.Document;

/**
 * How an adoption ended.
 *
 * @param revision the one that the database equals, or is nearest to
 * @param adopted what was recorded as run
 * @param differences for which it was refused; empty where it was not
 * @param repair what puts the differences right, statements and comments
 * @param harmless the statements that would even what keeps nobody from anything
 * @param pending how many revisions are left to run
 * @param obstacles what an upgrade would meet
 */
public record AdoptionReport(
        String revision,
        List<String> adopted,
        List<String> differences,
        List<String> repair,
        List<String> harmless,
        Set<String> leftAlone,
        int pending,
        List<PreflightFailure> obstacles)
        implements Document {
    @Override
    public String toString() {
        return differences.isEmpty() ? success() : refusal();
    }

    private String refusal() {
        return "The database is no revision's. It is nearest to %s, but:%n%sNothing was changed.%s"
                .formatted(
                        revision,
                        indented("  ", differences),
                        repair.isEmpty()
                                ? ""
                                : " To put it right, run this, and adopt again:%n%s"
                                        .formatted(indented("    ", repair))
                                        .stripTrailing());
    }

    private String success() {
        return "Adopted at %s: %d recorded as run, %d pending.%s%s%s"
                .formatted(
                        revision,
                        adopted.size(),
                        pending,
                        leftAlone.isEmpty() ? "" : "%nLeft alone: %s.".formatted(String.join(", ", leftAlone)),
                        harmless.isEmpty()
                                ? ""
                                : "%nWhat else is different does no harm. This would even it:%n%s"
                                        .formatted(indented("    ", harmless))
                                        .stripTrailing(),
                        obstacles.isEmpty()
                                ? ""
                                : "%nBefore an upgrade, put this right:%n%s"
                                        .formatted(PreflightFailure.text(obstacles)));
    }

    private static String indented(String by, List<String> paragraphs) {
        return paragraphs.stream()
                .flatMap(String::lines)
                .map(line -> "%s%s%n".formatted(by, line))
                .collect(Collectors.joining());
    }
}
