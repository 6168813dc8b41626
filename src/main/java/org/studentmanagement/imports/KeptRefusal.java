package org.studentmanagement.imports;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/** A line that an import refuses. {@link RefusedLines} has the statements. */
@Entity
@Table(name = "import_refusals")
@IdClass(KeptRefusal.Place.class)
class KeptRefusal {
    /** Which line of which file. */
    record Place(UUID storedImport, String sheet, long line) {}

    @Id
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "import_id", foreignKey = @ForeignKey(name = "import_refusals_import_id_fkey"))
    @OnDelete(action = OnDeleteAction.CASCADE)
    StoredImport storedImport;

    @Id
    @Column(columnDefinition = "text")
    String sheet;

    @Id
    long line;

    @Column(columnDefinition = "text")
    String refusedColumn;

    @Column(nullable = false, columnDefinition = "text")
    String reason;
}
