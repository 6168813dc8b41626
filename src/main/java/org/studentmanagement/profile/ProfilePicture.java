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
 * What a student looks like: a JPEG of at most {@value Portrait#SIDE} pixels a side. It is in the database and not among the files
 * of study material, whose store keeps what was deleted for days: it goes with its student at once, and a backup of the database and
 * the copy of what is known of a student have it.
 */
@Entity
@Table(name = "profile_pictures")
class ProfilePicture extends PanacheEntityBase {
    static final String SET = """
            INSERT INTO profile_pictures (student_id, content) VALUES (?1, ?2)
            ON CONFLICT (student_id) DO UPDATE SET content = EXCLUDED.content""";

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
