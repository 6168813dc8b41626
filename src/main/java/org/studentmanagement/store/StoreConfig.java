package org.studentmanagement.store;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where files are, and how much of them there may be. The settings are named after study material, which had files first. */
@ConfigMapping(prefix = "materials")
public interface StoreConfig {
    /** A folder that all replicas share, and that is backed up with the database. Without a store there are no files. */
    Optional<Path> folder();

    /** Where they are instead, if it is an object store. */
    S3 s3();

    /** The most of one file of study material. */
    @WithDefault("64M")
    MemorySize file();

    /** Uploads at once, each of which takes a thread of the replica. */
    @WithDefault("4")
    int uploads();

    /** For how long a file of study material is kept that was deleted or replaced. */
    @WithDefault("30d")
    Duration kept();

    /** After how long an upload that has not ended is given up. */
    @WithDefault("1h")
    Duration abandoned();

    /** How often the store is compared with the database. */
    @WithDefault("10m")
    Duration sweep();

    /** A bucket that has these files alone, of a store that speaks S3. */
    interface S3 {
        /** As in {@code https://s3.eu-central-1.amazonaws.com}. */
        Optional<URI> endpoint();

        /** There already: the service makes none. */
        Optional<String> bucket();

        @WithDefault("us-east-1")
        String region();

        Optional<String> accessKey();

        Optional<String> secretKey();

        /** Whether the bucket is named in the path, else in the name of the host. */
        @WithDefault("true")
        boolean pathStyle();

        /** For how long the store may be silent. */
        @WithDefault("10s")
        Duration timeout();
    }
}
