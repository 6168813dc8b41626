package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.transfer.ImportResult.Outcome;

/** Fees and payments of the books that a school has kept before. */
@BesideTheService
class BooksImportTest {
    private static final String FEES = "student_number,month,amount,due_on,discount,discount_reason";
    private static final String PAYMENTS = "student_number,method,reference,amount,paid_on,receipt_number,note";

    private ImportBench bench;

    @BeforeEach
    void feesOfTwo() throws Exception {
        bench = new ImportBench();
        bench.students("number,name,email", "1,Ada,ada@x.org", "2,Bob,bob@x.org", "3,Cy,cy@x.org")
                .file(
                        "fees",
                        FEES,
                        "1,2013-09-01,100,2013-09-15,,",
                        "1,2013-10-01,100.5,2013-10-15,10,A sibling",
                        "2,2013-09-01,100,2013-09-15,,")
                .file(
                        "payments",
                        PAYMENTS,
                        "1,card,T-1,150,2013-09-10,7,",
                        "2,cash,,30,2013-09-11,9,By the aunt",
                        "1,bank,T-1,5.25,2013-09-12,,")
                .run();
        assertThat(bench.refusals()).isEmpty();
    }

    @Test
    void paymentsPayTheOldestFeesAndKeepTheNumbersOfTheirReceipts() throws Exception {
        assertThat(bench.rows("SELECT receipt_number, method, amount, reason FROM payments ORDER BY receipt_number"))
                .containsExactly("7|card|150.00|null", "9|cash|30.00|By the aunt", "10|bank|5.25|null");
        assertThat(bench.rows("SELECT month, amount, discount, paid(id), settled FROM fees ORDER BY student_id, month"))
                .containsExactly(
                        "2013-09-01|100.00|0.00|100.00|t",
                        "2013-10-01|100.50|10.00|55.25|f",
                        "2013-09-01|100.00|0.00|30.00|f");
        bench.execute(
                "INSERT INTO payments (student_id, method, amount, paid_on) VALUES (2, 'cash', 70, '2013-10-01')");
        assertThat(bench.rows("SELECT max(receipt_number) FROM payments")).containsExactly("11");
        ImportBench other = new ImportBench();
        other.students("number,name,email", "1,Ada,ada@x.org", "2,Bob,bob@x.org");
        for (String sheet : new String[] {"fees", "payments"}) {
            assertThat(file(bench, sheet).run().outcome()).isEqualTo(Outcome.UNCHANGED);
            file(other, sheet);
        }
        other.run();
        for (String sheet : new String[] {"fees", "payments"}) {
            assertThat(bench.rows(ImportBench.sheet(sheet).export()))
                    .isEqualTo(other.rows(ImportBench.sheet(sheet).export()));
        }
    }

    @Test
    void whatWasTakenBackIsInTheFileWithWhatTakesItBack() throws Exception {
        bench.execute(
                "INSERT INTO payments (reverses, paid_on, reason) SELECT id, '2013-10-02', 'Bounced' FROM payments"
                        + " WHERE receipt_number = 7; SELECT allocate_credit(ARRAY[1])");
        assertThat(file(bench, "payments").run().outcome()).isEqualTo(Outcome.UNCHANGED);
        ImportBench other = new ImportBench();
        other.students("number,name,email", "1,Ada,ada@x.org", "2,Bob,bob@x.org");
        file(other, "fees");
        file(other, "payments").run();

        for (String query : new String[] {
            ImportBench.sheet("payments").export(),
            "SELECT student_id, sum(paid(id)) FROM fees GROUP BY student_id ORDER BY student_id"
        }) {
            assertThat(other.rows(query)).isEqualTo(bench.rows(query));
        }
        assertThat(other.rows("SELECT sum(paid(id)) FROM fees")).containsExactly("35.25");
        bench.skipInvalid()
                .file(
                        "payments",
                        PAYMENTS + ",reverses",
                        "1,card,,150,2013-10-03,,,7",
                        "2,cash,,31,2013-10-02,,,9",
                        "2,cash,A,30,2013-10-02,,,9",
                        "1,bank,,5.25,2013-10-02,,,99",
                        "1,card,,150,2013-10-02,,,11")
                .run();
        assertThat(bench.refusals())
                .containsExactlyInAnyOrder(
                        "payments.csv:2: reverses: 7 is taken back already, on 2013-10-02, with receipt 11",
                        "payments.csv:3: reverses: 9 is the receipt of no payment of the student with the method and the amount",
                        "payments.csv:4: reference: is that of what is taken back: leave it empty",
                        "payments.csv:5: reverses: 99 is the receipt of no payment of the student with the method and the amount",
                        "payments.csv:6: reverses: 11 is the receipt of no payment of the student with the method and the amount");
    }

