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
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;

/** What of a payment pays which fee. Statements of {@link Payments} and functions of the database read and write it. */
@Entity
@Table(
        name = "allocations",
        indexes = {@Index(columnList = "payment_id"), @Index(columnList = "fee_id"), @Index(columnList = "freed_by")})
class Allocation {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "payment_id", foreignKey = @ForeignKey(name = "allocations_payment_id_fkey"))
    Payment payment;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "fee_id", foreignKey = @ForeignKey(name = "allocations_fee_id_fkey"))
    Fee fee;

    @Column(nullable = false, precision = 12, scale = 2)
    BigDecimal amount;

    @Column(nullable = false)
    Instant allocatedAt;

    /** The reversal with which it stopped counting. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "freed_by", foreignKey = @ForeignKey(name = "allocations_freed_by_fkey"))
    Payment freedBy;
}
