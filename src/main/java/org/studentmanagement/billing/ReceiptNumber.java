package org.studentmanagement.billing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The number of the last receipt, which the trigger {@code payments_number} counts. */
@Entity
@Table(name = "receipt_numbers")
class ReceiptNumber {
    @Id
    short id;

    @Column(nullable = false)
    long last;
}
