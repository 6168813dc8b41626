package org.studentmanagement.schoolclass;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.LocalDate;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.studentmanagement.student.Student;

/** That a student is, or was, in a class. {@link Membership} has the statements. */
@Entity
@Table(
        name = "class_members",
        indexes = {@Index(columnList = "class_id"), @Index(columnList = "student_id")})
class ClassMember extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "class_id", foreignKey = @ForeignKey(name = "class_members_class_id_fkey"))
    SchoolClass schoolClass;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @OnDelete(action = OnDeleteAction.CASCADE)
    @JoinColumn(name = "student_id", foreignKey = @ForeignKey(name = "class_members_student_id_fkey"))
    Student student;

    /** Of one present member alone; null where none was given. */
    Integer rollNumber;

    @Column(nullable = false)
    LocalDate joinedOn;

    /** The first day on which the student was in the class no longer; null while a member. */
    LocalDate leftOn;
}
