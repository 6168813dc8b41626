package org.studentmanagement.grading;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** A report card on paper: the head, and a table for each course or class, over as many pages as that takes. */
final class PrintedReportCard {
    private static final int LEFT = 50;
    private static final int RIGHT = PdfDocument.WIDTH - LEFT;
    private static final int TOP = PdfDocument.HEIGHT - 60;
    private static final int BOTTOM = 60;

    private static final int TITLE = 120;
    private static final int CATEGORY = 320;
    private static final int SCORE = 450;
    private static final int MAXIMUM = 500;

    private static final double SMALL = 9;
    private static final double LINE = 13;

    /** Signs of the small size that fit in a column, for letters of more than the usual width. */
    private static final int TITLE_SIGNS = 38;

    private static final int CATEGORY_SIGNS = 18;
    private static final int LINE_SIGNS = 80;

    private final PdfDocument document = new PdfDocument();
    private double y;

    private PrintedReportCard() {}

    static byte[] of(ReportCard card) {
        PrintedReportCard printed = new PrintedReportCard();
        printed.head(card);
        card.subjects().forEach(printed::subject);
        return printed.document.bytes();
    }

    private void head(ReportCard card) {
        page();
        for (String line : lines(card.school(), LINE_SIGNS / 2)) {
            write(LEFT, 16, true, line, 20);
        }
        write(LEFT, 12, false, "Report card" + (card.term() == null ? "" : ", " + card.term()), 24);
        for (String line : lines(card.name(), LINE_SIGNS / 2)) {
            write(LEFT, 14, true, line, 18);
        }
        write(LEFT, SMALL, false, "Registration number " + card.number(), 2 * LINE);
    }

    private void subject(ReportCard.Subject subject) {
        List<String> name = lines(subject.code() + "  " + subject.name(), LINE_SIGNS * 2 / 3);
        room((name.size() + 3) * LINE);
        if (subject.percentage() != null) {
            document.right(CATEGORY + 160, y, 10, true, subject.percentage().toPlainString());
            document.text(CATEGORY + 165, y, 10, true, "%  " + subject.grade());
        }
        name.forEach(line -> write(LEFT, 10, true, line, LINE));
        document.rule(y + LINE - 4, LEFT, RIGHT);
        if (subject.marks().isEmpty()) {
            write(LEFT, SMALL, false, "No marks yet", LINE);
        } else {
            document.text(LEFT, y - 2, SMALL, false, "Day");
            document.text(TITLE, y - 2, SMALL, false, "Test");
            document.text(SCORE - 25, y - 2, SMALL, false, "Score");
            document.text(MAXIMUM - 15, y - 2, SMALL, false, "of");
            write(RIGHT - 30, SMALL, false, "Weight", LINE + 2);
            subject.marks().forEach(this::mark);
        }
        y -= LINE;
    }

    private void mark(StudentMark mark) {
        List<String> titles = lines(mark.title(), TITLE_SIGNS);
        List<String> categories = lines(mark.category(), CATEGORY_SIGNS);
        List<String> remarks = mark.remark() == null ? List.of() : lines(mark.remark(), LINE_SIGNS);
        room(Math.max(titles.size(), categories.size()) * LINE);
        document.text(LEFT, y, SMALL, false, mark.heldOn().toString());
        if (mark.score() == null) {
            document.text(SCORE - 35, y, SMALL, false, mark.state());
        } else {
            figure(SCORE, mark.score());
        }
        figure(MAXIMUM, mark.maximum());
        figure(RIGHT, mark.weight());
        for (int line = 0; line < Math.max(titles.size(), categories.size()); line++) {
            if (line < categories.size()) {
                document.text(CATEGORY, y, SMALL, false, categories.get(line));
            }
            write(TITLE, SMALL, false, line < titles.size() ? titles.get(line) : "", LINE);
        }
        for (String remark : remarks) {
            room(LINE);
            write(TITLE, SMALL - 1, false, remark, LINE);
        }
    }

    private void figure(double x, BigDecimal figure) {
        document.right(x, y, SMALL, false, figure.toPlainString());
    }

    private void write(double x, double size, boolean bold, String text, double height) {
        document.text(x, y, size, bold, text);
        y -= height;
    }

    private void room(double height) {
        if (y - height < BOTTOM) {
            page();
        }
    }

    private void page() {
        document.page();
        document.right(RIGHT, BOTTOM / 2.0, SMALL, false, Integer.toString(document.pages()));
        y = TOP;
    }

    /** At most so many signs each, broken between words where there are any. */
    private static List<String> lines(String text, int most) {
        List<String> lines = new ArrayList<>();
        for (String rest : Normalizer.normalize(text, Normalizer.Form.NFC).split("\\R")) {
            String left = rest.replace('\t', ' ');
            while (left.codePointCount(0, left.length()) > most) {
                int end = left.offsetByCodePoints(0, most);
                int space = left.lastIndexOf(' ', end);
                int at = space > 0 ? space : end;
                lines.add(left.substring(0, at));
                left = left.substring(at).strip();
            }
            lines.add(left);
        }
        return lines;
    }
}
