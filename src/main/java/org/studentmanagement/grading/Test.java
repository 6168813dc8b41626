package org.studentmanagement.grading;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;
import org.studentmanagement.course.Course;
import org.studentmanagement.schoolclass.SchoolClass;

/** What students of a course, or of a class, are marked for: an exam, a piece of coursework. */
@Entity
@Table(
        name = "tests",
        uniqueConstraints = @UniqueConstraint(columnNames = {"id", "maximum"}),
        indexes = {
            @Index(columnList = "course_id"),
            @Index(columnList = "class_id"),
            @Index(columnList = "held_on, id"),
            @Index(columnList = "category")
        })
class Test extends Row {
    @Column(nullable = false, length = TestValues.CODE_LENGTH, unique = true)
    String code;

    @Column(nullable = false, length = TestValues.TITLE_LENGTH)
    String title;

    @Column(nullable = false, length = TestValues.CATEGORY_LENGTH)
    String category;

    /** Either this or the class. */
    @Column(name = "course_id")
    Long courseId;

    @Column(name = "class_id")
    Long classId;

    @Column(nullable = false)
    LocalDate heldOn;

    @Column(nullable = false, columnDefinition = "numeric(7,2)")
    BigDecimal maximum;

    @Column(nullable = false, columnDefinition = "numeric(7,2)")
    BigDecimal weight;

    /** Null of a draft. */
    @Column(insertable = false, updatable = false)
    Instant publishedAt;

    /** Null of one that never became a draft again. */
    @Column(insertable = false, updatable = false)
    Instant withdrawnAt;

    /** Says the foreign key, and is read by nobody. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(
            name = "course_id",
            insertable = false,
            updatable = false,
            foreignKey = @ForeignKey(name = "tests_course_id_fkey"))
    Course course;

    /** As well. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(
            name = "class_id",
            insertable = false,
            updatable = false,
            foreignKey = @ForeignKey(name = "tests_class_id_fkey"))
    SchoolClass schoolClass;

    /** @param teacher to whose courses and classes the caller is bound, or null */
    static Uni<Page<TestResponse>> list(TestQuery query, Long teacher) {
        return Listing.of(TestResponse.class, "tests", query)
                .sortedBy("held_on", "r.held_on", LocalDate.class, TestResponse::heldOn)
                .where("r.code = %s", query.code)
                .where("r.course_id = %s", query.courseId)
                .where("r.class_id = %s", query.classId)
                .where("r.category = %s", query.category)
                .where("(r.published_at IS NOT NULL) = %s", query.published)
                .where(
                        "(r.course_id IN (SELECT ct.course_id FROM course_teachers ct WHERE ct.teacher_id = %1$s)"
                                + " OR r.class_id IN (SELECT ct.class_id FROM class_teachers ct WHERE ct.teacher_id = %1$s))",
                        teacher)
                .page(query);
    }

    /** Whose test it is stays: there are marks of those students. */
    void set(TestRequest request) {
        List<Problem.Fault> faults = new ArrayList<>();
        if (id != null) {
            stays(faults, "/course_id", courseId, request.courseId());
            stays(faults, "/class_id", classId, request.classId());
        } else if ((request.courseId() == null) == (request.classId() == null)) {
            faults.add(Problem.Fault.at("", "must have either a course_id or a class_id"));
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        code = request.code();
        title = request.title();
        category = request.category();
        courseId = request.courseId();
        classId = request.classId();
        heldOn = request.heldOn();
        // with the decimals with which it is read again
        maximum = request.maximum().setScale(TestValues.DECIMALS);
        weight = request.weight().setScale(TestValues.DECIMALS);
    }

    private static void stays(List<Problem.Fault> faults, String pointer, Long stored, Long asked) {
        if (!Objects.equals(stored, asked)) {
            faults.add(Problem.Fault.at(pointer, "must stay as it is: store another test for others"));
        }
    }
}
