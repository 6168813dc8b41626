package org.studentmanagement.schema.drift;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.studentmanagement.schema.drift.Difference.State;

/**
 * Differences that neither the rows, nor the service, nor a later changeset feels: a further index, a comment, how a table is
 * stored and replicated, and whether an id comes from an identity column or from a sequence of its own.
 */
public final class HarmlessDifferences {
    private static final Set<String> ALWAYS = Set.of("comment", "storage option", "identity options");

    private static final Pattern NUMBERED = Pattern.compile(
            "GENERATED (ALWAYS|BY DEFAULT) AS IDENTITY|DEFAULT nextval\\('\"?(?<sequence>[^']+?)\"?'::regclass\\)");

    private HarmlessDifferences() {}

    /** Whether it is one, among all differences of the same database. */
    public static boolean is(Difference difference, List<Difference> all) {
        return switch (difference.kind()) {
            case "column" -> numbering(difference) != null;
            case "sequence", "owned by" ->
                all.stream()
                        .filter(other -> other.table().equals(difference.table()))
                        .anyMatch(other -> difference.name().equals(numbering(other)));
            case "index" ->
                difference.state() == State.ADDED && !difference.found().startsWith("CREATE UNIQUE");
            case "replica identity" ->
                difference.found() == null || !difference.found().startsWith("USING");
            default -> ALWAYS.contains(difference.kind());
        };
    }

    /** Whether it is what others have hung on a table, which rows can do without: nobody's fault, and nothing to even. */
    public static boolean isAside(Difference difference) {
        if (difference.state() != State.ADDED) {
            return false;
        }
        return switch (difference.kind()) {
            case "column" ->
                !difference.found().contains("NOT NULL") || difference.found().matches("(?s).*(DEFAULT|GENERATED) .*");
            case "trigger", "trigger state", "sequence", "owned by" -> true;
            default -> false;
        };
    }

    /** The sequence that only one side has, where a column differs in nothing but where its numbers come from. */
    private static String numbering(Difference difference) {
        if (!difference.kind().equals("column") || difference.state() != State.CHANGED) {
            return null;
        }
        Matcher found = NUMBERED.matcher(difference.found());
        Matcher expected = NUMBERED.matcher(difference.expected());
        if (!found.find() || !expected.find() || !found.replaceAll("#").equals(expected.replaceAll("#"))) {
            return null;
        }
        found.reset().find();
        expected.reset().find();
        String before = found.group("sequence");
        String after = expected.group("sequence");
        return after == null ? before : before == null ? after : null;
    }
}
