package org.studentmanagement.api.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;

@BesideTheService
class PrintedPagesTest {
    private static final List<PageColumn> NARROW = List.of(PageColumn.left(60), PageColumn.right(60));

    @Test
    void namesOfAllEuropeAreFoundInTheOrderInWhichTheyAreRead() throws IOException {
        String names =
                "\u0141uk\u00e1\u0161 \u0218tef\u0103nescu, \u0410\u043b\u0435\u043a\u0441\u0435\u0439, \u0391\u03bb\u03ad\u03be\u03b9\u03bf\u03c2, Fifi Offiziersh\u00f8j";

        byte[] printed = PrintedPages.of("Names", pages -> {
            pages.lines(12, true, names);
            pages.row(NARROW, 9, false, "left", "1.50");
        });

        assertThat(text(printed)).isEqualTo(names + "\nleft 1.50\n1\n");
    }

    @Test
    void hebrewIsReadFromTheRight() throws IOException {
        byte[] printed = PrintedPages.of("Hebrew", pages -> pages.lines(12, false, "\u05d3\u05d5\u05d3 12"));

        assertThat(text(printed)).startsWith("\u05d3\u05d5\u05d3 12");
    }

    @Test
    void aSignThatTheFontDoesNotHaveIsAQuestionMark() throws IOException {
        byte[] printed = PrintedPages.of("?", pages -> pages.lines(12, false, "a\t\u5b57\u0007\ud83d\ude00b"));

        assertThat(text(printed)).startsWith("a ???b");
    }

    @Test
    void theSameTextMakesTheSameBytes() {
        PrintedPages.Content content = pages -> {
            pages.lines(12, true, "Zo\u00eb \u010capek");
            pages.rule();
        };

        assertThat(PrintedPages.of("Same", content)).isEqualTo(PrintedPages.of("Same", content));
    }

    @Test
    void whatIsTooWideGoesOnBelowAndWhatIsTooLongOnTheNextPage() throws IOException {
        byte[] printed = PrintedPages.of("Long", pages -> {
            for (int row = 0; row < 60; row++) {
                pages.row(NARROW, 9, false, "two lines of words", null);
            }
            pages.row(NARROW, 9, false, "x".repeat(30), "end");
        });

        try (PDDocument read = Loader.loadPDF(printed)) {
            assertThat(read.getNumberOfPages()).isEqualTo(3);
        }
        assertThat(text(printed))
                .startsWith("two lines of\nwords\ntwo")
                .contains("x end\nx")
                .endsWith("\n3\n");
    }

    private static String text(byte[] printed) throws IOException {
        try (PDDocument read = Loader.loadPDF(printed)) {
            return new PDFTextStripper().getText(read);
        }
    }
}
