package org.studentmanagement.store;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;

/** A process that is a server of the S3 protocol, with one bucket. */
final class ObjectStore {
    private final Process process;
    private final String endpoint;
    private final S3Client client;

    private ObjectStore(Process process, String endpoint) {
        this.process = process;
        this.endpoint = endpoint;
        client = S3Store.client(StoreSettings.of(settings()).s3());
    }

    static ObjectStore start() throws IOException {
        // of Guice Quarkus brings a release that is too old for it
        String libraries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(library -> !library.endsWith("-classes.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        ProcessBuilder server = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                ObjectStoreServer.class.getName());
        server.environment().put("CLASSPATH", libraries);
        Process process = server.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return new ObjectStore(process, "http://127.0.0.1:" + said.readLine());
    }

    Map<String, String> settings() {
        return new HashMap<>(Map.of(
                "materials.s3.endpoint", endpoint,
                "materials.s3.bucket", ObjectStoreServer.BUCKET,
                "materials.s3.access-key", ObjectStoreServer.KEY,
                "materials.s3.secret-key", ObjectStoreServer.SECRET));
    }

    /** Of which files an upload has begun. */
    List<String> begun() {
        return client.listMultipartUploads(list -> list.bucket(ObjectStoreServer.BUCKET)).uploads().stream()
                .map(begun -> begun.key())
                .toList();
    }

    /** As an upload does that is killed then. */
    void begin(UUID id) {
        client.createMultipartUpload(
                begin -> begin.bucket(ObjectStoreServer.BUCKET).key(id.toString()));
    }

    void stop() {
        process.destroyForcibly();
    }
}
