package org.studentmanagement.schema.verify;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Locale;
import org.studentmanagement.schema.catalog.Rows;

/**
 * Something that is wrong with what is stored.
 *
 * @param rows in how many rows; null where it is not about rows
 * @param mend the SQL that puts it right; null where there is none that is right for sure
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IntegrityFinding(
        Kind kind, String object, String sentence, Long rows, List<String> examples, String query, String mend) {
    private static final int EXAMPLES = 5;

    static IntegrityFinding of(Kind kind, String object, String sentence, String mend) {
        return new IntegrityFinding(kind, object, sentence, null, List.of(), null, mend);
    }

    /** One about the rows that a query has found; about none, if it has found none. */
    static IntegrityFinding of(Kind kind, String object, String sentence, Rows rows, String mend) {
        return rows.none()
                ? of(kind, object, sentence, mend)
                : new IntegrityFinding(kind, object, sentence, rows.count(), rows.examples(), rows.query() + ";", mend);
    }

    public String text() {
        StringBuilder text = new StringBuilder("%s: %s".formatted(object, sentence));
        examples.stream().limit(EXAMPLES).forEach(example -> line(text, example));
        if (rows != null && rows > EXAMPLES) {
            line(text, "and %d more".formatted(rows - EXAMPLES));
        }
        if (query != null) {
            line(text, "all of them: " + query);
        }
        if (mend != null) {
            line(text, "to mend it: " + mend);
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String content) {
        text.append("%n    ".formatted()).append(content.strip().replaceAll("\\s*\n\\s*", " "));
    }

    public enum Kind {
        ORPHANS,
        CONSTRAINT_NOT_VALID,
        INDEX_INVALID,
        SEQUENCE_BEHIND,
        TRIGGER_DISABLED,
        CHANGESET_CHECK;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
