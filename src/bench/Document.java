package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages that show what the benchmark has printed. */
final class Document {
    static final Path README = Path.of("src/bench/README.md");
    static final Path BEYOND_ONE_PRIMARY = Path.of("src/site/beyond-one-primary.md");

    private Document() {}

    /** Puts it in the place of what the command has printed before. */
    static void fill(Path page, String option, String printed) throws IOException {
        Pattern place = Pattern.compile("(?s)(?<=<!-- src/bench/run " + option + " -->\n).*?(?=<!-- end -->)");
        Matcher found = place.matcher(Files.readString(page));
        Files.writeString(page, found.replaceFirst(Matcher.quoteReplacement(printed)));
    }
}
