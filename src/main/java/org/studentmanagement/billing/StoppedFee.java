package org.studentmanagement.billing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.studentmanagement.departure.Departure;

/** What a fee was before its student left school. The trigger {@code stop_fees} writes and reads it. */
@Entity
@Table(name = "stopped_fees", indexes = @Index(columnList = "fee_id"))
@IdClass(StoppedFee.Key.class)
class StoppedFee {
    /** Which fee, by which departure. */
    record Key(Long departure, Long fee) {}

    @Id
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @OnDelete(action = OnDeleteAction.CASCADE)
    @JoinColumn(name = "departure_id", foreignKey = @ForeignKey(name = "stopped_fees_departure_id_fkey"))
    Departure departure;

    @Id
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @OnDelete(action = OnDeleteAction.CASCADE)
    @JoinColumn(name = "fee_id", foreignKey = @ForeignKey(name = "stopped_fees_fee_id_fkey"))
    Fee fee;

    @Column(nullable = false, precision = 12, scale = 2)
    BigDecimal discount;

    @Column(length = BillingValues.DISCOUNT_REASON_LENGTH)
    String discountReason;
}
