package org.studentmanagement.enrollment;

import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.student.StudentLeft;

/** 409 or 422, whichever the first refused item would have got by itself: one of a batch that is all or nothing is refused. */
class BatchRefused extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN =
            "One is refused, and all or nothing was asked for: errors names each. Nothing was stored";

    BatchRefused(BatchResponse.Item first, List<Problem.Fault> faults) {
        super(
                first.status(),
                first.problem(),
                "Enrollments are refused",
                "%d of the enrollments are refused; errors lists them. Nothing was stored; leave them out, or send \"atomic\": false."
                        .formatted(faults.size()),
                faults);
    }

    static void unlessAccepted(List<EnrollmentBatch.Decision> decisions) {
        BatchResponse.Item first = null;
        List<Problem.Fault> faults = new ArrayList<>();
        for (int index = 0; index < decisions.size(); index++) {
            BatchResponse.Item item = item(decisions.get(index));
            if (item.refused()) {
                first = first == null ? item : first;
                faults.add(new Problem.Fault("/enrollments/" + index, null, item.detail(), item.place()));
            }
        }
        if (first != null) {
            throw new BatchRefused(first, faults);
        }
    }

    static BatchResponse.Item item(EnrollmentBatch.Decision decision) {
        return switch (decision.outcome()) {
            case "ADDED" -> done(decision, StatusCode.CREATED);
            case "KEPT" -> done(decision, StatusCode.OK);
            case "WAITING" -> done(decision, StatusCode.ACCEPTED);
            case "NO_STUDENT" -> unknown(decision, "unknown-student", "is of no student");
            case "UNKNOWN" -> unknown(decision, "unknown-courses", "is of no course");
            case "LEFT" ->
                new BatchResponse.Item(
                        decision.student(),
                        decision.course(),
                        StatusCode.CONFLICT,
                        StudentLeft.KIND,
                        "is of a student who has left school",
                        null);
            default ->
                new BatchResponse.Item(
                        decision.student(),
                        decision.course(),
                        StatusCode.CONFLICT,
                        EnrollmentRefused.kind(decision.verdict()),
                        EnrollmentRefused.reason(decision.verdict()),
                        decision.place());
        };
    }

    private static BatchResponse.Item done(EnrollmentBatch.Decision decision, int status) {
        return new BatchResponse.Item(decision.student(), decision.course(), status, null, null, decision.place());
    }

    private static BatchResponse.Item unknown(EnrollmentBatch.Decision decision, String problem, String detail) {
        return new BatchResponse.Item(
                decision.student(), decision.course(), UNPROCESSABLE_CONTENT, problem, detail, null);
    }
}
