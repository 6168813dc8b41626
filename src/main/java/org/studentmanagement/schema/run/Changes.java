package org.studentmanagement.schema.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import liquibase.ChecksumVersion;
import liquibase.change.Change;
import liquibase.change.CheckSum;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ResourceAccessor;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.RecordTables;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.terminal.Refused;

public final class Changes {
    private final DatabaseChangeLog log;
    private final Map<String, ChangeSet> byFile;

    private Changes(DatabaseChangeLog log) {
        this.log = log;
        byFile = log.getChangeSets().stream().collect(Collectors.toMap(ChangeSet::getFilePath, Function.identity()));
    }

    /**
     * Parses a changelog. It takes no database.
     *
     * @throws Refused if there is a fault in it
     */
    public static Changes parse(String path, ResourceAccessor resources) throws SQLException {
        Changelog.files(path, resources);
        return parseFaultless(path, resources);
    }

    /** The same of one whose files have just been looked through. */
    static Changes parseFaultless(String path, ResourceAccessor resources) throws SQLException {
        return LiquibaseScope.call(() -> new Changes(ChangeLogParserFactory.getInstance()
                .getParser(path, resources)
                .parse(path, new ChangeLogParameters(), resources)));
    }

    DatabaseChangeLog log() {
        return log;
    }

    public List<ChangeSet> all() {
        return log.getChangeSets();
    }

    /** As Liquibase would record it, to know later whether the changeset was edited. */
    public String checkSum(ChangeSet changeSet) throws SQLException {
        return LiquibaseScope.call(
                () -> changeSet.generateCheckSum(ChecksumVersion.latest()).toString());
    }

    public ChangeSet of(Revision revision) {
        ChangeSet changeSet = byFile.get(revision.file());
        if (changeSet == null) {
            throw new Refused(
                    ("%s is in the database but not in this version's changelog: use the version that added it. Where that is"
                                    + " gone, stamp --purge forgets it.")
                            .formatted(revision.slug()));
        }
        return changeSet;
    }

    /** What a revision does, or what undoes it. To record it does nothing. */
    public List<Change> of(Revision revision, Direction direction) {
        ChangeSet changeSet = of(revision);
        return switch (direction) {
            case UP -> changeSet.getChanges();
            case DOWN -> changeSet.getRollback().getChanges();
            case STAMP, ADOPT -> List.of();
        };
    }

    /**
     * What a changeset, and its rollback, first lock, in their transaction; null for most. A shipped one is never edited, so
     * a lock that it takes too late stands in a file beside it.
     */
    static String lock(ChangeSet changeSet) {
        return Changelog.beside(changeSet.getFilePath(), ".lock.sql");
    }

    /** @throws Refused if nothing is written that would undo one of them */
    public void requireRollbacks(List<Revision> revisions) {
        for (Revision revision : revisions) {
            if (of(revision).getRollback().getChanges().isEmpty()) {
                throw new Refused(
                        ("%s has no rollback, so nobody could go back: write one in %s, which is - empty: {} where there is"
                                        + " nothing to undo.")
                                .formatted(revision.slug(), revision.file()));
            }
        }
    }

    /** @throws Refused if one was edited since */
    public void requireUnedited(Connection connection, Revisions revisions) throws SQLException {
        if (revisions.applied().isEmpty()) {
            return;
        }
        String query = RecordTables.named(
                "SELECT filename, md5sum FROM databasechangelog WHERE md5sum IS NOT NULL ORDER BY orderexecuted");
        for (var row : Jdbc.list(connection, query, row -> Map.entry(row.getString(1), row.getString(2)))) {
            ChangeSet changeSet = byFile.get(row.getKey());
            CheckSum recorded = CheckSum.parse(row.getValue());
            if (changeSet != null && !LiquibaseScope.call(() -> changeSet.isCheckSumValid(recorded))) {
                throw new Refused(("%s was edited after it was applied: put %s back as it was, and write"
                                + " what is to change as a new changeset.")
                        .formatted(changeSet.getId(), row.getKey()));
            }
        }
    }
}
