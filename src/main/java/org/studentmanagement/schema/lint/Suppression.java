package org.studentmanagement.schema.lint;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comment in a changeset's file that silences a rule in it: {@code # lint: rule: reason}.
 *
 * @param reason empty where none is given, and then it silences nothing
 */
record Suppression(int line, String rule, String reason) {
    private static final Pattern COMMENT = Pattern.compile("\\s*#\\s*lint:\\s*([^\\s:]*)\\s*:?\\s*(.*?)\\s*");

    static Optional<Suppression> read(String text, int line) {
        Matcher comment = COMMENT.matcher(text);
        return comment.matches()
                ? Optional.of(new Suppression(line, comment.group(1), comment.group(2)))
                : Optional.empty();
    }

    /** The comment, with what its reason has to say in brackets. */
    static String unfilled(String rule, String what) {
        return "# lint: %s: <%s>".formatted(rule, what);
    }

    boolean isUnfilled() {
        return reason.startsWith("<") && reason.endsWith(">");
    }

    boolean covers(LintFinding finding) {
        return rule.equals(finding.rule()) && !reason.isEmpty();
    }
}
