package org.studentmanagement.schema.lint;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.CatalogObjects.CatalogObject;

/**
 * Whose the names are that a run makes and drops: the changelog's own, or those of something that no changeset has made and
 * that nobody wants to lose.
 */
final class NameConflicts {
    private static final Set<String> STANDING_ALONE = Set.of("TABLE", "SEQUENCE", "VIEW", "MATERIALIZED VIEW");
    private static final Set<Constraint.Kind> WITH_INDEX =
            Set.of(Constraint.Kind.PRIMARY_KEY, Constraint.Kind.UNIQUE, Constraint.Kind.EXCLUDE);

    private final CatalogObjects live;
    private final RenameHistory today;
    private final SchemaModel catalog;

    /** Those that the changelog has made, with the tables that they belong to. */
    private final Map<QualifiedName, QualifiedName> relations = new HashMap<>();

    /** Functions, types, triggers and what a table has, made by the changelog. */
    private final Set<String> parts = new HashSet<>();

    /** What the run has taken away or given another name already. */
    private final Set<Object> gone = new HashSet<>();

    private final List<String> taken = new ArrayList<>();
    private boolean foreign;

    /** @param catalog the schema that the next operation meets, as the changelog makes it */
    NameConflicts(CatalogObjects live, RenameHistory today, SchemaModel catalog) {
        this.live = live;
        this.today = today;
        this.catalog = catalog;
    }

    /** Sentences about those names of an operation that are another's. */
    List<String> taken(Operation operation, List<Operation> later) throws SQLException {
        taken.clear();
        for (Made made : made(operation)) {
            if (made.part == null) {
                wants(relations.containsKey(made.name) || gone.contains(made.name), live.relation(made.name));
            } else {
                wants(parts.contains(made.key()) || gone.contains(made.key()) || known(made), live(made));
            }
        }
        if (operation instanceof Operation.DropIndex drop) {
            dropsIndex(drop.index(), later);
        } else if (operation instanceof Operation.Drop drop) {
            drops(drop);
        }
        return foreign ? taken.subList(0, 1) : List.copyOf(taken);
    }

    /** Whether the tables themselves are there before anything has run, so that nothing else is worth a word. */
    boolean areForeign() {
        return foreign;
    }

    void apply(Operation operation) {
        for (Made made : made(operation)) {
            if (made.part == null) {
                relations.put(made.name, made.table);
            } else {
                parts.add(made.key());
            }
        }
        if (operation instanceof Operation.DropIndex drop) {
            drop(drop.index());
        } else if (operation instanceof Operation.Drop drop && drop.kind().equals("FUNCTION") && drop.part() == null) {
            parts.removeIf(part -> part.startsWith("FUNCTION " + drop.object() + " "));
            gone.add("FUNCTION " + drop.object());
        } else if (operation instanceof Operation.Drop drop) {
            if (STANDING_ALONE.contains(drop.kind())) {
                drop(drop.object());
            }
            remove(new Made(drop.object(), drop.object(), drop.kind(), drop.part()));
        } else if (operation instanceof Operation.DropConstraint drop) {
            drop(drop.table().sibling(drop.constraint()));
            remove(new Made(null, drop.table(), "CONSTRAINT", drop.constraint()));
        } else if (operation instanceof Operation.DropColumn drop) {
            remove(new Made(null, drop.table(), "COLUMN", drop.column()));
        } else if (operation instanceof Operation.Rename rename && rename.column() != null) {
            remove(new Made(null, rename.table(), "COLUMN", rename.column()));
        } else if (operation instanceof Operation.Rename rename) {
            drop(rename.table());
            relations.replaceAll((name, table) ->
                    table.equals(rename.table()) ? rename.table().sibling(rename.to()) : table);
        } else if (operation instanceof Operation.RenameObject rename) {
            drop(rename.object());
        }
    }

    /** A name that an operation makes; with a part where it is none that tables and indexes share. */
    private record Made(QualifiedName name, QualifiedName table, String kind, String part) {
        static Made relation(QualifiedName name, QualifiedName table) {
            return new Made(name, table, null, null);
        }

        String key() {
            return "%s %s %s"
                    .formatted(kind, table, part.toLowerCase(Locale.ROOT).replaceAll("\\s", ""));
        }
    }

    private static List<Made> made(Operation operation) {
        List<Made> made = new ArrayList<>();
        if (operation instanceof Operation.CreateTable create) {
            made.add(Made.relation(create.table(), create.table()));
            made.add(new Made(null, create.table(), "TYPE", ""));
            create.columns().forEach(column -> numbered(create.table(), column).ifPresent(made::add));
            create.constraints()
                    .forEach(constraint -> indexed(create.table(), constraint).ifPresent(made::add));
        } else if (operation instanceof Operation.CreateIndex create) {
            made.add(Made.relation(create.index(), create.table()));
        } else if (operation instanceof Operation.AddConstraint add) {
            made.add(new Made(null, add.table(), "CONSTRAINT", add.constraint().name()));
            indexed(add.table(), add.constraint()).ifPresent(made::add);
        } else if (operation instanceof Operation.AddColumn add) {
            made.add(new Made(null, add.table(), "COLUMN", add.column().name()));
            numbered(add.table(), add.column()).ifPresent(made::add);
            add.column()
                    .constraints()
                    .forEach(constraint -> indexed(add.table(), constraint).ifPresent(made::add));
        } else if (operation instanceof Operation.Make make) {
            switch (make.kind()) {
                case "SEQUENCE", "VIEW" -> made.add(Made.relation(make.object(), make.object()));
                case "DOMAIN" -> made.add(new Made(null, make.object(), "TYPE", ""));
                default -> made.add(new Made(null, make.object(), make.kind(), make.part()));
            }
        } else if (operation instanceof Operation.Rename rename) {
            QualifiedName to = rename.table().sibling(rename.to());
            made.add(
                    rename.column() == null
                            ? Made.relation(to, to)
                            : new Made(null, rename.table(), "COLUMN", rename.to()));
        } else if (operation instanceof Operation.RenameConstraint rename) {
            made.add(new Made(null, rename.table(), "CONSTRAINT", rename.to()));
        } else if (operation instanceof Operation.RenameObject rename
                && Set.of("INDEX", "SEQUENCE", "VIEW", "MATERIALIZED").contains(rename.kind())) {
            made.add(Made.relation(
                    rename.object().sibling(rename.to()), rename.object().sibling(rename.to())));
        }
        return made;
    }

