package org.studentmanagement.billing;

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
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.studentmanagement.student.Student;

/** Money that was taken, or given back: rows are only added. {@link Payments} has the verbs. */
@Entity
@Table(
        name = "payments",
        indexes = {@Index(columnList = "student_id, id"), @Index(columnList = "paid_on, id")})
class Payment {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    /** Null once the student was erased. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "student_id", foreignKey = @ForeignKey(name = "payments_student_id_fkey"))
    Student student;

    /** Without gaps, given by the database. */
    @Column(nullable = false, unique = true)
    long receiptNumber;

    @Column(nullable = false, columnDefinition = "text")
    String method;

    /** By which the bank, the card terminal or the provider knows it. */
    @Column(length = BillingValues.REFERENCE_LENGTH)
    String reference;

    @Column(nullable = false, precision = 12, scale = 2)
    BigDecimal amount;

    @Column(nullable = false)
    LocalDate paidOn;

    /** The payment that this one takes back, as a whole. */
    @OneToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "reverses", unique = true, foreignKey = @ForeignKey(name = "payments_reverses_fkey"))
    Payment reverses;

    @Column(length = BillingValues.REASON_LENGTH)
    String reason;

    @Column(nullable = false, columnDefinition = "text")
    String takenBy;

    @Column(nullable = false)
    Instant takenAt;
}
