package org.studentmanagement.billing;

import java.util.List;
import java.util.Set;
import org.studentmanagement.access.Role;
import org.studentmanagement.student.StudentSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;
import org.studentmanagement.transfer.Sheet;

/**
 * Payments of the books that a school has kept before, each known by its method and reference or by the number of its receipt. What is
 * stored is never changed. They pay what is open, the oldest first.
 */
public final class PaymentSheet implements Sheet {
    private static final int LONGEST_METHOD = 4;
    private static final int LONGEST_NUMBER = 15;

    private static final Column.Rule RECEIPT = Rules.orNone(
            Rules.matching("[1-9][0-9]*", LONGEST_NUMBER, "a number of a receipt: send 1 or more, or nothing"));

    private static final String REVERSES = "reverses";

    @Override
    public String name() {
        return "payments";
    }

    @Override
    public List<String> writers() {
        return List.of(Role.BURSAR);
    }

    @Override
    public String table() {
        return "payments";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("student_number", StudentSheet.NUMBER),
                Column.required(
                        "method",
                        Rules.matching(BillingValues.METHOD, LONGEST_METHOD, "a method: send cash, card, bank or upi")),
                Column.required("reference", Rules.orNone(Rules.name(BillingValues.REFERENCE_LENGTH))),
                Column.required("amount", FeeSheet.amount("0*[.]?0*", "an amount: send one above 0, like 1200.00"))
                        .as(FeeSheet.NUMERIC),
                Column.required("paid_on", Rules::date).as("date"),
                Column.optional("receipt_number", RECEIPT).as("bigint"),
                Column.optional("note", Rules.orNone(Rules.name(BillingValues.REASON_LENGTH))),
                Column.optional(REVERSES, RECEIPT).as("bigint"));
    }

    @Override
    public String description() {
        return "Columns student_number, method (cash, card, bank or upi), reference, amount, paid_on, a date, and, if wanted,"
                + " receipt_number, note and reverses, the receipt_number of the payment that a line takes back, with its student, method and"
                + " amount. A payment is known by method and reference or, in cash without one, by receipt_number; it is stored once, and"
                + " never changed.";
    }

    @Override
    public List<String> checks(Set<String> given) {
        return List.of(
                """
                UPDATE import_payments SET refused_column = 'reference',
                  reason = CASE WHEN method = 'cash' THEN 'is empty: send that by which it is known, or receipt_number'
                    ELSE 'is empty: send that by which it is known' END
                WHERE reason IS NULL AND reference IS NULL AND reverses IS NULL AND (method <> 'cash' OR receipt_number IS NULL)""",
                """
                UPDATE import_payments SET refused_column = 'reference', reason = 'is that of what is taken back: leave it empty'
                WHERE reason IS NULL AND reference IS NOT NULL AND reverses IS NOT NULL""",
                repeated(REVERSES, "", REVERSES),
                repeated("reference", "i.method = earlier.method AND", "method, reference"),
                repeated("receipt_number", "", "receipt_number"),
                StudentSheet.KEY.refuseUnknown(name(), "student_number"),
                """
                UPDATE import_payments SET refused_column = 'paid_on', reason = format('%s is to come: send a day that has come', paid_on)
                WHERE reason IS NULL AND paid_on > (now() AT TIME ZONE 'UTC' + interval '14 hours')::date""",
                """
                UPDATE import_payments i SET refused_column = 'reference',
                  reason = format('is stored already, as %s on %s, with receipt %s: a payment is never changed', p.amount, p.paid_on, p.receipt_number)
                FROM payments p LEFT JOIN students s ON s.id = p.student_id
                WHERE i.reason IS NULL AND p.method = i.method AND p.reference = i.reference
                  AND (s.number, p.amount, p.paid_on, p.receipt_number)
                    IS DISTINCT FROM (i.student_number, i.amount, i.paid_on, coalesce(i.receipt_number, p.receipt_number))""",
                """
                UPDATE import_payments i SET refused_column = 'receipt_number', reason = format('%s is that of another payment', i.receipt_number)
                FROM payments p LEFT JOIN students s ON s.id = p.student_id LEFT JOIN payments o ON o.id = p.reverses
                WHERE i.reason IS NULL AND p.receipt_number = i.receipt_number
                  AND (s.number, p.method, p.reference, p.amount, p.paid_on, o.receipt_number)
                    IS DISTINCT FROM (i.student_number, i.method, i.reference, i.amount, i.paid_on, i.reverses)""",
                """
                UPDATE import_payments i SET refused_column = 'receipt_number',
                  reason = format('%s is not above %s, the last that was given: leave it empty', i.receipt_number, n.last)
                FROM receipt_numbers n
                WHERE i.reason IS NULL AND i.receipt_number <= n.last
                  AND NOT EXISTS (SELECT FROM payments p WHERE p.receipt_number = i.receipt_number)""",
                """
                UPDATE import_payments i SET refused_column = 'reverses',
                  reason = format('%s is taken back already, on %s, with receipt %s', i.reverses, r.paid_on, r.receipt_number)
                FROM payments o JOIN payments r ON r.reverses = o.id
                WHERE i.reason IS NULL AND o.receipt_number = i.reverses
                  AND (r.paid_on, r.receipt_number) IS DISTINCT FROM (i.paid_on, coalesce(i.receipt_number, r.receipt_number))""",
                """
                UPDATE import_payments i SET refused_column = 'reverses',
                  reason = format('%s is the receipt of no payment of the student with the method and the amount', i.reverses)
                WHERE i.reason IS NULL AND i.reverses IS NOT NULL AND NOT EXISTS (
                  SELECT FROM payments p JOIN students s ON s.id = p.student_id
                  WHERE p.receipt_number = i.reverses AND p.reverses IS NULL
                    AND (s.number, p.method, p.amount) = (i.student_number, i.method, i.amount)
                  UNION ALL
                  SELECT FROM import_payments p
                  WHERE p.reason IS NULL AND p.receipt_number = i.reverses AND p.reverses IS NULL
                    AND (p.student_number, p.method, p.amount) = (i.student_number, i.method, i.amount))""");
    }

    private static String repeated(String column, String condition, String key) {
        return """
                UPDATE import_payments i
                SET refused_column = '%1$s', reason = format('"%%s" is on line %%s already', i.%1$s, earlier.line)
                FROM (
                  SELECT %3$s, min(line) AS line FROM import_payments
                  WHERE reason IS NULL AND %1$s IS NOT NULL GROUP BY %3$s HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND %2$s i.%1$s = earlier.%1$s AND i.line > earlier.line""".formatted(column, condition, key);
    }

    @Override
    public String changes(Set<String> given) {
        return """
                CREATE TEMP TABLE changed_payments AS
                SELECT true AS is_new, i.line, i.student_number, i.method, i.reference, i.amount, i.paid_on, i.receipt_number, i.note, i.reverses
                FROM import_payments i
                WHERE i.reason IS NULL
                  AND NOT EXISTS (SELECT FROM payments r JOIN payments o ON o.id = r.reverses WHERE o.receipt_number = i.reverses)
                  AND NOT EXISTS (SELECT FROM payments p WHERE p.method = i.method AND p.reference = i.reference)
                  AND NOT EXISTS (SELECT FROM payments p WHERE p.receipt_number = i.receipt_number)""";
    }

    /** Who brings no number gets one after those that are brought. The last is raised once, not with each payment. */
    @Override
    public List<String> stores() {
        return List.of("""
                UPDATE changed_payments c SET receipt_number = last.number + numbered.place
                FROM (
                    SELECT greatest(coalesce((SELECT last FROM receipt_numbers), 0), coalesce(max(receipt_number), 0)) AS number
                    FROM changed_payments) last,
                  (SELECT line, row_number() OVER (ORDER BY paid_on, line) AS place FROM changed_payments WHERE receipt_number IS NULL) numbered
                WHERE c.line = numbered.line""", """
                INSERT INTO receipt_numbers AS n (id, last)
                SELECT 1, max(receipt_number) FROM changed_payments HAVING count(*) > 0
                ON CONFLICT (id) DO UPDATE SET last = EXCLUDED.last""", """
                INSERT INTO payments (student_id, method, reference, amount, paid_on, receipt_number, reason)
                SELECT s.id, i.method, i.reference, i.amount, i.paid_on, i.receipt_number, i.note
                FROM changed_payments i
                JOIN students s ON s.number = i.student_number
                WHERE i.reverses IS NULL
                ORDER BY i.receipt_number""", """
                INSERT INTO payments (reverses, paid_on, receipt_number, reason)
                SELECT p.id, i.paid_on, i.receipt_number, i.note
                FROM changed_payments i
                JOIN payments p ON p.receipt_number = i.reverses
                ORDER BY i.receipt_number""", """
                SELECT allocate_credit(ARRAY(
                  SELECT DISTINCT s.id FROM changed_payments i JOIN students s ON s.number = i.student_number))""");
    }

    /** Of whom has a number. */
    @Override
    public String export() {
        return """
                SELECT s.number AS student_number, p.method, p.reference, p.amount, p.paid_on, p.receipt_number, p.reason AS note,
                  o.receipt_number AS reverses
                FROM payments p JOIN students s ON s.id = p.student_id LEFT JOIN payments o ON o.id = p.reverses
                ORDER BY p.receipt_number""";
    }
}
