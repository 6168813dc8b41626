package org.studentmanagement.grading;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Text on pages of A4, as PDF 1.4 with the Helvetica that every reader has: no font is embedded, and no library is needed, of which
 * those that there are draw with AWT, which a native image lacks. Units are points from the lower left corner.
 */
final class PdfDocument {
    static final int WIDTH = 595;
    static final int HEIGHT = 842;

    /** Of the digits, the point and whatever else is set flush right, in thousandths of the size. */
    private static final int DIGIT = 556;

    private static final int NARROW = 278;

    /** Codes from here on are given to glyphs as they come. */
    private static final int FIRST_CODE = 128;

    private static final int LAST_CODE = 255;

    /** Catalogue, pages, encoding and two fonts. */
    private static final int SHARED = 5;

    private final List<StringBuilder> pages = new ArrayList<>();
    private final Map<String, Integer> codes = new LinkedHashMap<>();

    void page() {
        pages.add(new StringBuilder());
    }

    int pages() {
        return pages.size();
    }

    void text(double x, double y, double size, boolean bold, String text) {
        StringBuilder hex = new StringBuilder();
        text.codePoints().forEach(sign -> hex.append("%02X".formatted(code(sign))));
        pages.get(pages.size() - 1)
                .append("BT /%s %s Tf %s %s Td <%s> Tj ET\n"
                        .formatted(bold ? "B" : "R", number(size), number(x), number(y), hex));
    }

    /** Digits, points, hyphens and spaces, which end at x. */
    void right(double x, double y, double size, boolean bold, String figures) {
        int width = figures.chars()
                .map(sign -> Character.isDigit(sign) ? DIGIT : NARROW)
                .sum();
        text(x - width * size / 1000, y, size, bold, figures);
    }

    void rule(double y, double from, double to) {
        pages.get(pages.size() - 1)
                .append("0.5 w %s %s m %s %s l S\n".formatted(number(from), number(y), number(to), number(y)));
    }

    byte[] bytes() {
        List<String> objects = new ArrayList<>();
        StringBuilder kids = new StringBuilder();
        for (int page = 0; page < pages.size(); page++) {
            kids.append(SHARED + 1 + 2 * page).append(" 0 R ");
        }
        objects.add("<< /Type /Catalog /Pages 2 0 R >>");
        objects.add("<< /Type /Pages /Kids [%s] /Count %d >>".formatted(kids, pages.size()));
        objects.add("<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [%d %s] >>"
                .formatted(FIRST_CODE, codes.isEmpty() ? "/Euro" : "/" + String.join(" /", codes.keySet())));
        for (String font : List.of("Helvetica", "Helvetica-Bold")) {
            objects.add("<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding 3 0 R >>".formatted(font));
        }
        for (StringBuilder page : pages) {
            objects.add(("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R"
                            + " /Resources << /Font << /R 4 0 R /B 5 0 R >> >> >>")
                    .formatted(WIDTH, HEIGHT, objects.size() + 2));
            objects.add("<< /Length %d >>\nstream\n%sendstream".formatted(page.length(), page));
        }
        return file(objects);
    }

    private static byte[] file(List<String> objects) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        StringBuilder table = new StringBuilder("xref\n0 %d\n0000000000 65535 f \n".formatted(objects.size() + 1));
        write(file, "%PDF-1.4\n");
        for (int place = 0; place < objects.size(); place++) {
            table.append("%010d 00000 n \n".formatted(file.size()));
            write(file, "%d 0 obj\n%s\nendobj\n".formatted(place + 1, objects.get(place)));
        }
        int begin = file.size();
        write(
                file,
                table + "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n".formatted(objects.size() + 1, begin));
        write(file, "%%EOF\n");
        return file.toByteArray();
    }

    private static void write(ByteArrayOutputStream file, String text) {
        file.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** What the font has no glyph for is shown as a question mark, so that nobody takes a name for complete that is not. */
    private int code(int sign) {
        if (sign >= ' ' && sign <= '~') {
            return sign;
        }
        Optional<String> glyph = Glyphs.name(sign);
        if (glyph.isEmpty() || !codes.containsKey(glyph.get()) && FIRST_CODE + codes.size() > LAST_CODE) {
            return '?';
        }
        return codes.computeIfAbsent(glyph.get(), name -> FIRST_CODE + codes.size());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
