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
import java.util.UUID;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.studentmanagement.store.StoredFile;
import org.studentmanagement.student.Student;

/**
 * What a student looks like: a JPEG of at most {@value Portrait#SIDE} pixels a side, which is a file of the store. One that was
 * replaced, taken away or whose student was erased is kept no longer than until the next sweep, unlike other files.
 * {@link PictureFiles} has the statements.
 */
@Entity
@Table(name = "student_pictures")
class StudentPicture extends PanacheEntityBase {
    @Id
    @Column(name = "student_id")
    Long studentId;

    @Column(name = "file_id", nullable = false, unique = true)
    UUID fileId;

    /** In bytes. */
    @Column(nullable = false)
    long size;

    /** Of the file, in hexadecimal digits. */
    @Column(nullable = false, columnDefinition = "text")
    String sha256;

    /** Says the foreign key, and is read by nobody. */
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @OnDelete(action = OnDeleteAction.CASCADE)
    @JoinColumn(
            name = "student_id",
            insertable = false,
            updatable = false,
            foreignKey = @ForeignKey(name = "student_pictures_student_id_fkey"))
    Student student;

    /** Likewise. */
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(
            name = "file_id",
            insertable = false,
            updatable = false,
            foreignKey = @ForeignKey(name = "student_pictures_file_id_fkey"))
    StoredFile file;
}
