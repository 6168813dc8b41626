package org.studentmanagement.schoolclass;

import java.time.LocalDate;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** 409: some members of a class cannot go into the other, so that nobody does. */
class PromotionRefused extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "Some members cannot go into the class: errors says who, and why. Nothing was changed";

    private PromotionRefused(List<Problem.Fault> faults) {
        super(
                StatusCode.CONFLICT,
                "promotion-refused",
                "Some members cannot go into the class",
                ("Members that cannot go: %d. Nothing was changed; name them in except, send a later day,"
                                + " or \"keep_roll_numbers\": false.")
                        .formatted(faults.size()),
                faults);
    }

    @Example(when = WHEN, path = "/api/classes/1/promotion")
    static PromotionRefused example() {
        return of(List.of(
                new Promotion.Judged(
                        1L, "11391", "Ada Lovelace", "TAKEN", 7, LocalDate.parse("2026-09-01"), "Alan Turing (23629)"),
                new Promotion.Judged(2L, "28400", "Grace Hopper", "EARLY", 8, LocalDate.parse("2027-10-01"), null)));
    }

    static PromotionRefused of(List<Promotion.Judged> refused) {
        return new PromotionRefused(refused.stream()
                .map(one -> Problem.Fault.of(
                        "student_id",
                        "%d, %s (%s), %s"
                                .formatted(
                                        one.studentId(),
                                        one.name(),
                                        one.number(),
                                        one.outcome().equals("TAKEN")
                                                ? "has roll number %d, which in that class is that of %s"
                                                        .formatted(one.rollNumber(), one.holder())
                                                : "has joined the class on %s only".formatted(one.joinedOn()))))
                .toList());
    }
}
