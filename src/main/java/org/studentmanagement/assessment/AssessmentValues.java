package org.studentmanagement.assessment;

import io.quarkus.arc.Arc;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.math.BigDecimal;
import java.util.Set;

/** What the values of assessments and their results must be. The lengths are those of the columns, in code points. */
final class AssessmentValues {
    static final int TITLE_LENGTH = 200;
    static final int TEXT_LENGTH = 4000;
    static final int STATUS_LENGTH = 60;

    /** More than a platform's floating point has. */
    static final int DIGITS = 20;

    static final int DECIMALS = 18;

    static final String A_NUMBER = "must have at most 20 digits before the point and 18 behind it";

    /** Those of OneRoster, and what schools agree on besides. */
    static final String STATUS = "exempt|fully graded|not submitted|partially graded|submitted|ext:[A-Za-z0-9._-]+";

    static final String A_STATUS =
            "must be exempt, fully graded, not submitted, partially graded, submitted, or a word of your own like ext:late";

    private AssessmentValues() {}

    static <T> void check(T sent) {
        Set<ConstraintViolation<T>> violations =
                Arc.container().instance(Validator.class).get().validate(sent);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
    }

    /** As a statement takes it. */
    static String plain(BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }
}
