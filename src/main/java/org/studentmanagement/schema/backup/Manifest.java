package org.studentmanagement.schema.backup;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.studentmanagement.schema.fingerprint.Fingerprint;
import org.studentmanagement.schema.fingerprint.FingerprintFile;
import org.studentmanagement.terminal.Refused;

/** What a backup holds, beside the dump itself. It is written last, so that a backup without one is none. */
@RegisterForReflection
record Manifest(
        int format,
        List<String> applied,
        String pgDump,
        List<String> roles,
        SortedMap<String, FileChecksum> files,
        Fingerprint fingerprint) {
    static final int FORMAT = 1;

    static final String NAME = "manifest.json.gz";

    static final String DUMP = "dump";

    /** @throws Refused if the folder holds no whole backup of a version that is known */
    static Manifest read(Path backup) {
        if (!Files.isDirectory(backup)) {
            throw Refused.usage("There is no folder " + backup + ".");
        }
        if (!Files.exists(backup.resolve(NAME))) {
            throw new Refused("%s is no whole backup: it has no %s, which is written last.".formatted(backup, NAME));
        }
        Manifest manifest = FingerprintFile.read(backup.resolve(NAME), Manifest.class);
        if (manifest.format != FORMAT || manifest.fingerprint == null) {
            throw new Refused(
                    "%s is of a version that this one does not know: use the one that made it.".formatted(backup));
        }
        manifest.fingerprint.requireReadable();
        return manifest;
    }
}
