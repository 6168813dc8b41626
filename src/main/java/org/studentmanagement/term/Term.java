package org.studentmanagement.term;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.LocalDate;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.Row;

/** When courses are held: a school year, a term of one, a grading period of a term. A school has few, and reads all to sort them. */
@Entity
@Table(
        name = "terms",
        uniqueConstraints = @UniqueConstraint(columnNames = {"id", "kind"}),
        indexes = @Index(columnList = "parent_id, parent_kind"))
public class Term extends Row {
    /** Capitals, digits and single hyphens, by which timetables know the term. */
    @Column(nullable = false, length = TermValues.CODE_LENGTH, unique = true)
    public String code;

    @Column(nullable = false, length = TermValues.NAME_LENGTH)
    public String name;

    @Column(nullable = false, columnDefinition = "text")
    public String kind;

    @Column(nullable = false)
    public LocalDate beginsOn;

    /** The last day. */
    @Column(nullable = false)
    public LocalDate endsOn;

    @Column(name = "parent_id")
    public Long parentId;

    /** What the parent must be, by the own kind; of a school year none, so that it has no parent. */
    @Column(nullable = false, insertable = false, updatable = false, columnDefinition = "text")
    String parentKind;

    /** Says the foreign key, and is read by nobody. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(
            name = "parent_id",
            insertable = false,
            updatable = false,
            foreignKey =
                    @ForeignKey(
                            name = "terms_parent_id_parent_kind_fkey",
                            foreignKeyDefinition = "FOREIGN KEY (parent_id, parent_kind) REFERENCES terms (id, kind)"))
    Term parent;

    static Uni<Page<TermResponse>> list(TermQuery query) {
        return Listing.of(TermResponse.class, "terms", query)
                .sortedBy("code", "r.code", String.class, TermResponse::code)
                .sortedBy("name", "r.name", String.class, TermResponse::name)
                .sortedBy("begins_on", "r.begins_on", LocalDate.class, TermResponse::beginsOn)
                .sortedBy("ends_on", "r.ends_on", LocalDate.class, TermResponse::endsOn)
                .mentioning(query.q, "r.name", "r.code")
                .where("r.code = %s", query.code)
                .where("r.kind = %s", query.kind)
                .where("r.parent_id = %s", query.parentId)
                .page(query);
    }

    void set(TermRequest request) {
        code = request.code();
        name = request.name();
        kind = request.kind();
        beginsOn = request.beginsOn();
        endsOn = request.endsOn();
        parentId = request.parentId();
    }
}
