package org.studentmanagement.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket. What is longer than a part is sent in several, which become a file with the last request: until then the store has none, and
 * no more than one part of an upload is in memory.
 */
class S3Store implements FileStore {
    /** In bytes: the least that a part may have that is not the last one. */
    static final int PART = 5 << 20;

    private static final int ATTEMPTS = 3;

    private final S3Client client;
    private final String bucket;
    private final String endpoint;

    S3Store(StoreConfig.S3 config) {
        bucket = config.bucket().orElseThrow();
        endpoint = config.endpoint().orElseThrow().toString();
        client = client(config);
    }

    static S3Client client(StoreConfig.S3 config) {
        return S3Client.builder()
                .endpointOverride(config.endpoint().orElseThrow())
                .region(Region.of(config.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        config.accessKey().orElseThrow(), config.secretKey().orElseThrow())))
                .forcePathStyle(config.pathStyle())
                // not every store knows the newer sums; what is sent is signed
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(
                        settings -> settings.chunkedEncodingEnabled(false).expectContinueEnabled(false))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(config.timeout())
                        .socketTimeout(config.timeout()))
                .overrideConfiguration(settings -> settings.retryStrategy(retry -> retry.maxAttempts(ATTEMPTS)))
                .build();
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public String settings() {
        return "materials.s3.bucket at materials.s3.endpoint";
    }

    @Override
    public void check() throws IOException {
        ask(() -> client.listObjectsV2(list -> list.bucket(bucket).maxKeys(1)));
    }

    @Override
    public void put(UUID id, InputStream content) throws IOException {
        byte[] part = new byte[PART];
        int size = content.readNBytes(part, 0, PART);
        if (size < PART) {
            int all = size;
            ask(() -> client.putObject(put -> put.bucket(bucket).key(id.toString()), body(part, all)));
            return;
        }
        String upload = ask(() -> client.createMultipartUpload(
                        begin -> begin.bucket(bucket).key(id.toString())))
                .uploadId();
        boolean whole = false;
        try {
            List<CompletedPart> sent = new ArrayList<>();
            while (size > 0) {
                sent.add(send(id, upload, sent.size() + 1, body(part, size)));
                size = content.readNBytes(part, 0, PART);
            }
            ask(() -> client.completeMultipartUpload(end -> end.bucket(bucket)
                    .key(id.toString())
                    .uploadId(upload)
                    .multipartUpload(parts -> parts.parts(sent))));
            whole = true;
        } finally {
            if (!whole) {
                giveUp(id, upload);
            }
        }
    }

    private CompletedPart send(UUID id, String upload, int number, RequestBody body) throws IOException {
        String tag = ask(() -> client.uploadPart(
                        part -> part.bucket(bucket)
                                .key(id.toString())
                                .uploadId(upload)
                                .partNumber(number),
                        body))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    /** Asked for once: it is sent again where the store did not answer. */
    private static RequestBody body(byte[] part, int size) {
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(part, 0, size), size, "application/octet-stream");
    }

    private void giveUp(UUID id, String upload) {
        try {
            client.abortMultipartUpload(
                    end -> end.bucket(bucket).key(id.toString()).uploadId(upload));
        } catch (SdkException away) {
            // it is found when the file is removed
        }
    }

    @Override
    public InputStream get(UUID id, long from, long size) throws IOException {
        try {
            return ask(() -> client.getObject(get ->
                    get.bucket(bucket).key(id.toString()).range("bytes=%d-%d".formatted(from, from + size - 1))));
        } catch (IOException failed) {
            throw failed.getCause() instanceof NoSuchKeyException ? new NoSuchFileException(id.toString()) : failed;
        }
    }

    @Override
    public boolean has(UUID id) throws IOException {
        return ask(() -> {
            try {
                client.headObject(head -> head.bucket(bucket).key(id.toString()));
                return true;
            } catch (NoSuchKeyException none) {
                return false;
            }
        });
    }

    @Override
    public void remove(UUID id) throws IOException {
        ask(() -> client.deleteObject(delete -> delete.bucket(bucket).key(id.toString())));
        ask(() -> client.listMultipartUploads(list -> list.bucket(bucket).prefix(id.toString())))
                .uploads()
                .forEach(begun -> giveUp(id, begun.uploadId()));
    }

    /** By lists of what is between the first and the last: a store tells names in their order. */
    @Override
    public List<UUID> missing(List<UUID> ids) throws IOException {
        if (ids.isEmpty()) {
            return ids;
        }
        String last = ids.get(ids.size() - 1).toString();
        String first = ids.get(0).toString();
        Set<UUID> there = new HashSet<>();
        String after = first.substring(0, first.length() - 1);
        while (after != null && after.compareTo(last) < 0) {
            List<S3Object> some = list(after);
            some.forEach(object -> id(object).ifPresent(there::add));
            after = some.isEmpty() ? null : some.get(some.size() - 1).key();
        }
        return ids.stream().filter(id -> !there.contains(id)).toList();
    }

    private List<S3Object> list(String after) throws IOException {
        return ask(() -> client.listObjectsV2(list -> list.bucket(bucket).startAfter(after)))
                .contents();
    }

    @Override
    public Stream<UUID> before(Instant time) throws IOException {
        check();
        return Stream.concat(
                client.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
                        .filter(object -> object.lastModified().isBefore(time))
                        .flatMap(object -> id(object).stream()),
                client.listMultipartUploadsPaginator(list -> list.bucket(bucket)).uploads().stream()
                        .filter(begun -> begun.initiated().isBefore(time))
                        .flatMap(begun -> id(begun.key()).stream()));
    }

    private static Optional<UUID> id(S3Object object) {
        return id(object.key());
    }

    /** What is not ours has no such name, and stays. */
    private static Optional<UUID> id(String key) {
        try {
            return Optional.of(UUID.fromString(key)).filter(id -> id.toString().equals(key));
        } catch (IllegalArgumentException another) {
            return Optional.empty();
        }
    }

    private <T> T ask(Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (NoSuchBucketException none) {
            throw new IOException(
                    "There is no bucket %s at %s: make it, or set materials.s3.bucket.".formatted(bucket, endpoint),
                    none);
        } catch (S3Exception refused) {
            throw new IOException(
                    refused.statusCode() == StatusCode.FORBIDDEN
                            ? "The store at %s refuses materials.s3.access-key the bucket %s: %s"
                                    .formatted(endpoint, bucket, refused.getMessage())
                            : "The store at %s fails: %s".formatted(endpoint, refused.getMessage()),
                    refused);
        } catch (SdkException away) {
            throw new IOException(
                    "The store of materials.s3.endpoint, %s, cannot be reached: %s"
                            .formatted(endpoint, away.getMessage()),
                    away);
        }
    }
}
