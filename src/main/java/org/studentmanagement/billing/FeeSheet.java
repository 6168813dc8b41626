package org.studentmanagement.billing;

import java.util.List;
import java.util.Set;
import org.studentmanagement.access.Role;
import org.studentmanagement.student.StudentSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;
import org.studentmanagement.transfer.Sheet;

/** Fees, each known by its student and month. What students have left pays those that are new. */
public final class FeeSheet implements Sheet {
    private static final int LONGEST_AMOUNT = 13;

    private static final Column.Rule FIRST_OF_MONTH =
            Rules.matching("[0-9]{4}-[0-9]{2}-01", 10, "the first day of a month: send one like 2026-09-01");

    private static final Column.Rule DISCOUNT =
            Rules.orNone(amount("", "a discount: send an amount like 0.00, or nothing"));

    private static final Column.Rule REASON = Rules.orNone(Rules.name(BillingValues.DISCOUNT_REASON_LENGTH));

    static final String NUMERIC = "numeric(12, 2)";

    /** Lines with the fees that they are about, and what these are to be. */
    private static final String NAMED = """
            FROM import_fees i
            LEFT JOIN students s ON s.number = i.student_number
            LEFT JOIN fees f ON f.student_id = s.id AND f.month = i.month
            CROSS JOIN LATERAL (SELECT coalesce(%s, 0) AS discount, %s AS discount_reason) v
            """;

    @Override
    public String name() {
        return "fees";
    }

    @Override
    public List<String> writers() {
        return List.of(Role.BURSAR);
    }

    @Override
    public String table() {
        return "fees";
    }

    /** In the order in which a payment locks them. */
    @Override
    public List<String> locked() {
        return List.of("payments", table());
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("student_number", StudentSheet.NUMBER),
                Column.required("month", value -> Rules.date(FIRST_OF_MONTH.stage(value)))
                        .as("date"),
                Column.required("amount", amount("0*[.]?0*", "an amount: send one above 0, like 1200.00"))
                        .as(NUMERIC),
                Column.required("due_on", Rules::date).as("date"),
                Column.optional("discount", DISCOUNT).as(NUMERIC),
                Column.optional("discount_reason", REASON),
                Column.optional("stopped_discount", DISCOUNT).as(NUMERIC),
                Column.optional("stopped_reason", REASON));
    }

    /** At most ten digits before the point and two behind, but not what the pattern says. */
    static Column.Rule amount(String but, String expected) {
        return Rules.matching("(?!(?:" + but + ")$)[0-9]{1,10}(?:[.][0-9]{1,2})?", LONGEST_AMOUNT, expected);
    }

    @Override
    public String description() {
        return "Columns student_number, month, its first day as in 2026-09-01, amount, due_on, a date, and, if wanted, discount and"
                + " discount_reason; of a fee that is stopped since a student has left, stopped_discount and stopped_reason are what these"
                + " were before.";
    }

    private static String named(Set<String> given) {
        return NAMED.formatted(
                given.contains("discount") ? "i.discount" : "f.discount",
                given.contains("discount_reason") ? "i.discount_reason" : "f.discount_reason");
    }

    private static String refuse(String column, String reason, String condition, Set<String> given) {
        return """
                UPDATE import_fees e SET refused_column = '%s', reason = %s
                FROM (SELECT i.line, s.id AS student_id, f.id AS fee_id, f.amount AS stored, f.discount AS stored_discount, v.*
                %s) n
                WHERE e.reason IS NULL AND n.line = e.line AND %s""".formatted(column, reason, named(given), condition);
    }

    @Override
    public List<String> checks(Set<String> given) {
        return List.of(
                """
                UPDATE import_fees i
                SET refused_column = 'month', reason = format('is on line %s already, of the same student', earlier.line)
                FROM (
                  SELECT student_number, month, min(line) AS line FROM import_fees
                  WHERE reason IS NULL GROUP BY student_number, month HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND i.student_number = earlier.student_number AND i.month = earlier.month
                  AND i.line > earlier.line""",
                StudentSheet.KEY.refuseUnknown(name(), "student_number"),
                refuse("discount", "'is more than the amount'", "n.discount > e.amount", given),
                refuse(
                        "discount_reason",
                        "'is empty: say why there is a discount'",
                        "n.discount > 0 AND n.discount_reason IS NULL",
                        given),
                refuse(
                        "stopped_reason",
                        "'and stopped_discount do not fit: a discount needs a reason, and is no more than the amount'",
                        "(e.stopped_discount > e.amount OR (e.stopped_discount > 0) IS NOT TRUE AND e.stopped_reason IS NOT NULL"
                                + " OR e.stopped_discount > 0 AND e.stopped_reason IS NULL)",
                        given),
                refuse(
                        "student_number",
                        "format('\"%s\" has left school before the month: take the departure back first', e.student_number)",
                        "(n.fee_id IS NULL OR (n.stored, n.stored_discount) IS DISTINCT FROM (e.amount, n.discount)) AND EXISTS ("
                                + "SELECT FROM departures d WHERE d.student_id = n.student_id AND d.state = 'granted' AND d.leaves_on <= e.month)",
                        given),
                refuse(
                        "amount",
                        "format('is less without the discount than %s, which is paid of it', paid(n.fee_id))",
                        "n.fee_id IS NOT NULL AND paid(n.fee_id) > e.amount - n.discount",
                        given));
    }

    /** What the file has no column for stays as it is stored. */
    @Override
    public String changes(Set<String> given) {
        return """
                CREATE TEMP TABLE changed_fees AS
                SELECT f.id IS NULL AS is_new, i.line, i.student_number, i.month, i.amount, i.due_on, v.discount, v.discount_reason,
                  i.stopped_discount, i.stopped_reason
                %sWHERE i.reason IS NULL AND (f.id IS NULL
                  OR (i.amount, i.due_on, v.discount, v.discount_reason) IS DISTINCT FROM (f.amount, f.due_on, f.discount, f.discount_reason))""".formatted(named(given));
    }

    @Override
    public List<String> stores() {
        return List.of("""
                UPDATE fees f SET amount = i.amount, due_on = i.due_on, discount = i.discount, discount_reason = i.discount_reason
                FROM changed_fees i
                JOIN students s ON s.number = i.student_number
                WHERE NOT i.is_new AND f.student_id = s.id AND f.month = i.month""", """
                INSERT INTO fees (student_id, month, amount, due_on, discount, discount_reason)
                SELECT s.id, i.month, i.amount, i.due_on, i.discount, i.discount_reason
                FROM changed_fees i
                JOIN students s ON s.number = i.student_number
                WHERE i.is_new
                ORDER BY s.id, i.month""");
    }

    /** Without those of who was erased, who has no number. The import of the departure stores what was stopped. */
    @Override
    public String export() {
        return """
                SELECT s.number AS student_number, f.month, f.amount, f.due_on, f.discount, f.discount_reason,
                  stopped.discount AS stopped_discount, stopped.discount_reason AS stopped_reason
                FROM fees f JOIN students s ON s.id = f.student_id
                LEFT JOIN departures d ON d.student_id = f.student_id AND d.state = 'granted'
                LEFT JOIN stopped_fees stopped ON stopped.departure_id = d.id AND stopped.fee_id = f.id
                ORDER BY f.student_id, f.month""";
    }
}
