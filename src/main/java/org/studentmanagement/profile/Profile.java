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
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.studentmanagement.student.Student;

/** What is known of a student beside the name and the address of mail. {@link ShownProfile} has the statements. */
@Entity
@Table(name = "profiles")
class Profile extends PanacheEntityBase {
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
            foreignKey = @ForeignKey(name = "profiles_student_id_fkey"))
    Student student;

    @Column(length = ProfileValues.REGISTRATION_NUMBER_LENGTH, unique = true)
    String registrationNumber;

    LocalDate dateOfBirth;

    @Column(length = ProfileValues.NAME_LENGTH)
    String guardianName;

    @Column(length = ProfileValues.PHONE_LENGTH)
    String guardianPhone;

    @Column(length = ProfileValues.PHONE_LENGTH)
    String phone;

    @Column(columnDefinition = "text")
    String address;

    /** To be shown at the next visit, and gone when it was seen. */
    @Column(columnDefinition = "text")
    String pendingPopup;

    Instant lastSeenAt;

    Instant lastNoticeSeenAt;

    @Column(nullable = false)
    Instant updatedAt;

    @Column(nullable = false)
    long version;
}
