package org.studentmanagement.oneroster;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.Instant;

/** When a row that has no such time last changed, and whether it is gone, as the triggers write it down. */
@Entity
@Table(
        name = "roster_changes",
        uniqueConstraints =
                @UniqueConstraint(
                        name = "roster_changes_noun_row_id_other_id_key",
                        columnNames = {"noun", "row_id", "other_id"}))
class RosterChange {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(nullable = false)
    short noun;

    @Column(nullable = false)
    long rowId;

    @Column(nullable = false)
    long otherId;

    @Column(nullable = false)
    boolean gone;

    @Column(nullable = false)
    Instant changedAt;
}
