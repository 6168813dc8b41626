package org.studentmanagement.schema.rehearsal;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.studentmanagement.schema.rehearsal.RehearsalStep.Way;
import org.studentmanagement.terminal.Refused;

/**
 * A report as one page that needs nothing else: the verdict, the drawing of the locks, and the figures. Its templates, which
 * ask for what is public here, are in {@code src/main/resources/schema}.
 */
@RegisterForReflection
public record RehearsalPage(RehearsalReport report) {
    /** Commands run without Quarkus, and so have an engine of their own. */
    String html() {
        return Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new Writing())
                .addLocator(name -> Optional.of(new BundledTemplate(name)))
                .build()
                .getTemplate("rehearsal.html")
                .render(this);
    }

    /** A rehearsal takes its time; it would be a pity to learn afterwards that its page cannot be written. */
    public static void requireWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw Refused.usage("%s cannot be written: name a file in a folder that is there.", file);
        }
    }

    public void write(Path file) {
        try {
            Files.writeString(file, html());
        } catch (IOException e) {
            throw Refused.failed("%s cannot be written: %s", file, e.getMessage());
        }
    }

    public Instant taken() {
        return report.taken().truncatedTo(ChronoUnit.SECONDS);
    }

    public String longestStopOfReads() {
        return longest(LockConflict.READS_AND_WRITES);
    }

    public String longestStopOfWrites() {
        return longest(LockConflict.WRITES);
    }

    public String rowsChanged() {
        return HumanReadable.count(report.steps()
                .filter(step -> step.way() == Way.UP)
                .mapToLong(RehearsalStep::rows)
                .sum());
    }

    /** What has grown stays; what a revision takes besides is given back at its end. */
    public String diskAtMost() {
        long grown = 0;
        long peak = 0;
        for (RehearsalStep up :
                report.steps().filter(step -> step.way() == Way.UP).toList()) {
            peak = Math.max(peak, grown + up.peak());
            grown += up.growth();
        }
        return HumanReadable.bytes(peak);
    }

    public String copied() {
        return HumanReadable.count(report.rows(), "row") + ", " + HumanReadable.bytes(report.bytes());
    }

    public LockTimeline timeline() {
        return LockTimeline.of(report);
    }

    private String longest(LockConflict least) {
        return report.longest(least).map(lock -> HumanReadable.of(lock.held())).orElse("none");
    }

    /** Escapes what it does not know. */
    private static final class Writing extends HtmlEscaper {
        Writing() {
            super(List.of(Variant.TEXT_HTML));
        }

        @Override
        public String map(Object result, Expression expression) {
            if (result instanceof Duration duration) {
                return HumanReadable.of(duration);
            }
            return result instanceof Double number ? HumanReadable.tenths(number) : super.map(result, expression);
        }
    }

    private record BundledTemplate(String name) implements TemplateLocation {
        @Override
        public Reader read() {
            return new InputStreamReader(
                    RehearsalPage.class.getResourceAsStream("/schema/" + name), StandardCharsets.UTF_8);
        }

        /** All that is written into the page is escaped. */
        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(Variant.forContentType(Variant.TEXT_HTML));
        }
    }
}
