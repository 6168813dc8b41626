package org.studentmanagement.schema.lint;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** An error makes {@code lint} fail. */
enum Severity {
    ERROR,
    WARNING,
    NOTE;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
