package org.studentmanagement.schema.drift;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.RecordTables;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.ScratchMigration;
import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.Refused;

/**
 * What of a database is not as the changelog makes it at the database's revision: what somebody changed by hand.
 *
 * @param leftAlone what is in the database besides, and nobody's business
 */
@JsonPropertyOrder({"revision", "differences", "mend"})
public record Drift(String revision, List<Difference> differences, List<UnmanagedObject> leftAlone)
        implements Document {
    @FunctionalInterface
    public interface Expectation {
        Schema of(Revisions revisions) throws SQLException;
    }

    /**
     * Looks for it with the schema that is recorded for the revision, or one that is built in a scratch database where none is.
     *
     * @throws Refused also if the user may not create that
     */
    public static Drift look(Datasource datasource, String changelog, Set<String> ignored) throws SQLException {
        SchemaHistory recorded = SchemaHistory.bundled();
        try (Connection connection = datasource.forMigrations().connectToSchema("student-management db, drift")) {
            return look(
                    connection,
                    Changelog.files(changelog),
                    ignored,
                    revisions -> recorded.obstacle(revisions).isEmpty()
                            ? recorded.at(revisions)
                            : ScratchMigration.schemaAt(revisions, changelog, datasource));
        }
    }

    /**
     * Looks for it, as of one moment. It needs no right but to read databasechangelog, and leaves the connection committing by
     * itself, as it has to be before.
     *
     * @param ignored tables and views that nobody should miss
     * @throws Refused where it cannot be told; the message says why
     */
    public static Drift look(Connection connection, List<String> files, Set<String> ignored, Expectation expectation)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            Jdbc.execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            Revisions revisions = Revisions.read(connection, files);
            requireKnown(connection, revisions);
            Schema expected = expectation.of(revisions);
            Schema found = Schema.read(connection).only(table -> !ignored.contains(table));
            UnmanagedObjects unmanaged = new UnmanagedObjects(found, expected);
            List<Difference> differences = new ArrayList<>(between(found, expected));
            differences.addAll(
                    Privileges.unexpected(connection, Stream.concat(ignored.stream(), unmanaged.names().stream())));
            differences.removeIf(unmanaged::concerns);
            return new Drift(revisions.currentSlug(), List.copyOf(differences), unmanaged.all(connection));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** The statements that mend all, in an order in which they run. None may stand in a transaction, because of indexes. */
    @JsonProperty("mend")
    public List<String> mend() {
        List<Difference> backwards = new ArrayList<>(differences);
        Collections.reverse(backwards);
        return Stream.concat(
                        backwards.stream().flatMap(difference -> difference.undo().stream()),
                        differences.stream().flatMap(difference -> difference.make().stream()))
                .toList();
    }

    public static List<Difference> between(Schema found, Schema expected) {
        Map<SchemaObject.Key, SchemaObject> is = byKey(found);
        Map<SchemaObject, List<SchemaObject>> added =
                wholes(found, byKey(expected).keySet());
        Map<SchemaObject, List<SchemaObject>> gone = wholes(expected, is.keySet());
        List<SchemaObject> all = new ArrayList<>(expected.objects());
        all.addAll(added.keySet());
        Correction correction = new Correction(found, expected);
        Map<String, SchemaObject> replaced = replaced(found, expected);
        List<Difference> differences = new ArrayList<>();
        for (SchemaObject object : new Schema(all).objects()) {
            SchemaObject live = is.get(object.key());
            if (replaced.containsKey(object.table())) {
                if (object.kind() == ObjectKind.TABLE && replaced.get(object.name()) != null) {
                    differences.add(correction.changed(replaced.get(object.name()), object));
                }
            } else if (added.containsKey(object)) {
                differences.add(correction.added(object, added.get(object)));
            } else if (gone.containsKey(object)) {
                differences.add(correction.gone(object, gone.get(object)));
            } else if (live != null && !live.equals(object)) {
                differences.add(correction.changed(live, object));
            }
        }
        return differences;
    }

    /**
     * What stands, under the name of a table, in its place: one that is partitioned or foreign, or a view. All that belongs
     * to it goes with it, and so do its partitions, which have none.
     */
    private static Map<String, SchemaObject> replaced(Schema found, Schema expected) {
        Map<String, SchemaObject> replaced = new HashMap<>();
        for (SchemaObject object : found.objects()) {
            boolean stands = object.kind() == ObjectKind.VIEW || object.kind() == ObjectKind.TABLE;
            SchemaObject table = new SchemaObject(ObjectKind.TABLE, object.name(), object.name(), List.of());
            if (stands && !object.equals(table) && expected.objects().contains(table)) {
                replaced.put(object.name(), object);
            }
        }
        found.objects().stream()
                .filter(object -> object.kind() == ObjectKind.PARTITION && replaced.containsKey(object.name()))
                .map(SchemaObject::table)
                .toList()
                .forEach(partition -> replaced.put(partition, null));
        return replaced;
    }

    private static void requireKnown(Connection connection, Revisions revisions) throws SQLException {
        if (Jdbc.is(connection, RecordTables.named("SELECT to_regclass('databasechangelog') IS NULL"))) {
            throw new Refused("The database records no revision, so nothing says what its schema should be:"
                    + " migrate it by upgrade, or take it over by adopt.");
        }
        revisions.requireOwn();
        if (!revisions.unexpected().isEmpty()) {
            throw new Refused(
                    "%s is in the database but not in this version's changelog: use the version that added it."
                            .formatted(revisions.unexpected().get(0).slug()));
        }
    }

    private static Map<SchemaObject.Key, SchemaObject> byKey(Schema schema) {
        return schema.objects().stream().collect(Collectors.toMap(SchemaObject::key, object -> object));
    }

    /** What the others have not. What comes and goes with something larger, as a column with its table, is told with it. */
    private static Map<SchemaObject, List<SchemaObject>> wholes(Schema schema, Set<SchemaObject.Key> others) {
        List<SchemaObject> objects = schema.objects().stream()
                .filter(object -> !others.contains(object.key()))
                .toList();
        Map<String, List<SchemaObject>> ofTable = objects.stream().collect(Collectors.groupingBy(SchemaObject::table));
        Map<String, List<SchemaObject>> commented = objects.stream()
                .filter(object -> !object.isRelation())
                .collect(Collectors.groupingBy(SchemaObject::reference));
        Map<SchemaObject, List<SchemaObject>> parts = new HashMap<>();
        Set<SchemaObject> included = new HashSet<>();
        for (SchemaObject object : objects) {
            // a schema has hundreds, each of which may be on one alone
            Stream<SchemaObject> candidates = ofTable.get(object.table()).stream();
            if (object.kind() == ObjectKind.COMMENT) {
                candidates = Stream.concat(
                        candidates.filter(SchemaObject::isRelation),
                        commented.getOrDefault(object.name(), List.of()).stream());
            }
            candidates.filter(whole -> whole.includes(object)).forEach(whole -> {
                parts.computeIfAbsent(whole, none -> new ArrayList<>()).add(object);
                included.add(object);
            });
        }
        return objects.stream()
                .filter(object -> !included.contains(object))
                .collect(Collectors.toMap(
                        whole -> whole,
                        whole -> parts.getOrDefault(whole, List.of()),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }
}
