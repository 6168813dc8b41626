package org.studentmanagement.profile;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.studentmanagement.student.Student;

/**
 * What a student looks like, as the release before stored it: here, and not in the store of files. {@link FormerPictures} moves it
 * there. What is here is newer than what is there, since only that release writes it, so that both may run at once.
 */
@Entity
@Table(name = "profile_pictures")
class ProfilePicture extends PanacheEntityBase {
    @Id
    @Column(name = "student_id")
    Long studentId;

    /** Says the foreign key, and is read by nobody. */
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @OnDelete(action = OnDeleteAction.CASCADE)
    @JoinColumn(
            name = "student_id",
            insertable = false,
            updatable = false,
            foreignKey = @ForeignKey(name = "profile_pictures_student_id_fkey"))
    Student student;

    @Column(nullable = false)
    byte[] content;
}
