package org.studentmanagement.grading;

import java.io.IOException;
import java.util.List;
import org.studentmanagement.api.pdf.PageColumn;
import org.studentmanagement.api.pdf.PrintedPages;

/** A report card on paper: the head, and a table for each course or class. */
final class PrintedReportCard {
    private static final float SMALL = 9;
    private static final float TEXT = 10;

    private static final List<PageColumn> SUBJECT = List.of(PageColumn.left(350), PageColumn.right(137));

    /** Day, title, category, score, maximum, weight. */
    private static final List<PageColumn> MARK = List.of(
            PageColumn.left(55),
            PageColumn.left(190),
            PageColumn.left(80),
            PageColumn.right(45),
            PageColumn.right(40),
            PageColumn.right(45));

    private static final List<PageColumn> REMARK = List.of(PageColumn.left(55), PageColumn.left(432));

    /** Of a name and what each table begins with, that neither is left alone at the foot of a page. */
    private static final float BEGINNING = 70;

    private PrintedReportCard() {}

    static byte[] of(ReportCard card) {
        return PrintedPages.of("Report card of " + card.name(), pages -> {
            pages.lines(16, true, card.school());
            pages.lines(12, false, "Report card" + (card.term() == null ? "" : ", " + card.term()));
            pages.gap(TEXT);
            pages.lines(14, true, card.name());
            pages.lines(SMALL, false, "Registration number " + card.number());
            for (ReportCard.Subject subject : card.subjects()) {
                print(subject, pages);
            }
        });
    }

    private static void print(ReportCard.Subject subject, PrintedPages pages) throws IOException {
        pages.gap(2 * TEXT);
        pages.keep(BEGINNING);
        String reached =
                subject.percentage() == null ? null : subject.percentage().toPlainString() + " %  " + subject.grade();
        pages.row(SUBJECT, TEXT, true, subject.code() + "  " + subject.name(), reached);
        pages.rule();
        if (subject.marks().isEmpty()) {
            pages.lines(SMALL, false, "No marks yet");
            return;
        }
        pages.row(MARK, SMALL, false, "Day", "Test", null, "Score", "of", "Weight");
        for (StudentMark mark : subject.marks()) {
            pages.row(
                    MARK,
                    SMALL,
                    false,
                    mark.heldOn().toString(),
                    mark.title(),
                    mark.category(),
                    mark.score() == null ? mark.state() : mark.score().toPlainString(),
                    mark.maximum().toPlainString(),
                    mark.weight().toPlainString());
            pages.row(REMARK, SMALL - 1, false, null, mark.remark());
        }
    }
}
