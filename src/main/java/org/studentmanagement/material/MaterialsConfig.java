package org.studentmanagement.material;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the files of study material are, and how much of them there may be. */
@ConfigMapping(prefix = "materials")
interface MaterialsConfig {
    /** A folder that all replicas share, and that is backed up with the database. Without one there are links, but no files. */
    Optional<Path> folder();

    /** The most of one file. */
    @WithDefault("64M")
    MemorySize file();

    /** Uploads at once, each of which takes a thread of the replica. */
    @WithDefault("4")
    int uploads();

    /** For how long a file is kept that was deleted or replaced. */
    @WithDefault("30d")
    Duration kept();

    /** After how long an upload that has not ended is given up. */
    @WithDefault("1h")
    Duration abandoned();

    /** How often the folder is compared with the database. */
    @WithDefault("10m")
    Duration sweep();
}
