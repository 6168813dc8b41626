package org.studentmanagement.material;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.Row;
import org.studentmanagement.course.Course;
import org.studentmanagement.schoolclass.SchoolClass;
import org.studentmanagement.store.StoredFile;

/** Something to learn from: a file or a link, for a course, a class or all. {@link MaterialFiles} stores the file. */
@Entity
@Table(
        name = "materials",
        indexes = {@Index(columnList = "course_id"), @Index(columnList = "class_id"), @Index(columnList = "file_id")})
public class Material extends Row {
    /** What is for all, and for the courses and the class of a student, who is {@code %1$s}. */
    public static final String FOR_STUDENT = "(r.course_id IS NULL AND r.class_id IS NULL"
            + " OR r.course_id IN (SELECT e.course_id FROM student_courses e WHERE e.student_id = %1$s)"
            + " OR r.class_id IN (SELECT m.class_id FROM class_members m WHERE m.student_id = %1$s AND m.left_on IS NULL))";

    /** By what files know it, drawn by the database unless a file has brought it. */
    @Generated
    @Column(
            nullable = false,
            length = MaterialValues.NUMBER_LENGTH,
            unique = true,
            insertable = false,
            updatable = false)
    String number;

    @Column(nullable = false, length = MaterialValues.TITLE_LENGTH)
    String title;

    @Column(columnDefinition = "text")
    String description;

    /** Where it is, if it is no file. */
    @Column(columnDefinition = "text")
    String url;

    @Column(name = "course_id")
    Long courseId;

    @Column(name = "class_id")
    Long classId;

    /** Null until the file is uploaded. */
    @Column(name = "file_id", insertable = false, updatable = false)
    UUID fileId;

    @Column(length = MaterialValues.FILE_NAME_LENGTH, insertable = false, updatable = false)
    String fileName;

    @Column(insertable = false, updatable = false, columnDefinition = "text")
    String contentType;

    /** In bytes. */
    @Column(insertable = false, updatable = false)
    Long size;

    /** Of the file, in hexadecimal digits. */
    @Column(insertable = false, updatable = false, columnDefinition = "text")
    String sha256;

    /** {@code link}, {@code pdf} or {@code file}, made by the database of the rest. */
    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    @Column(nullable = false, insertable = false, updatable = false, columnDefinition = "text")
    String kind;

    /** Says the foreign key, and is read by nobody. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(
            name = "course_id",
            insertable = false,
            updatable = false,
            foreignKey = @ForeignKey(name = "materials_course_id_fkey"))
    Course course;

    /** Likewise. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(
            name = "class_id",
            insertable = false,
            updatable = false,
            foreignKey = @ForeignKey(name = "materials_class_id_fkey"))
    SchoolClass schoolClass;

    /** Likewise. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(
            name = "file_id",
            insertable = false,
            updatable = false,
            foreignKey = @ForeignKey(name = "materials_file_id_fkey"))
    StoredFile file;

    static Uni<Page<MaterialResponse>> list(MaterialQuery query) {
        return listing(query).page(query);
    }

    /** What is for all, and for the courses and the class of the student. */
    static Uni<Page<MaterialResponse>> of(long student, MaterialQuery query) {
        return listing(query).where(FOR_STUDENT, student).page(query);
    }

    private static Listing<MaterialResponse> listing(MaterialQuery query) {
        return Listing.of(MaterialResponse.class, "materials", query)
                .sortedBy("title", "r.title", String.class, MaterialResponse::title)
                .mentioning(query.q, "r.title")
                .where("r.course_id = %s", query.courseId)
                .where("r.class_id = %s", query.classId)
                .where("r.kind = %s", query.kind);
    }

    void set(MaterialRequest request) {
        title = request.title();
        description = request.description();
        url = request.url();
        courseId = request.courseId();
        classId = request.classId();
    }
}
