package org.studentmanagement.api.pdf;

import java.io.IOException;
import java.text.Bidi;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** What a text becomes on paper: lines that are not too long, of signs that the font has. */
final class PageText {
    private static final float THOUSANDTHS = 1000;

    private final PDFont font;
    private final CmapLookup signs;

    PageText(PDFont font, CmapLookup signs) {
        this.font = font;
        this.signs = signs;
    }

    /** None of null; else at least one, broken between words where there are any. */
    List<String> wrapped(String said, float size, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        if (said == null) {
            return lines;
        }
        for (String paragraph : Normalizer.normalize(said, Normalizer.Form.NFC).split("\\R")) {
            String left = known(paragraph).strip();
            int end = fitting(left, size, width);
            while (end < left.length()) {
                int space = left.lastIndexOf(' ', end);
                int at = space > 0 ? space : end;
                lines.add(visual(left.substring(0, at).strip()));
                left = left.substring(at).strip();
                end = fitting(left, size, width);
            }
            lines.add(visual(left));
        }
        return lines;
    }

    float width(String line, float size) throws IOException {
        return font.getStringWidth(line) / THOUSANDTHS * size;
    }

    /** Where a line must end at the latest; behind its first sign, however wide that is. */
    private int fitting(String text, float size, float width) throws IOException {
        float used = 0;
        int end = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            used += width(text.substring(end, next), size);
            if (used > width && end > 0) {
                return end;
            }
            end = next;
        }
        return end;
    }

    /** What the font does not have is shown as a question mark, so that nobody takes a name for complete that is not. */
    private String known(String text) {
        return text.replace('\t', ' ')
                .codePoints()
                .map(sign -> signs.getGlyphId(sign) == 0 ? '?' : sign)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** From the left to the right, which Hebrew is not written. */
    private static String visual(String line) {
        Bidi bidi = new Bidi(line, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        int runs = bidi.getRunCount();
        byte[] levels = new byte[runs];
        String[] parts = new String[runs];
        for (int run = 0; run < runs; run++) {
            levels[run] = (byte) bidi.getRunLevel(run);
            String part = line.substring(bidi.getRunStart(run), bidi.getRunLimit(run));
            parts[run] = levels[run] % 2 == 0
                    ? part
                    : new StringBuilder(part).reverse().toString();
        }
        Bidi.reorderVisually(levels, 0, parts, 0, runs);
        return String.join("", parts);
    }
}
