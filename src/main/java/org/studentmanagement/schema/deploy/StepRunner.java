package org.studentmanagement.schema.deploy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.schema.deploy.DeployReport.Outcome;
import org.studentmanagement.schema.run.ProgressObserver;

/** Runs one step after the other, says so, and keeps how each went. */
final class StepRunner {
    private static final String FAILED = "told below";

    interface Work {
        String run() throws SQLException;
    }

    private final ProgressObserver operator;
    private final List<DeployReport.Step> ended = new ArrayList<>();

    StepRunner(ProgressObserver operator) {
        this.operator = operator;
    }

    void run(String name, Work work) throws SQLException {
        operator.note(name + ":");
        Instant start = Instant.now();
        Outcome outcome = Outcome.FAILED;
        String detail = FAILED;
        try {
            detail = work.run();
            outcome = Outcome.DONE;
        } finally {
            Duration duration = Duration.between(start, Instant.now());
            operator.end();
            ended.add(new DeployReport.Step(name, outcome, duration.toMillis(), detail));
            operator.note("     %s in %.1f s%s"
                    .formatted(outcome, duration.toMillis() / 1000.0, outcome == Outcome.DONE ? ", " + detail : ""));
        }
    }

    void skip(String name, String why) {
        ended.add(new DeployReport.Step(name, Outcome.SKIPPED, 0, why));
    }

    List<DeployReport.Step> ended() {
        return List.copyOf(ended);
    }
}
