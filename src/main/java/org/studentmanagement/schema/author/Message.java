package org.studentmanagement.schema.author;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.studentmanagement.terminal.Refused;

/** What a developer says about a new revision: its id is made of it, and its first line. */
public record Message(String text) {
    private static final int LONGEST = 100;
    private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9_]*");

    /** @throws Refused if it is blank, longer than 100 characters or a line, or begins with no Latin letter */
    public Message {
        text = text.strip();
        if (text.isEmpty()) {
            throw unusable("The message is blank: say in a sentence why the schema changes.");
        }
        if (text.length() > LONGEST || text.lines().count() > 1) {
            throw unusable(
                    "The message has %d characters: send one line of at most %d.".formatted(text.length(), LONGEST));
        }
        if (!SLUG.matcher(slug(text)).matches()) {
            throw unusable("The message must begin with a letter from A to Z, since the revision is named after it.");
        }
    }

    public String slug() {
        return slug(text);
    }

    String sentence() {
        String sentence = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    private static String slug(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("_$", "");
    }

    private static Refused unusable(String sentence) {
        return Refused.usage(sentence);
    }
}
