package org.studentmanagement.material;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which files are taken, and by which first bytes each is known, as the WHATWG's MIME Sniffing Standard and the formats themselves
 * have them. Whatever else is application/octet-stream, which promises nothing.
 */
final class ContentTypes {
    static final String ANY = "application/octet-stream";

    /** The most that is looked at, in bytes. */
    static final int FIRST = 512;

    private static final List<String> ZIP = List.of("PK\3\4", "PK\5\6");

    /** Each byte is a character. What stands behind a blank in a type's pattern is at the place of the number. */
    private static final Map<String, List<String>> SIGNATURES = new TreeMap<>(Map.ofEntries(
            Map.entry("application/pdf", List.of("%PDF-")),
            Map.entry("application/zip", ZIP),
            Map.entry("application/epub+zip", ZIP),
            Map.entry("application/vnd.oasis.opendocument.text", ZIP),
            Map.entry("application/vnd.oasis.opendocument.spreadsheet", ZIP),
            Map.entry("application/vnd.oasis.opendocument.presentation", ZIP),
            Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ZIP),
            Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ZIP),
            Map.entry("application/vnd.openxmlformats-officedocument.presentationml.presentation", ZIP),
            Map.entry("audio/mpeg", List.of("ID3", "\u00ff\u00fb", "\u00ff\u00f3", "\u00ff\u00f2")),
            Map.entry("audio/ogg", List.of("OggS")),
            Map.entry("image/gif", List.of("GIF87a", "GIF89a")),
            Map.entry("image/jpeg", List.of("\u00ff\u00d8\u00ff")),
            Map.entry("image/png", List.of("\u0089PNG\r\n\32\n")),
            Map.entry("video/webm", List.of("\32E\u00df\u00a3"))));

    private static final List<String> TEXTS = List.of("text/plain", "text/csv", "text/markdown");

    private ContentTypes() {}

    static boolean known(String type) {
        return type.equals(ANY) || TEXTS.contains(type) || SIGNATURES.containsKey(type);
    }

    /** What all of them match, and nothing else. */
    static String pattern() {
        return Stream.of(SIGNATURES.keySet(), TEXTS, List.of(ANY))
                .flatMap(Collection::stream)
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
    }

    /** In the words of a refusal. */
    static String all() {
        return String.join(", ", SIGNATURES.keySet()) + ", " + String.join(", ", TEXTS) + " or, for anything else, "
                + ANY;
    }

    /** Whether a file that begins so may be of the type. */
    static boolean fits(String type, byte[] first) {
        if (type.equals(ANY)) {
            return true;
        }
        if (TEXTS.contains(type)) {
            return isText(first);
        }
        String begin = new String(first, StandardCharsets.ISO_8859_1);
        return SIGNATURES.get(type).stream().anyMatch(begin::startsWith);
    }

    /** UTF-8 without control characters; of a character that is cut off at the end the rest is not asked for. */
    private static boolean isText(byte[] first) {
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(first);
        CharBuffer text = CharBuffer.allocate(first.length + 1);
        return !utf8.decode(bytes, text, first.length < FIRST).isError()
                && text.flip().chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f');
    }
}
