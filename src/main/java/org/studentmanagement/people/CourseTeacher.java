package org.studentmanagement.people;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.studentmanagement.course.Course;

/** That somebody teaches a course. {@link CourseTeachers} has the statements. */
@Entity
@Table(name = "course_teachers", indexes = @Index(columnList = "teacher_id"))
@IdClass(CourseTeacher.Key.class)
public class CourseTeacher extends PanacheEntityBase {
    record Key(Long course, Long teacher) {}

    @Id
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "course_id", foreignKey = @ForeignKey(name = "course_teachers_course_id_fkey"))
    @OnDelete(action = OnDeleteAction.CASCADE)
    Course course;

    @Id
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "teacher_id", foreignKey = @ForeignKey(name = "course_teachers_teacher_id_fkey"))
    Teacher teacher;
}
