package org.studentmanagement.schema.deploy;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/** One part of a deployment that has ended. The duration is in milliseconds. */
@RegisterForReflection
record DeployStep(String step, Outcome outcome, long durationMs, String detail) {
    enum Outcome {
        DONE,
        FAILED,
        SKIPPED;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
