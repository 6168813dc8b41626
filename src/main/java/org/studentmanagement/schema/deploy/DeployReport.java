package org.studentmanagement.schema.deploy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.Table;

/**
 * How a deployment went.
 *
 * @param from the revision at which it began; null where that could not be read
 * @param fault what it was stopped by; null if it was not
 */
public record DeployReport(
        @JsonIgnore int exitCode,
        boolean deployed,
        String from,
        String revision,
        Path backup,
        List<Step> steps,
        String fault,
        List<String> stands)
        implements Document {
    /** One part of it that has ended. The duration is in milliseconds. */
    @RegisterForReflection
    public record Step(String step, Outcome outcome, long durationMs, String detail) {}

    public enum Outcome {
        DONE,
        FAILED,
        SKIPPED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        Table table = new Table("step", "outcome", "seconds", "detail");
        steps.forEach(step ->
                table.row(step.step(), step.outcome(), Math.round(step.durationMs() / 100.0) / 10.0, step.detail()));
        StringBuilder text = new StringBuilder(table.toString()).append("%n%n".formatted());
        if (fault != null) {
            text.append("%s%n%n".formatted(fault.stripTrailing()));
        }
        return text.append(String.join("%n".formatted(), stands)).toString();
    }
}
