package org.studentmanagement.course;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** 422: the request names courses that do not exist, all of which are listed. */
public class UnknownCourses extends ProblemException {
    private static final long serialVersionUID = 1L;

    public static final String WHEN = "Some of the courses do not exist: nothing was changed";

    public UnknownCourses(Set<Long> unknown, List<Long> asked) {
        this(asked.stream().filter(unknown::contains).toList(), asked);
    }

    @Example(when = WHEN, path = "/api/students/1/courses")
    static UnknownCourses example() {
        return new UnknownCourses(Set.of(9L), List.of(2L, 9L));
    }

    private UnknownCourses(List<Long> ids, List<Long> asked) {
        super(
                UNPROCESSABLE_CONTENT,
                "unknown-courses",
                "Some courses do not exist",
                "No course has the id " + ids.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + ". Nothing was changed; send ids of existing courses only.",
                ids.stream()
                        .map(id -> Problem.Fault.at("/course_ids/" + asked.indexOf(id), "is the id of no course"))
                        .toList());
    }
}
