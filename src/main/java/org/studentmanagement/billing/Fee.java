package org.studentmanagement.billing;

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
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.Sql;
import org.studentmanagement.api.Unique;
import org.studentmanagement.schoolclass.NoSuchClass;
import org.studentmanagement.schoolclass.SchoolClass;
import org.studentmanagement.setting.School;
import org.studentmanagement.student.Student;

/**
 * What a student is to pay for a month. A payment of it is a change of it, so that who has read what is open, and changes the fee,
 * has seen all payments.
 */
@Entity
@DynamicUpdate
@Table(
        name = "fees",
        uniqueConstraints = @UniqueConstraint(columnNames = {"student_id", "month"}),
        indexes = {@Index(columnList = "month, id"), @Index(columnList = "updated_at, id")})
class Fee extends Row {
    /** As the index of what is open has it. */
    private static final String OVERDUE =
            "%s AND NOT r.settled AND r.student_id IS NOT NULL AND r.due_on < " + Charge.TODAY;

    private static final String MEMBERS =
            "r.student_id IN (SELECT m.student_id FROM class_members m WHERE m.class_id = %s AND m.left_on IS NULL)";

    /** In the currency of the school, as all amounts are. */
    @Column(nullable = false, precision = 12, scale = 2)
    BigDecimal amount;

    @Column(nullable = false, precision = 12, scale = 2)
    BigDecimal discount;

    @Column(length = BillingValues.DISCOUNT_REASON_LENGTH)
    String discountReason;

    @Column(nullable = false)
    LocalDate dueOn;

    /** The first day of it. */
    @Column(nullable = false)
    LocalDate month;

    /** Null once the student was erased. */
    @Column(name = "student_id")
    Long studentId;

    /** Whether nothing is left to pay. */
    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    @Column(nullable = false, insertable = false, updatable = false)
    boolean settled;

    @Formula(School.CURRENCY_OF_AMOUNTS)
    String currency;

    /** By payments that were not taken back, as the function {@code paid} has it. */
    @Formula("(SELECT coalesce(sum(a.amount), 0.00) FROM allocations a WHERE a.fee_id = id AND a.freed_by IS NULL)")
    BigDecimal paid;

    /** Says the foreign key, and is read by nobody. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(
            name = "student_id",
            insertable = false,
            updatable = false,
            foreignKey = @ForeignKey(name = "fees_student_id_fkey"))
    Student student;

    /** Fails where none has the id. */
    static Uni<FeeResponse> one(long id) {
        return Sql.list(FeeResponse.class, "SELECT " + FeeResponse.COLUMNS + " FROM fees r WHERE r.id = $1", id)
                .map(found -> {
                    if (found.isEmpty()) {
                        throw new NotFound("fee", id);
                    }
                    return found.get(0);
                });
    }

    /** Overdue ones in the order of their days, which an index has of what is not settled; else by id. */
    static Uni<Page<FeeResponse>> list(FeeQuery query) {
        Listing<FeeResponse> fees =
                new Listing<>(FeeResponse.class, FeeResponse.COLUMNS, "fees r", "r.id", FeeResponse::id);
        if (query.overdue) {
            fees.sortedBy("due_on", "r.due_on", LocalDate.class, FeeResponse::dueOn)
                    .where(OVERDUE, true);
        } else {
            fees.sortedBy("id", "r.id", Long.class, FeeResponse::id)
                    .sortedBy("month", "r.month", LocalDate.class, FeeResponse::month)
                    .sortedBy("updated_at", "r.updated_at", Instant.class, FeeResponse::updatedAt);
        }
        return fees.changedSince(query.updatedSince)
                .where("r.student_id = %s", query.studentId)
                .where(MEMBERS, query.classId)
                .where("r.month = %s", query.month)
                .page(query)
                .call(page -> page.items().isEmpty() && query.classId != null
                        ? SchoolClass.mustExist(query.classId)
                                .onFailure(NoSuchClass.class)
                                .transform(none ->
                                        ProblemException.invalidParameter("class_id", "must be the id of a class"))
                        : Uni.createFrom().voidItem());
    }

    void set(FeeRequest request) {
        if (id != null
                && !(request.studentId().equals(studentId) && request.month().equals(month))) {
            throw ProblemException.invalid(List.of(Problem.Fault.at(
                    request.month().equals(month) ? "/student_id" : "/month",
                    "stays as it is: delete the fee and store another")));
        }
        studentId = request.studentId();
        month = request.month();
        amount = request.amount();
        discount = Objects.requireNonNullElse(request.discount(), BigDecimal.ZERO.setScale(2));
        discountReason = request.discountReason();
        dueOn = request.dueOn();
    }

    @Override
    protected List<Unique> unique() {
        return List.of(Unique.of("fees_student_id_month_key", "month", String.valueOf(month)));
    }
}
