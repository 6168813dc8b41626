package org.studentmanagement.student;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;

/** Somebody who may enroll in courses. The database keeps the two times and refuses a second use of number or e-mail. */
@Entity
@Table(name = "students")
public class Student extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    /** The registration number, by which the school knows the student. */
    @Column(nullable = false, length = 32, unique = true)
    public String number;

    @Column(nullable = false, length = 100)
    public String name;

    /** Unique without regard to case. */
    @Column(nullable = false, length = 120)
    public String email;

    @Generated
    @Column(nullable = false, insertable = false, updatable = false)
    public Instant createdAt;

    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    @Column(nullable = false, insertable = false, updatable = false)
    public Instant updatedAt;

    /** How often the row has changed: its ETag. */
    @Version
    @Column(nullable = false)
    public long version;
}
