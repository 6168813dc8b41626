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

/** Some bytes of a file that was uploaded. {@link ImportFiles} has the statements. */
@Entity
@Table(name = "import_parts")
@IdClass(ImportPart.Place.class)
class ImportPart {
    /** Which bytes of which file. */
    record Place(UUID storedImport, String sheet, int part) {}

    @Id
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "import_id", foreignKey = @ForeignKey(name = "import_parts_import_id_fkey"))
    @OnDelete(action = OnDeleteAction.CASCADE)
    StoredImport storedImport;

    @Id
    @Column(columnDefinition = "text")
    String sheet;

    @Id
    int part;

    @Column(nullable = false)
    byte[] content;
}
