package org.studentmanagement.imports;

import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.resteasy.reactive.common.headers.HeaderUtil;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;
import org.studentmanagement.api.TextRule;

/** A form with files, stored as it comes: what is in memory is a part of one of them. */
final class Upload implements MultipartParser.PartHandler {
    /** The name of a field for any of the files, as of one input for several: the names of the files say what they have. */
    static final String ANY = "files";

    private static final int PART = 1 << 18;
    private static final int READ_AT_ONCE = 1 << 14;

    private final List<String> sheets;
    private final Consumer<String> right;
    private final ImportFiles files;
    private final long most;
    private final Set<String> stored = new HashSet<>();
    private final ByteBuffer collected = ByteBuffer.allocate(PART);
    private final MessageDigest hash = sha256();
    private String sheet;
    private int part;
    private long length;
    private long sinceHeard;

    /**
     * @param sheets that a file may be
     * @param right refuses one that the caller may not import
     * @param most bytes of the whole form
     */
    Upload(List<String> sheets, Consumer<String> right, ImportFiles files, long most) {
        this.sheets = sheets;
        this.right = right;
        this.files = files;
        this.most = most;
    }

    /**
     * Of the files: the boundary between them is another one whenever a browser sends them again.
     *
     * @return SHA-256 of their names and contents, when all are stored
     */
    byte[] hash() {
        return hash.digest();
    }

    /** Reads it to its end, and returns which sheets it has. */
    Set<String> store(InputStream form, String contentType) throws IOException {
        String boundary = HeaderUtil.extractQuotedValueFromHeader(contentType, "boundary");
        if (boundary == null || boundary.isEmpty()) {
            throw ImportRefused.files("Content-Type names no boundary, as multipart/form-data; boundary=… does.");
        }
        MultipartParser.ParseState parser = MultipartParser.beginParse(
                this, boundary.getBytes(StandardCharsets.US_ASCII), StandardCharsets.UTF_8.name());
        byte[] read = new byte[READ_AT_ONCE];
        long bytes = 0;
        for (int count = form.read(read); count >= 0; count = form.read(read)) {
            bytes += count;
            sinceHeard += count;
            if (bytes > most) {
                throw ImportRefused.tooLarge(most);
            }
            if (!parser.isComplete()) {
                parse(parser, ByteBuffer.wrap(read, 0, count));
            }
        }
        if (!parser.isComplete()) {
            throw ImportRefused.files("The form is cut short: its last boundary is missing.");
        }
        if (stored.isEmpty()) {
            throw ImportRefused.files(
                    "The form has no file. Send one or several of " + String.join(", ", sheets) + ".");
        }
        return stored;
    }

    private void parse(MultipartParser.ParseState parser, ByteBuffer bytes) throws IOException {
        try {
            parser.parse(bytes);
        } catch (IOException malformed) {
            throw ImportRefused.files("The form is not multipart/form-data as RFC 7578 has it.");
        }
        if (sinceHeard > PART) {
            // the parser keeps headers, however long they are
            throw ImportRefused.files("The form has a header that is too long, or none of its boundaries.");
        }
    }

    @Override
    public void beginPart(CaseInsensitiveMap<String> headers) {
        String disposition = headers.getFirst(HttpHeaders.CONTENT_DISPOSITION);
        sheet = sheet(disposition == null ? "" : disposition);
        right.accept(sheet);
        if (!stored.add(sheet)) {
            throw ImportRefused.files("The form has two files of " + sheet + ". Send one.");
        }
        part = 0;
        length = 0;
        sinceHeard = 0;
        hash.update((sheet + '\n').getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void data(ByteBuffer bytes) {
        sinceHeard = 0;
        while (bytes.hasRemaining()) {
            int fitting = Math.min(bytes.remaining(), collected.remaining());
            collected.put(bytes.slice(bytes.position(), fitting));
            bytes.position(bytes.position() + fitting);
            if (!collected.hasRemaining()) {
                flush();
            }
        }
    }

    /** Of an empty file, too, there is one part. */
    @Override
    public void endPart() {
        if (collected.position() > 0 || part == 0) {
            flush();
        }
        hash.update(("\n" + length + '\n').getBytes(StandardCharsets.US_ASCII));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void flush() {
        byte[] content = new byte[collected.flip().remaining()];
        collected.get(content);
        collected.clear();
        hash.update(content);
        length += content.length;
        try {
            files.add(sheet, part++, content);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of a field that is not named after one, the name of the file says it, up to its first dot. */
    private String sheet(String disposition) {
        String field = HeaderUtil.extractQuotedValueFromHeader(disposition, "name");
        String file = HeaderUtil.extractQuotedValueFromHeaderWithEncoding(disposition, "filename");
        String named = ANY.equals(field) && file != null ? file.replaceFirst("\\..*", "") : field;
        if (named == null || !sheets.contains(named)) {
            throw ImportRefused.files(
                    "The form has a part that is none of %s: \"%s\". Name it so, or name it %s, and its file so."
                            .formatted(String.join(", ", sheets), shortened(named), ANY));
        }
        return named;
    }

    private static String shortened(String name) {
        String shown = TextRule.shown(name == null ? "" : name);
        return shown.length() > 40 ? shown.substring(0, 40) + "…" : shown;
    }
}