    /** The index of a key. One that is built from an index takes over a name that is known. */
    private static Optional<Made> indexed(QualifiedName table, Constraint constraint) {
        return Optional.of(constraint)
                .filter(key -> WITH_INDEX.contains(key.kind()) && key.fromIndex() == null)
                .map(key -> Made.relation(table.sibling(key.name()), table));
    }

    /** The sequence of a column that counts up. */
    private static Optional<Made> numbered(QualifiedName table, ColumnDefinition column) {
        return Optional.ofNullable(column.filler())
                .filter(filler -> filler.startsWith("nextval("))
                .map(filler -> Made.relation(table.sibling(table.name() + "_" + column.name() + "_seq"), table));
    }

    private boolean known(Made made) {
        return switch (made.kind) {
            case "COLUMN" -> catalog.type(made.table, made.part).isPresent() || catalog.madeBy(made.table) < 0;
            case "CONSTRAINT" ->
                catalog.constraint(made.table, made.part).isPresent() || catalog.madeBy(made.table) < 0;
            case "FUNCTION" -> gone.contains("FUNCTION " + made.table);
            default -> false;
        };
    }

    private Optional<CatalogObject> live(Made made) throws SQLException {
        Optional<QualifiedName> table = today.table(made.table);
        return switch (made.kind) {
            case "TYPE" -> live.type(made.table);
            case "FUNCTION" -> live.function(made.table, made.part);
            case "COLUMN" -> table.isEmpty() ? Optional.empty() : live.column(table.get(), made.part);
            case "CONSTRAINT" -> table.isEmpty() ? Optional.empty() : live.constraint(table.get(), made.part);
            case "TRIGGER" -> table.isEmpty() ? Optional.empty() : live.trigger(table.get(), made.part);
            default -> Optional.empty();
        };
    }

    private void wants(boolean own, Optional<CatalogObject> present) {
        present.filter(found -> !own && (found.table() == null || !gone.contains(found.table())))
                .ifPresent(found -> taken.add(sentence(found, "and has the name that this revision wants")));
    }

    private void drops(Operation.Drop drop) throws SQLException {
        QualifiedName name = drop.object();
        if (STANDING_ALONE.contains(drop.kind()) && !relations.containsKey(name)) {
            live.relation(name)
                    .filter(found -> found.table() == null || !isOwn(found.table()))
                    .ifPresent(found -> taken.add(sentence(found, "and this revision would drop it")));
        }
    }

    private void dropsIndex(QualifiedName index, List<Operation> later) throws SQLException {
        Optional<CatalogObject> present = live.relation(index);
        Optional<Operation.CreateIndex> anew = later.stream()
                .filter(Operation.CreateIndex.class::isInstance)
                .map(Operation.CreateIndex.class::cast)
                .filter(create -> create.index().equals(index))
                .findFirst();
        QualifiedName own = relations.getOrDefault(
                index, anew.map(Operation.CreateIndex::table).orElse(null));
        present.filter(found -> !found.isIndex()
                        || (own == null
                                ? !isOwn(found.table())
                                : !today.table(own).equals(Optional.of(found.table())))
                        || !relations.containsKey(index)
                                && found.valid()
                                && anew.filter(create -> !alike(found, create)).isPresent())
                .ifPresent(found -> taken.add(sentence(found, "and this revision would drop it")));
    }

    private boolean isOwn(QualifiedName table) {
        return relations.keySet().stream().anyMatch(name -> today.table(name).equals(Optional.of(table)));
    }

    /** An index that a killed process had finished, and not recorded, is what the revision makes. */
    private static boolean alike(CatalogObject found, Operation.CreateIndex create) {
        return bare(found.keys())
                .equals(bare(Stream.concat(
                                Stream.of(create.unique() ? "UNIQUE " : ""),
                                Stream.of(String.join(", ", create.keys())))
                        .collect(Collectors.joining())));
    }

    /** Without blanks, parentheses, quotes and casts, which PostgreSQL adds. */
    private static String bare(String keys) {
        return keys.replaceAll("::[a-z_]+( [a-z_]+)*", "")
                .replaceAll("[\\s()\"]", "")
                .toLowerCase(Locale.ROOT);
    }

    private String sentence(CatalogObject found, String matter) {
        if (found.kind().equals("TABLE") && relations.isEmpty()) {
            foreign = true;
            return "There is a table %s already. A database that another tool made is adopted, not migrated from nothing. Use adopt; or, if it is not to be taken over, another schema."
                    .formatted(found.name());
        }
        return "%s is %s that no changeset has made, %s. Whoever it belongs to can give it another name: %s"
                .formatted(found.name(), found.words(), matter, found.renaming());
    }

    private void drop(QualifiedName name) {
        relations.remove(name);
        gone.add(name);
    }

    private void remove(Made made) {
        if (made.part != null) {
            parts.remove(made.key());
            gone.add(made.key());
        }
    }
}
