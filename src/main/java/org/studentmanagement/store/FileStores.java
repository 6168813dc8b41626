package org.studentmanagement.store;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.interceptor.Interceptor;
import java.util.stream.Stream;

/** The one store that is configured: a bucket, a folder, or none. */
@ApplicationScoped
class FileStores {
    @Produces
    @ApplicationScoped
    FileStore configured(StoreConfig config) {
        return given(config.s3()) > 0 ? new S3Store(config.s3()) : new FolderStore(config.folder());
    }

    /** @throws ConfigurationException the one exception of which Quarkus prints the message alone, before it exits with 1 */
    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 1) StartupEvent started, StoreConfig config) {
        require(config);
    }

    static void require(StoreConfig config) {
        if (given(config.s3()) > 0 && given(config.s3()) < settings(config.s3()).count()) {
            throw new ConfigurationException("Files cannot be kept in a bucket of which half is said: set"
                    + " MATERIALS_S3_ENDPOINT, MATERIALS_S3_BUCKET, MATERIALS_S3_ACCESS_KEY and"
                    + " MATERIALS_S3_SECRET_KEY, or none of them.");
        }
        if (given(config.s3()) > 0 && config.folder().isPresent()) {
            throw new ConfigurationException(
                    "Two places for files are configured: set either MATERIALS_FOLDER or MATERIALS_S3_ENDPOINT and the rest.");
        }
        if (config.s3()
                .endpoint()
                .filter(url -> url.getHost() == null
                        || !url.getScheme().equals("https") && !url.getScheme().equals("http"))
                .isPresent()) {
            throw new ConfigurationException(
                    "MATERIALS_S3_ENDPOINT is no address: set one like https://s3.eu-central-1.amazonaws.com.");
        }
    }

    private static long given(StoreConfig.S3 s3) {
        return settings(s3).filter(Boolean::booleanValue).count();
    }

    private static Stream<Boolean> settings(StoreConfig.S3 s3) {
        return Stream.of(
                s3.endpoint().isPresent(),
                s3.bucket().isPresent(),
                s3.accessKey().isPresent(),
                s3.secretKey().isPresent());
    }
}
