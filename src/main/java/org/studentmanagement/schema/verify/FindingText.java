package org.studentmanagement.schema.verify;

import java.util.List;

/** A finding as an operator reads it. */
public final class FindingText {
    private static final int EXAMPLES = 5;

    private FindingText() {}

    public static String of(Finding finding) {
        StringBuilder text = new StringBuilder("%s: %s".formatted(finding.object(), finding.sentence()));
        List<String> examples = finding.examples();
        examples.stream().limit(EXAMPLES).forEach(example -> line(text, "", example));
        if (finding.rows() != null && finding.rows() > EXAMPLES) {
            line(text, "", "and %d more".formatted(finding.rows() - EXAMPLES));
        }
        if (finding.query() != null) {
            line(text, "all of them: ", finding.query());
        }
        if (finding.mend() != null) {
            line(text, "to mend it: ", finding.mend());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String content) {
        text.append("%n    ".formatted()).append(label).append(content.strip().replaceAll("\\s*\n\\s*", " "));
    }
}
