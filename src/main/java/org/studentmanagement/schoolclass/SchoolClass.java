package org.studentmanagement.schoolclass;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.util.List;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.Sql;
import org.studentmanagement.api.Unique;
import org.studentmanagement.term.Term;

/** A group of students that are taught together in a term. {@link Membership} says who they are. */
@Entity
@Table(name = "classes", uniqueConstraints = @UniqueConstraint(columnNames = {"term_id", "name"}))
public class SchoolClass extends Row {
    private static final String TAUGHT_BY = "r.id IN (SELECT t.class_id FROM class_teachers t WHERE t.teacher_id = %s)";

    /** Capitals, digits and single hyphens, by which files know the class. */
    @Column(nullable = false, length = ClassValues.CODE_LENGTH, unique = true)
    public String code;

    /** What it is called in its term, as 7A. */
    @Column(nullable = false, length = ClassValues.NAME_LENGTH)
    public String name;

    @Column(name = "term_id", nullable = false)
    public Long termId;

    /** Says the foreign key, and is read by nobody. */
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(
            name = "term_id",
            insertable = false,
            updatable = false,
            foreignKey = @ForeignKey(name = "classes_term_id_fkey"))
    Term term;

    /** Fails where none has the id. */
    public static Uni<Void> mustExist(long id) {
        return Sql.require(() -> new NoSuchClass(id), "SELECT FROM classes WHERE id = $1", id);
    }

    static Uni<Page<SchoolClassResponse>> list(SchoolClassQuery query) {
        return Listing.of(SchoolClassResponse.class, "classes", query)
                .sortedBy("code", "r.code", String.class, SchoolClassResponse::code)
                .sortedBy("name", "r.name", String.class, SchoolClassResponse::name)
                .mentioning(query.q, "r.name", "r.code")
                .where("r.code = %s", query.code)
                .where("r.term_id = %s", query.termId)
                .where(TAUGHT_BY, query.teacherId)
                .page(query);
    }

    void set(SchoolClassRequest request) {
        code = request.code();
        name = request.name();
        termId = request.termId();
    }

    @Override
    protected List<Unique> unique() {
        return List.of(Unique.of("classes_term_id_name_key", "name", name));
    }
}
