package org.studentmanagement;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.studentmanagement.billing.FeeSheet;
import org.studentmanagement.billing.PaymentSheet;
import org.studentmanagement.course.CourseSheet;
import org.studentmanagement.departure.DepartureSheet;
import org.studentmanagement.enrollment.EnrollmentSheet;
import org.studentmanagement.grading.MarkSheet;
import org.studentmanagement.grading.TestSheet;
import org.studentmanagement.material.MaterialSheet;
import org.studentmanagement.notice.NoticeSheet;
import org.studentmanagement.oneroster.OneRosterFiles;
import org.studentmanagement.people.TeacherSheet;
import org.studentmanagement.profile.ProfileSheet;
import org.studentmanagement.schoolclass.ClassMemberSheet;
import org.studentmanagement.schoolclass.ClassTeacherSheet;
import org.studentmanagement.schoolclass.SchoolClassSheet;
import org.studentmanagement.student.StudentSheet;
import org.studentmanagement.term.TermSheet;
import org.studentmanagement.transfer.Archive;
import org.studentmanagement.transfer.Sheet;

/** What can be imported and exported. */
@Singleton
public final class Sheets {
    /** In this order: courses are checked against the terms that come with them, enrollments against the students and courses. */
    @Produces
    @Singleton
    public static final List<Sheet> ALL = List.of(
            new StudentSheet(),
            new ProfileSheet(),
            new TeacherSheet(),
            new TermSheet(),
            new CourseSheet(),
            new EnrollmentSheet(),
            new SchoolClassSheet(),
            new ClassMemberSheet(),
            new ClassTeacherSheet(),
            new TestSheet(),
            new MarkSheet(),
            new FeeSheet(),
            new PaymentSheet(),
            new DepartureSheet(),
            new NoticeSheet(),
            new MaterialSheet());

    /** The same in the form of another software. */
    @Produces
    @Singleton
    public static final Archive ARCHIVE = new OneRosterFiles();

    Sheets() {}
}
