package org.studentmanagement.imports;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.studentmanagement.access.AccessRefusal;
import org.studentmanagement.access.Actor;
import org.studentmanagement.access.Role;
import org.studentmanagement.transfer.Archive;
import org.studentmanagement.transfer.Sheet;

/** Of imports, an administrator may everything, and anybody else what the roles write, in imports of the own. */
@Singleton
class ImportRights {
    private final SecurityIdentity caller;
    private final List<Sheet> sheets;
    private final Archive archive;

    @Inject
    ImportRights(SecurityIdentity caller, List<Sheet> sheets, Archive archive) {
        this.caller = caller;
        this.sheets = sheets;
        this.archive = archive;
    }

    /** Whose uploads the caller sees, or null: everybody's. */
    String owner() {
        return caller.hasRole(Role.ADMIN) ? null : Actor.of(caller);
    }

    /** The names of what the caller may import. */
    List<String> sheets() {
        return Stream.concat(
                        sheets.stream().filter(this::may).map(Sheet::name),
                        caller.hasRole(Role.ADMIN) ? Stream.of(archive.name()) : Stream.empty())
                .toList();
    }

    /**
     * An archive has what all roles write, and is one of nobody else but an administrator.
     *
     * @param names of files, or of those of an archive
     * @throws AccessRefusal if the caller may not import one of these
     */
    void require(Collection<String> names) {
        if (!caller.hasRole(Role.ADMIN)
                && names.stream().anyMatch(name -> name.equals(archive.name()) || archive.has(name))) {
            throw refused(archive.name(), List.of(Role.ADMIN));
        }
        sheets.stream()
                .filter(sheet -> names.contains(sheet.name()) && !may(sheet))
                .findFirst()
                .ifPresent(sheet -> {
                    throw refused(sheet.name(), sheet.writers());
                });
    }

    static AccessRefusal refused(String sheet, List<String> writers) {
        return AccessRefusal.ofPart("Nothing is stored: the file " + sheet, writers);
    }

    private boolean may(Sheet sheet) {
        return caller.hasRole(Role.ADMIN) || sheet.writers().stream().anyMatch(caller::hasRole);
    }
}
