package org.studentmanagement.notice;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.studentmanagement.api.Cause;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;
import org.studentmanagement.course.Course;
import org.studentmanagement.schoolclass.SchoolClass;
import org.studentmanagement.student.Student;

/** What the school tells its students. Whom it concerns is looked for when they ask, so that it costs one row. */
@Entity
@Table(
        name = "notices",
        indexes = {
            @Index(columnList = "class_id"),
            @Index(columnList = "course_id"),
            @Index(columnList = "student_id"),
            @Index(columnList = "audience, shown_until"),
            @Index(columnList = "shown_from, id")
        })
class Notice extends Row {
    /** Few, found by what they are to: among all in their order they would be looked for one by one. */
    private static final String TO_THOSE_OF_A_TEACHER = """
            SELECT n.id FROM course_teachers t JOIN notices n ON n.course_id = t.course_id WHERE t.teacher_id = %1$s
            UNION ALL SELECT n.id FROM class_teachers t JOIN notices n ON n.class_id = t.class_id WHERE t.teacher_id = %1$s""";

    @Column(nullable = false, columnDefinition = "text")
    String audience;

    @Column(name = "class_id")
    Long classId;

    @Column(name = "course_id")
    Long courseId;

    @Column(name = "student_id")
    Long studentId;

    /** By what files know it, drawn by the database unless a file has brought it. */
    @Generated
    @Column(nullable = false, length = NoticeValues.NUMBER_LENGTH, unique = true, insertable = false, updatable = false)
    String number;

    @Column(nullable = false, length = NoticeValues.TITLE_LENGTH)
    String title;

    @Column(nullable = false, length = NoticeValues.BODY_LENGTH)
    String body;

    @Column(nullable = false)
    Instant shownFrom;

    /** Null where for ever. */
    Instant shownUntil;

    /** Whether it is to be put before whatever the student wants to see. */
    @Column(nullable = false)
    boolean popup;

    @Column(nullable = false, updatable = false, columnDefinition = "text")
    String createdBy;

    /** Says the foreign key, and is read by nobody, as the two below. */
    @ManyToOne(fetch = FetchType.LAZY)
    @OnDelete(action = OnDeleteAction.CASCADE)
    @JoinColumn(
            name = "class_id",
            insertable = false,
            updatable = false,
            foreignKey = @ForeignKey(name = "notices_class_id_fkey"))
    SchoolClass schoolClass;

    @ManyToOne(fetch = FetchType.LAZY)
    @OnDelete(action = OnDeleteAction.CASCADE)
    @JoinColumn(
            name = "course_id",
            insertable = false,
            updatable = false,
            foreignKey = @ForeignKey(name = "notices_course_id_fkey"))
    Course course;

    @ManyToOne(fetch = FetchType.LAZY)
    @OnDelete(action = OnDeleteAction.CASCADE)
    @JoinColumn(
            name = "student_id",
            insertable = false,
            updatable = false,
            foreignKey = @ForeignKey(name = "notices_student_id_fkey"))
    Student student;

    /** @param teacher to whose courses and classes the caller is bound, or null */
    static Uni<Page<NoticeResponse>> list(NoticeQuery query, Long teacher) {
        return Listing.of(NoticeResponse.class, "notices", query)
                .sortedBy("shown_from", "r.shown_from", Instant.class, NoticeResponse::shownFrom)
                .where("r.audience = %s", query.audience)
                .where("r.class_id = %s", query.classId)
                .where("r.course_id = %s", query.courseId)
                .where("r.student_id = %s", query.studentId)
                .where("r.id = ANY(ARRAY(" + TO_THOSE_OF_A_TEACHER + "))", teacher)
                .page(query);
    }

    @PrePersist
    void sign() {
        createdBy = Cause.of(null).actor();
    }

    /** Whom it concerns stays: who has seen it would else be said to have seen what was for others. */
    void set(NoticeRequest request) {
        if (id != null && !whom(request).equals(whom())) {
            throw ProblemException.invalid(List.of(
                    Problem.Fault.at("/audience", "stays as it is, and who it is: delete it and write another")));
        }
        audience = request.audience();
        classId = request.classId();
        courseId = request.courseId();
        studentId = request.studentId();
        title = request.title();
        body = request.body();
        shownFrom = request.shownFrom();
        shownUntil = request.shownUntil();
        popup = request.popup();
    }

    private List<Object> whom() {
        return Arrays.asList(audience, classId, courseId, studentId);
    }

    private static List<Object> whom(NoticeRequest request) {
        return Arrays.asList(request.audience(), request.classId(), request.courseId(), request.studentId());
    }
}
