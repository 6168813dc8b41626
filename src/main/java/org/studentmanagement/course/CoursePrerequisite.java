package org.studentmanagement.course;

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

/** That a course asks for another. {@link Prerequisites} has the statements. */
@Entity
@Table(name = "course_prerequisites", indexes = @Index(columnList = "prerequisite_id"))
@IdClass(CoursePrerequisite.Key.class)
class CoursePrerequisite {
    record Key(Long course, Long prerequisite) {}

    @Id
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "course_id", foreignKey = @ForeignKey(name = "course_prerequisites_course_id_fkey"))
    @OnDelete(action = OnDeleteAction.CASCADE)
    Course course;

    @Id
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "prerequisite_id", foreignKey = @ForeignKey(name = "course_prerequisites_prerequisite_id_fkey"))
    Course prerequisite;
}
