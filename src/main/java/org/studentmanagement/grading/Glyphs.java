package org.studentmanagement.grading;

import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;

/** Names of the glyphs of Latin letters, by which the fonts of PDF are asked for them: a letter and its accent, mostly. */
final class Glyphs {
    private static final int FIRST_NOT_ASCII = 0x80;

    private static final Map<Integer, String> ACCENTS = Map.ofEntries(
            Map.entry(0x300, "grave"),
            Map.entry(0x301, "acute"),
            Map.entry(0x302, "circumflex"),
            Map.entry(0x303, "tilde"),
            Map.entry(0x304, "macron"),
            Map.entry(0x306, "breve"),
            Map.entry(0x307, "dotaccent"),
            Map.entry(0x308, "dieresis"),
            Map.entry(0x30a, "ring"),
            Map.entry(0x30b, "hungarumlaut"),
            Map.entry(0x30c, "caron"),
            Map.entry(0x326, "commaaccent"),
            Map.entry(0x327, "cedilla"),
            Map.entry(0x328, "ogonek"));

    private static final Map<Integer, String> OTHERS = Map.ofEntries(
            Map.entry((int) '\u00df', "germandbls"),
            Map.entry((int) '\u00e6', "ae"),
            Map.entry((int) '\u00c6', "AE"),
            Map.entry((int) '\u0153', "oe"),
            Map.entry((int) '\u0152', "OE"),
            Map.entry((int) '\u00f8', "oslash"),
            Map.entry((int) '\u00d8', "Oslash"),
            Map.entry((int) '\u0142', "lslash"),
            Map.entry((int) '\u0141', "Lslash"),
            Map.entry((int) '\u0111', "dcroat"),
            Map.entry((int) '\u0110', "Dcroat"),
            Map.entry((int) '\u00f0', "eth"),
            Map.entry((int) '\u00d0', "Eth"),
            Map.entry((int) '\u00fe', "thorn"),
            Map.entry((int) '\u00de', "Thorn"),
            Map.entry((int) '\u0131', "dotlessi"),
            Map.entry((int) '\u2013', "endash"),
            Map.entry((int) '\u2014', "emdash"),
            Map.entry((int) '\u2018', "quoteleft"),
            Map.entry((int) '\u2019', "quoteright"),
            Map.entry((int) '\u201c', "quotedblleft"),
            Map.entry((int) '\u201d', "quotedblright"),
            Map.entry((int) '\u201e', "quotedblbase"),
            Map.entry((int) '\u2026', "ellipsis"),
            Map.entry((int) '\u00ab', "guillemotleft"),
            Map.entry((int) '\u00bb', "guillemotright"),
            Map.entry((int) '\u00b7', "periodcentered"),
            Map.entry((int) '\u00a0', "space"),
            Map.entry((int) '\u20ac', "Euro"));

    private Glyphs() {}

    /** Of a sign that is none of ASCII; none where the fonts have no such glyph. */
    static Optional<String> name(int sign) {
        if (OTHERS.containsKey(sign)) {
            return Optional.of(OTHERS.get(sign));
        }
        String parts = Normalizer.normalize(Character.toString(sign), Normalizer.Form.NFD);
        boolean latin = parts.length() == 2 && parts.charAt(0) < FIRST_NOT_ASCII && Character.isLetter(parts.charAt(0));
        return latin
                ? Optional.ofNullable(ACCENTS.get((int) parts.charAt(1))).map(accent -> parts.charAt(0) + accent)
                : Optional.empty();
    }
}
