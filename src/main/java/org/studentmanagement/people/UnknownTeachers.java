package org.studentmanagement.people;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** 422: the request names teachers who do not exist, all of whom are listed. */
public class UnknownTeachers extends ProblemException {
    private static final long serialVersionUID = 1L;

    public static final String WHEN = "Some of the teachers do not exist: nothing was changed";

    public UnknownTeachers(Set<Long> unknown, List<Long> asked) {
        super(
                UNPROCESSABLE_CONTENT,
                "unknown-teachers",
                "Some teachers do not exist",
                "No teacher has the id "
                        + asked.stream()
                                .filter(unknown::contains)
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "))
                        + ". Nothing was changed; send ids of existing teachers only.",
                asked.stream()
                        .filter(unknown::contains)
                        .map(id -> Problem.Fault.at("/teacher_ids/" + asked.indexOf(id), "is the id of no teacher"))
                        .toList());
    }

    @Example(when = WHEN, path = "/api/courses/1/teachers")
    static UnknownTeachers example() {
        return new UnknownTeachers(Set.of(9L), List.of(2L, 9L));
    }
}
