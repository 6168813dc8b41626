package org.studentmanagement;

import java.util.List;
import org.studentmanagement.course.CourseSheet;
import org.studentmanagement.enrollment.EnrollmentSheet;
import org.studentmanagement.student.StudentSheet;
import org.studentmanagement.transfer.Sheet;

/** What can be imported. */
public final class Sheets {
    /** In this order: enrollments are checked against the students and courses that come with them. */
    public static final List<Sheet> ALL = List.of(new StudentSheet(), new CourseSheet(), new EnrollmentSheet());

    private Sheets() {}
}
