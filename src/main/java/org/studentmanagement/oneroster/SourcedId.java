package org.studentmanagement.oneroster;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By which other software knows a record: a UUID of version 8 (RFC 9562, 5.8), made of the school's prefix, the noun and the ids
 * of the row, as the SQL function {@code sourced_id} makes it. So it needs no column, no index and no statement when a row is
 * stored, it is there for rows of any age, also while the release before still writes, and it stays what it is as long as the
 * row has its id: over changes, backups and restores. A column of random UUIDs would cost each enrollment an index entry.
 *
 * @param id 44 bits
 * @param otherId 40 bits; 0 where the noun has one id
 */
@RegisterForReflection
record SourcedId(long prefix, int noun, long id, long otherId) {
    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{8})-([0-9a-f]{4})-8([0-9a-f]{3})-([89ab])([0-9a-f]{3})-([0-9a-f]{12})");

    private static final Pattern ANY = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** The digit with the variant of a UUID, which is 8 to b: what is above 8 counts sixteen nouns. */
    private static final int VARIANT = 4;

    private static final int VARIANT_BEGINS = 8;

    private static final int PREFIX_ENDS = 8;
    private static final int NOUN_ENDS = 9;
    private static final int ID_ENDS = 20;

    /** Empty where the text is of another form: then nothing has it here. */
    static Optional<SourcedId> parse(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        Matcher form = FORM.matcher(small);
        if (!form.matches()) {
            return Optional.empty();
        }
        int sixteens = HexFormat.fromHexDigit(form.group(VARIANT).charAt(0)) - VARIANT_BEGINS;
        String digits = form.replaceFirst("$1$2$3$5$6");
        return Optional.of(new SourcedId(
                HexFormat.fromHexDigitsToLong(digits, 0, PREFIX_ENDS),
                16 * sixteens + HexFormat.fromHexDigits(digits, PREFIX_ENDS, NOUN_ENDS),
                HexFormat.fromHexDigitsToLong(digits, NOUN_ENDS, ID_ENDS),
                HexFormat.fromHexDigitsToLong(digits, ID_ENDS, digits.length())));
    }

    /** One of any form; empty where the text is none. */
    static Optional<UUID> uuid(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return ANY.matcher(small).matches() ? Optional.of(UUID.fromString(small)) : Optional.empty();
    }

    /** One that other software has made: a UUID, but of no form that is made here. */
    static Optional<UUID> given(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return ANY.matcher(small).matches() && !FORM.matcher(small).matches()
                ? Optional.of(UUID.fromString(small))
                : Optional.empty();
    }

    /** The expression of one. */
    static String sql(String noun, String id, String otherId) {
        return "sourced_id(%s, %s, %s, %s)".formatted(OneRosterSchool.PREFIX, noun, id, otherId);
    }
}
