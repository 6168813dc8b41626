package org.studentmanagement.schema.fingerprint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.studentmanagement.terminal.FileFault;
import org.studentmanagement.terminal.Refused;

/** A fingerprint, or something with one in it, as a file: JSON, compressed by gzip. The file is there as a whole or not at all. */
public final class FingerprintFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private FingerprintFile() {}

    public static void write(Path file, Object document) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw Refused.usage(file + " is there already, and is no file: name another.");
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            try (FileChannel channel = FileChannel.open(
                            unfinished,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
                    OutputStream compressed = new GZIPOutputStream(Channels.newOutputStream(channel))) {
                byte[] json = JSON.writeValueAsBytes(document);
                compressed.write(json);
                ((GZIPOutputStream) compressed).finish();
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            discard(unfinished);
            throw Refused.failed("%s cannot be written: %s.", file, FileFault.explain(e));
        }
    }

    /** @throws Refused if there is no such file, or it is another one, cut short, or of a newer version */
    public static <T> T read(Path file, Class<T> type) {
        try (InputStream stream = Files.newInputStream(file);
                InputStream json = new GZIPInputStream(stream)) {
            return JSON.readValue(json.readAllBytes(), type);
        } catch (NoSuchFileException e) {
            throw Refused.usage("There is no file " + file + ".");
        } catch (EOFException e) {
            throw new Refused(file + " is cut short: take another copy of it.");
        } catch (ZipException | JsonProcessingException e) {
            throw new Refused(file + " is damaged, or none that was written here.");
        } catch (IOException e) {
            throw Refused.failed("%s cannot be read: %s.", file, FileFault.explain(e));
        }
    }

    private static void discard(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException nothingToLose) {
            // its name says what it is
        }
    }
}
