package org.studentmanagement.schema.lint;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.studentmanagement.schema.lint.CreatedNames.Part;

/**
 * Whose the names are that a run makes and drops: the changelog's own, or those of something that no changeset has made and
 * that nobody wants to lose.
 */
final class NameConflicts {
    private static final Set<String> STANDING_ALONE = Set.of("TABLE", "SEQUENCE", "VIEW", "MATERIALIZED VIEW");

    /** Whatever the types of a function's arguments are. */
    private static final String ANY = "*";

    private final CatalogObjects objects;
    private final RenameHistory history;
    private final SchemaModel schema;

    /** Those that the changelog has made, with the tables that they belong to. */
    private final Map<QualifiedName, QualifiedName> relations = new HashMap<>();

    /** Those that the run has taken away or given another name already. */
    private final Set<QualifiedName> gone = new HashSet<>();

    /** Those that the changelog has made or taken away. */
    private final Set<Part> parts = new HashSet<>();

    private final List<String> sentences = new ArrayList<>();
    private boolean foreign;

    /** @param schema that the next operation meets, as the changelog makes it */
    NameConflicts(CatalogObjects objects, RenameHistory history, SchemaModel schema) {
        this.objects = objects;
        this.history = history;
        this.schema = schema;
    }

    List<String> of(Operation operation, List<Operation> later) throws SQLException {
        sentences.clear();
        for (QualifiedName name : CreatedNames.relations(operation).keySet()) {
            if (!relations.containsKey(name) && !gone.contains(name)) {
                wanted(objects.relation(name));
            }
        }
        Optional<Part> part = CreatedNames.part(operation).filter(made -> !isOwn(made));
        if (part.isPresent()) {
            wanted(find(part.get()));
        }
        if (operation instanceof Operation.DropIndex drop) {
            dropped(objects.relation(drop.index()).filter(found -> isAnothers(found, drop.index(), later)));
        } else if (operation instanceof Operation.Drop drop
                && STANDING_ALONE.contains(drop.kind())
                && !relations.containsKey(drop.object())) {
            dropped(objects.relation(drop.object()).filter(found -> found.table() == null || !isOwn(found.table())));
        }
        return foreign ? sentences.subList(0, 1) : List.copyOf(sentences);
    }

    /** Whether the tables themselves are there before anything has run, so that nothing else is worth a word. */
    boolean areForeign() {
        return foreign;
    }

    void apply(Operation operation) {
        relations.putAll(CreatedNames.relations(operation));
        CreatedNames.part(operation).map(Part::normalized).ifPresent(parts::add);
        if (operation instanceof Operation.DropIndex drop) {
            remove(drop.index());
        } else if (operation instanceof Operation.Drop drop) {
            if (STANDING_ALONE.contains(drop.kind())) {
                remove(drop.object());
            }
            remove(drop.kind(), drop.object(), drop.part() == null ? ANY : drop.part());
        } else if (operation instanceof Operation.DropConstraint drop) {
            remove(drop.table().sibling(drop.constraint()));
            remove("CONSTRAINT", drop.table(), drop.constraint());
        } else if (operation instanceof Operation.DropColumn drop) {
            remove("COLUMN", drop.table(), drop.column());
        } else if (operation instanceof Operation.Rename rename && rename.column() != null) {
            remove("COLUMN", rename.table(), rename.column());
        } else if (operation instanceof Operation.Rename rename) {
            remove(rename.table());
            relations.replaceAll((name, table) ->
                    table.equals(rename.table()) ? rename.table().sibling(rename.to()) : table);
        } else if (operation instanceof Operation.RenameObject rename) {
            remove(rename.object());
        }
    }

    private boolean isOwn(Part part) {
        boolean known = switch (part.kind()) {
            case "COLUMN" ->
                schema.madeBy(part.object()) < 0
                        || schema.type(part.object(), part.name()).isPresent();
            case "CONSTRAINT" ->
                schema.madeBy(part.object()) < 0
                        || schema.constraint(part.object(), part.name()).isPresent();
            case "FUNCTION" -> parts.contains(new Part("FUNCTION", part.object(), ANY));
            default -> false;
        };
        return known || parts.contains(part.normalized());
    }

    private Optional<CatalogObjects.Found> find(Part part) throws SQLException {
        boolean alone = Set.of(CatalogObjects.TYPE, "FUNCTION").contains(part.kind());
        Optional<QualifiedName> object = alone ? Optional.of(part.object()) : history.table(part.object());
        return object.isEmpty() ? Optional.empty() : objects.find(part.kind(), object.get(), part.name());
    }

    private boolean isOwn(QualifiedName table) {
        return relations.keySet().stream().anyMatch(name -> history.table(name).equals(Optional.of(table)));
    }

    /** An index that a killed process had finished, and not recorded, is what the revision makes. */
    private boolean isAnothers(CatalogObjects.Found found, QualifiedName index, List<Operation> later) {
        if (!found.isIndex()) {
            return true;
        }
        Optional<Operation.CreateIndex> anew = Operation.of(Operation.CreateIndex.class, later)
                .filter(create -> create.index().equals(index))
                .findFirst();
        QualifiedName own = relations.getOrDefault(
                index, anew.map(Operation.CreateIndex::table).orElse(null));
        boolean elsewhere =
                own == null ? !isOwn(found.table()) : !history.table(own).equals(Optional.of(found.table()));
        return elsewhere
                || !relations.containsKey(index)
                        && found.valid()
                        && anew.filter(create -> !found.isLike(create)).isPresent();
    }

    private void wanted(Optional<CatalogObjects.Found> present) {
        present.filter(found -> found.table() == null || !gone.contains(found.table()))
                .ifPresent(found -> add(found, "and has the name that this revision wants"));
    }

    private void dropped(Optional<CatalogObjects.Found> present) {
        present.ifPresent(found -> add(found, "and this revision would drop it"));
    }

    private void add(CatalogObjects.Found found, String matter) {
        if (found.kind().equals("TABLE") && relations.isEmpty()) {
            foreign = true;
            sentences.add(
                    "There is a table %s already. A database that another tool made is adopted, not migrated from nothing. Use adopt; or, if it is not to be taken over, another schema."
                            .formatted(found.name()));
        } else {
            sentences.add("%s is %s that no changeset has made, %s. Whoever it belongs to can give it another name: %s"
                    .formatted(found.name(), found.words(), matter, found.renaming()));
        }
    }

    private void remove(QualifiedName relation) {
        relations.remove(relation);
        gone.add(relation);
    }

    private void remove(String kind, QualifiedName object, String name) {
        parts.add(new Part(kind, object, name).normalized());
    }
}
