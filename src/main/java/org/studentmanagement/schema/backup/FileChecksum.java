package org.studentmanagement.schema.backup;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.studentmanagement.terminal.FileFault;
import org.studentmanagement.terminal.Progress;
import org.studentmanagement.terminal.Refused;

@RegisterForReflection
record FileChecksum(long bytes, String sha256) {
    static SortedMap<String, FileChecksum> of(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        SortedMap<String, FileChecksum> checksums = new TreeMap<>();
        try (Progress progress = Progress.ofBytes("Sealing", bytes)) {
            for (Path file : files) {
                checksums.put(file.getFileName().toString(), of(file, progress));
            }
        }
        return checksums;
    }

    /** @throws Refused if one is missing, cut short or altered */
    static void require(Path folder, Map<String, FileChecksum> checksums) {
        long bytes = checksums.values().stream().mapToLong(FileChecksum::bytes).sum();
        try (Progress progress = Progress.ofBytes("Checking the files", bytes)) {
            for (var checksum : checksums.entrySet()) {
                Path file = folder.resolve(checksum.getKey());
                String fault = fault(file, checksum.getValue(), progress);
                if (fault != null) {
                    throw new Refused("The backup is damaged: %s %s. Nothing was restored; take another copy."
                            .formatted(file, fault));
                }
            }
        } catch (IOException e) {
            throw Refused.failed("%s cannot be read: %s.", folder, FileFault.explain(e));
        }
    }

    private static String fault(Path file, FileChecksum checksum, Progress progress) throws IOException {
        if (!Files.exists(file)) {
            return "is missing";
        }
        if (Files.size(file) != checksum.bytes) {
            return "has %d bytes instead of %d".formatted(Files.size(file), checksum.bytes);
        }
        return of(file, progress).equals(checksum) ? null : "was altered";
    }

    private static FileChecksum of(Path file, Progress progress) throws IOException {
        try (InputStream stream = progress.watch(Files.newInputStream(file));
                DigestInputStream digest = new DigestInputStream(stream, MessageDigest.getInstance("SHA-256"))) {
            long bytes = digest.transferTo(OutputStream.nullOutputStream());
            return new FileChecksum(
                    bytes, HexFormat.of().formatHex(digest.getMessageDigest().digest()));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
