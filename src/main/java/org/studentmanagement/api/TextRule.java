package org.studentmanagement.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What text must be to show as what it is, said by code points, so that every version of Unicode agrees. Marks of direction
 * (U+200E, U+200F, U+061C) and joiners are allowed beside what can be seen: Hebrew, Arabic, Persian and emoji are written with
 * them. The triggers of the database say the same for whoever else writes.
 */
public final class TextRule {
    /** Whitespace, controls and formats of all kinds, fillers: alone they show nothing. */
    private static final Pattern SEEN =
            Pattern.compile("[^\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160"
                    + "\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufdd0-\\ufdef"
                    + "\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\ufffe\\uffff"
                    + "\\x{1bca0}-\\x{1bca3}\\x{1d173}-\\x{1d17a}\\x{e0000}-\\x{e0fff}]");

    private static final String TURNING = "\\u202a-\\u202e\\u2066-\\u2069";

    private static final String NO_CHARACTERS = "\\ufdd0-\\ufdef\\ufffe\\uffff";

    /** What a line may not have: it controls a terminal, ends the line, or turns the direction of writing round. */
    private static final Pattern NOT_IN_A_LINE =
            Pattern.compile("[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029" + TURNING + NO_CHARACTERS + "]");

    /** The same, but that lines may end and have tabs. */
    private static final Pattern NOT_IN_LINES = Pattern.compile(
            "[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f" + TURNING + NO_CHARACTERS + "]");

    private TextRule() {}

    public static boolean isBlank(String text) {
        return !SEEN.matcher(text).find();
    }

    /**
     * What is wrong with the text, if anything.
     *
     * @param lines whether it may be of several lines
     */
    public static Optional<String> fault(String text, boolean lines) {
        Matcher unfit = (lines ? NOT_IN_LINES : NOT_IN_A_LINE).matcher(text);
        return unfit.find()
                ? Optional.of("must not contain U+%04X, a character that controls how text is shown"
                        .formatted(unfit.group().codePointAt(0)))
                : Optional.empty();
    }

    /** The text for a sentence: what it may not contain is shown as a question mark. */
    public static String shown(String text) {
        return NOT_IN_A_LINE.matcher(text).replaceAll("?");
    }
}
