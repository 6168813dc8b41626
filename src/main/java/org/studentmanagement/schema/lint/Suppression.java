package org.studentmanagement.schema.lint;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comment in a changeset's file that silences a rule in it: {@code # lint: rule: reason}.
 *
 * @param reason empty where none is given, and then it silences nothing
 */
record Suppression(int line, String rule, String reason) {
    /** What a reason says where nothing else is asked of it. */
    static final String SOME_TIME = "why nobody suffers, or when it runs that nobody does";

    private static final Pattern COMMENT = Pattern.compile("\\s*#\\s*lint:\\s*([^\\s:]*)\\s*:?\\s*(.*?)\\s*");

    static Optional<Suppression> read(String text, int line) {
        Matcher comment = COMMENT.matcher(text);
        return comment.matches()
                ? Optional.of(new Suppression(line, comment.group(1), comment.group(2)))
                : Optional.empty();
    }

    /** The comment that silences a finding, with what its reason has to say in brackets. */
    static String unfilled(LintFinding finding) {
        String rule = "# lint: " + finding.rule() + ": ";
        String reason = finding.safe().stream()
                .filter(line -> line.startsWith(rule))
                .map(line -> line.substring(rule.length()))
                .findFirst()
                .orElse(SOME_TIME);
        return "%s<%s>".formatted(rule, reason);
    }

    private boolean isUnfilled() {
        return reason.startsWith("<") && reason.endsWith(">");
    }

    boolean covers(LintFinding finding) {
        return rule.equals(finding.rule()) && !reason.isEmpty();
    }

    /** Whether one that depends on the number of rows is of use is known only with a database. */
    boolean isUseless(List<LintFinding> findings) {
        return reason.isEmpty()
                || isUnfilled()
                || !rule.equals(Rule.UNBATCHED) && findings.stream().noneMatch(this::covers);
    }

    LintFinding finding(ParsedChangeset changeset) {
        String detail = "Nothing here breaks %s: remove the comment.".formatted(rule);
        List<String> safe = List.of();
        if (Rule.of(rule) == null) {
            detail = "There is no rule '%s'.".formatted(rule);
            safe = Suggestion.reason("<rule>", "<reason>").lines();
        } else if (reason.isEmpty()) {
            detail = "It says no reason.";
            safe = Suggestion.reason(rule, "<reason>").lines();
        } else if (isUnfilled()) {
            detail = "Its reason is not filled in: say in its place %s."
                    .formatted(reason.substring(1, reason.length() - 1));
        }
        Rule useless = Rule.of("silence-without-use");
        String comment = changeset.lines().get(line - 1).strip();
        return LintFinding.of(changeset, line, useless.id(), comment, useless.why() + " " + detail, safe);
    }
}
