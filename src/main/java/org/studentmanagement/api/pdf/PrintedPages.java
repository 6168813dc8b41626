package org.studentmanagement.api.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/**
 * Text on pages of A4, from the top to the bottom, on as many as it takes. Sizes are points, of which a page has 495 between its
 * margins. The same text makes the same bytes, whenever it is printed.
 *
 * <p>The font is Liberation Sans, which PDFBox brings, and of which the file has the signs that it uses.
 */
public final class PrintedPages {
    /** What is printed, from the top to the bottom. */
    @FunctionalInterface
    public interface Content {
        void on(PrintedPages pages) throws IOException;
    }

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private static final float MARGIN = 50;
    private static final float LEADING = 1.4f;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final float TOP = PDRectangle.A4.getHeight() - MARGIN;
    private static final float FOOT = 30;
    private static final float FOOT_SIZE = 9;
    private static final List<PageColumn> WHOLE_LINE = List.of(PageColumn.left(WIDTH));

    /** How thick the outline of a bold letter is, as a part of its size. */
    private static final float BOLD = 0.04f;

    private final PDDocument document;
    private final PDType0Font font;
    private final PageText text;
    private PDPageContentStream page;
    private float y;

    private PrintedPages(PDDocument document, String title) throws IOException {
        this.document = document;
        TrueTypeFont letters = letters();
        // else two letters would become one sign, which is not found by who searches for them
        letters.setEnableGsub(false);
        font = PDType0Font.load(document, letters, true);
        text = new PageText(font, letters.getUnicodeCmapLookup());
        document.getDocumentInformation().setTitle(title);
        // one that is not the time
        document.setDocumentId(0L);
        begin();
    }

    /** @param title what a reader shows above the pages */
    public static byte[] of(String title, Content content) {
        try (PDDocument document = new PDDocument()) {
            PrintedPages pages = new PrintedPages(document, title);
            content.on(pages);
            return pages.bytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static TrueTypeFont letters() throws IOException {
        try (InputStream file = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT))) {
            return new TTFParser().parse(new RandomAccessReadBuffer(file));
        }
    }

    /** Lines of the whole width. */
    public void lines(float size, boolean bold, String said) throws IOException {
        row(WHOLE_LINE, size, bold, said);
    }

    /**
     * A row of a table. What does not fit beside the others goes on below, and a row that does not fit on the page is on the next.
     *
     * @param cells one for each column, or null
     */
    public void row(List<PageColumn> columns, float size, boolean bold, String... cells) throws IOException {
        List<List<String>> wrapped = new ArrayList<>();
        for (int place = 0; place < cells.length; place++) {
            wrapped.add(text.wrapped(cells[place], size, columns.get(place).width()));
        }
        int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
        keep(height * size * LEADING);
        for (int line = 0; line < height; line++) {
            keep(size * LEADING);
            y -= size * LEADING;
            float x = MARGIN;
            for (int place = 0; place < cells.length; place++) {
                if (line < wrapped.get(place).size()) {
                    String said = wrapped.get(place).get(line);
                    write(x + columns.get(place).before(text.width(said, size)), size, bold, said);
                }
                x += columns.get(place).width() + PageColumn.GAP;
            }
        }
    }

    /** Keeps what comes next together: it begins on a page that has so much left, where a page has that much at all. */
    public void keep(float height) throws IOException {
        if (y - height < MARGIN && y < TOP) {
            end();
            begin();
        }
    }

    public void gap(float height) {
        y -= height;
    }

    /** A line across the page. */
    public void rule() throws IOException {
        y -= 3;
        page.setLineWidth(BOLD * FOOT_SIZE);
        page.moveTo(MARGIN, y);
        page.lineTo(MARGIN + WIDTH, y);
        page.stroke();
    }

    private void write(float x, float size, boolean bold, String said) throws IOException {
        page.beginText();
        page.setFont(font, size);
        page.setLineWidth(size * BOLD);
        page.setRenderingMode(bold ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        page.newLineAtOffset(x, y);
        page.showText(said);
        page.endText();
    }

    private void begin() throws IOException {
        PDPage next = new PDPage(PDRectangle.A4);
        document.addPage(next);
        page = new PDPageContentStream(document, next);
        y = TOP;
    }

    private void end() throws IOException {
        String number = Integer.toString(document.getNumberOfPages());
        y = FOOT;
        write(MARGIN + WIDTH - text.width(number, FOOT_SIZE), FOOT_SIZE, false, number);
        page.close();
    }

    private byte[] bytes() throws IOException {
        end();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        document.save(file);
        return file.toByteArray();
    }
}
