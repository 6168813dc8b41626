package org.studentmanagement.schoolclass;

import java.time.LocalDate;
import java.util.List;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** 422: on that day the class of the student cannot have changed. */
public class UnfitDay extends ProblemException {
    private static final long serialVersionUID = 1L;

    public static final String WHEN = "The day is to come, or before that of the change before: nothing was changed";

    private UnfitDay(String where, String sentence, String fault) {
        super(
                UNPROCESSABLE_CONTENT,
                "unfit-day",
                "The class cannot have changed on that day",
                sentence + " Nothing was changed.",
                List.of(where.startsWith("/") ? Problem.Fault.at(where, fault) : Problem.Fault.of(where, fault)));
    }

    @Example(when = WHEN, path = "/api/students/1/class")
    static UnfitDay example() {
        return before("/on", LocalDate.parse("2026-09-01"));
    }

    static UnfitDay before(String where, LocalDate earliest) {
        return new UnfitDay(
                where,
                "The student joined or left a class on %s: send that day or a later one.".formatted(earliest),
                "must be %s or later".formatted(earliest));
    }

    static UnfitDay after(String where, LocalDate latest) {
        return new UnfitDay(
                where,
                "A change of classes is stored when its day has come: send %s or an earlier one.".formatted(latest),
                "must be %s or earlier".formatted(latest));
    }
}
