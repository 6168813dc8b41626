package org.studentmanagement.oneroster;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last record of a page, after which the next page begins. Its text is opaque to callers.
 *
 * @param total of all pages, as it was counted for the first
 */
record PlaceInRoster(long id, long otherId, int noun, long total) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,14}) ([0-9]{1,14}) ([0-9]{1,2}) ([0-9]{1,14})");

    /** @throws OneRosterRefusal if it is damaged */
    static PlaceInRoster parse(String text) {
        try {
            Matcher parts = FORM.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII));
            if (parts.matches()) {
                return new PlaceInRoster(
                        Long.parseLong(parts.group(1)),
                        Long.parseLong(parts.group(2)),
                        Integer.parseInt(parts.group(3)),
                        Long.parseLong(parts.group(4)));
            }
        } catch (IllegalArgumentException damaged) {
            // said below
        }
        throw OneRosterRefusal.invalid("after is what the next page of Link has; begin again without it.");
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        "%d %d %d %d".formatted(id, otherId, noun, total).getBytes(StandardCharsets.US_ASCII));
    }
}
