package org.studentmanagement.course;

import jakarta.enterprise.context.ApplicationScoped;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;

/** The foreign key refuses courses of a term that is not there, and the deletion of one with courses. */
@ApplicationScoped
class TermOfCourse implements ConstraintRefusal {
    @Override
    public String constraint() {
        return "courses_term_id_fkey";
    }

    @Override
    public ProblemException explain(Row row) {
        return row instanceof Course course
                ? new UnknownTerm(course.termId)
                : new StillHasCourses(Course.count("termId", row.id));
    }
}