    @Test
    void feesChangeAndPaymentsDoNot() throws Exception {
        bench.file("fees", "student_number,month,amount,due_on", "1,2013-10-01,110,2013-10-20")
                .run();
        assertThat(bench.rows("SELECT amount, discount, discount_reason, due_on FROM fees WHERE month = '2013-10-01'"))
                .containsExactly("110.00|10.00|A sibling|2013-10-20");

        bench.skipInvalid()
                .file(
                        "payments",
                        PAYMENTS,
                        "1,card,T-1,151,2013-09-10,7,",
                        "1,card,T-2,1,2013-09-10,9,",
                        "1,card,T-3,1,2013-09-10,8,",
                        "1,card,,1,2013-09-10,,",
                        "1,cash,,1,2013-09-10,,",
                        "1,card,T-4,1,2999-01-01,,",
                        "9,card,T-5,1,2013-09-10,,",
                        "1,card,T-6,0.00,2013-09-10,,",
                        "1,card,T-7,1,2013-09-10,,",
                        "2,card,T-7,1,2013-09-10,,")
                .run();

        assertThat(bench.refusals())
                .containsExactlyInAnyOrder(
                        "payments.csv:2: reference: is stored already, as 150.00 on 2013-09-10, with receipt 7: a payment is never changed",
                        "payments.csv:3: receipt_number: 9 is that of another payment",
                        "payments.csv:4: receipt_number: 8 is not above 10, the last that was given: leave it empty",
                        "payments.csv:5: reference: is empty: send that by which it is known",
                        "payments.csv:6: reference: is empty: send that by which it is known, or receipt_number",
                        "payments.csv:7: paid_on: 2999-01-01 is to come: send a day that has come",
                        "payments.csv:8: student_number: there is no student \"9\", neither stored nor to be stored",
                        "payments.csv:9: amount: \"0.00\" is not an amount: send one above 0, like 1200.00",
                        "payments.csv:11: reference: \"T-7\" is on line 10 already");
        assertThat(bench.rows("SELECT count(*) FROM payments")).containsExactly("4");
    }

    @Test
    void aFeeThatCannotBeStoredIsRefusedWithItsLine() throws Exception {
        bench.execute("INSERT INTO departures (student_id, leaves_on, reason, state, asked_by, decided_at)"
                + " VALUES (3, '2013-09-15', 'We move.', 'granted', 'registrar', now())");
        bench.skipInvalid()
                .file(
                        "fees",
                        FEES,
                        "1,2013-09-01,99.99,2013-09-15,,",
                        "1,2013-11-01,10,2013-11-15,11,Too much",
                        "1,2013-12-01,10,2013-12-15,1,",
                        "1,2013-12-02,10,2013-12-15,,",
                        "3,2013-10-01,10,2013-10-15,,",
                        "3,2013-09-01,10,2013-09-15,,",
                        "3,2013-09-01,20,2013-09-15,,")
                .run();

        assertThat(bench.refusals())
                .containsExactlyInAnyOrder(
                        "fees.csv:2: amount: is less without the discount than 100.00, which is paid of it",
                        "fees.csv:3: discount: is more than the amount",
                        "fees.csv:4: discount_reason: is empty: say why there is a discount",
                        "fees.csv:5: month: \"2013-12-02\" is not the first day of a month: send one like 2026-09-01",
                        "fees.csv:6: student_number: \"3\" has left school before the month: take the departure back first",
                        "fees.csv:8: month: is on line 7 already, of the same student");
    }

    /** As the export has it. */
    private ImportBench file(ImportBench target, String sheet) throws Exception {
        Sheet exported = ImportBench.sheet(sheet);
        String header =
                String.join(",", exported.columns().stream().map(Column::name).toList());
        String[] lines = Stream.concat(
                        Stream.of(header),
                        bench.rows(exported.export()).stream()
                                .map(row -> row.replace("null", "").replace('|', ',')))
                .toArray(String[]::new);
        return target.file(sheet, lines);
    }
}
