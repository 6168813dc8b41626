package org.studentmanagement.grading;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** 412 or 422, whichever the first refused mark gets by itself: one is refused, and all or nothing was asked for. */
class MarksRefused extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN =
            "A mark is refused, and all or nothing was asked for: errors names each. Nothing was stored";

    private static final String REASON = "reason-required";

    private MarksRefused(MarksResponse.Item first, List<Problem.Fault> faults) {
        super(
                first.status(),
                first.problem(),
                "Marks are refused",
                "%d of the marks are refused; errors lists them. Nothing was stored; correct them or leave them out, or, of a sheet, send \"atomic\": false."
                        .formatted(faults.size()),
                faults);
    }

    @Example(when = WHEN, name = "stale-mark", path = "/api/tests/1/marks")
    static MarksRefused stale() {
        return of(List.of(new Marking.Decision(1L, "STALE", 1L, BigDecimal.ONE)));
    }

    @Example(when = WHEN, path = "/api/tests/1/marks")
    static MarksRefused above() {
        return of(List.of(new Marking.Decision(1L, "ABOVE", 0L, BigDecimal.valueOf(100))));
    }

    @Example(when = WHEN, path = "/api/tests/1/marks")
    static MarksRefused notOnSheet() {
        return of(List.of(new Marking.Decision(1L, "NOT_ON_SHEET", 0L, BigDecimal.ONE)));
    }

    @Example(when = WHEN, path = "/api/tests/1/marks")
    static MarksRefused repeated() {
        return of(List.of(new Marking.Decision(1L, "REPEATED", 0L, BigDecimal.ONE)));
    }

    @Example(when = WHEN, name = "no-student-to-mark", path = "/api/tests/1/marks")
    static MarksRefused unknown() {
        return of(List.of(new Marking.Decision(null, "NO_STUDENT", 0L, BigDecimal.ONE)));
    }

    @Example(when = WHEN, path = "/api/tests/1/marks")
    static MarksRefused withoutReason() {
        return of(List.of(new Marking.Decision(1L, "NO_REASON", 1L, BigDecimal.ONE)));
    }

    private static MarksRefused of(List<Marking.Decision> refused) {
        List<Problem.Fault> faults = new ArrayList<>();
        MarksResponse.Item first = null;
        for (int place = 0; place < refused.size(); place++) {
            MarksResponse.Item item = item(refused.get(place));
            if (item.refused()) {
                first = first == null ? item : first;
                faults.add(Problem.Fault.at("/marks/" + place, item.detail()));
            }
        }
        return first == null ? null : new MarksRefused(first, faults);
    }

    static void unlessAccepted(List<Marking.Decision> decisions) {
        MarksRefused refused = of(decisions);
        if (refused != null) {
            throw refused;
        }
    }

    static MarksResponse.Item item(Marking.Decision decision) {
        return switch (decision.outcome()) {
            case "ADDED" -> item(decision, StatusCode.CREATED, null, null);
            case "CHANGED", "KEPT" -> item(decision, StatusCode.OK, null, null);
            case "NO_STUDENT" -> item(decision, UNPROCESSABLE_CONTENT, "unknown-student", "is of no student");
            case "REPEATED" ->
                item(
                        decision,
                        UNPROCESSABLE_CONTENT,
                        "repeated",
                        "is of a student who is named before: send one mark of each");
            case "ABOVE" ->
                item(
                        decision,
                        UNPROCESSABLE_CONTENT,
                        "score-above-maximum",
                        "has a score above the maximum of the test: send at most "
                                + decision.maximum().toPlainString());
            case "STALE" ->
                item(
                        decision,
                        StatusCode.PRECONDITION_FAILED,
                        "stale",
                        "has changed meanwhile: read it again, and send the version that it has now");
            case "NO_REASON" ->
                item(
                        decision,
                        UNPROCESSABLE_CONTENT,
                        REASON,
                        "is of a test that was published: send a reason for changing it");
            default ->
                item(
                        decision,
                        UNPROCESSABLE_CONTENT,
                        "not-on-sheet",
                        "is of a student who neither takes the course nor is in the class");
        };
    }

    private static MarksResponse.Item item(Marking.Decision decision, int status, String problem, String detail) {
        return new MarksResponse.Item(decision.student(), status, problem, detail, decision.version());
    }
}
