package org.studentmanagement.schema.lint;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that an operation makes. */
final class CreatedNames {
    private static final Set<Constraint.Kind> WITH_INDEX =
            Set.of(Constraint.Kind.PRIMARY_KEY, Constraint.Kind.UNIQUE, Constraint.Kind.EXCLUDE);

    /** What shares no names with tables: a type, a function, or what a table has. */
    record Part(String kind, QualifiedName object, String name) {
        Part normalized() {
            return new Part(kind, object, name.toLowerCase(Locale.ROOT).replaceAll("\\s", ""));
        }
    }

    private CreatedNames() {}

    /** The relations that an operation makes, with the tables that they belong to. */
    static Map<QualifiedName, QualifiedName> relations(Operation operation) {
        Map<QualifiedName, QualifiedName> made = new LinkedHashMap<>();
        QualifiedName table = operation.table();
        if (operation instanceof Operation.CreateTable create) {
            made.put(table, table);
            create.columns().forEach(column -> sequence(table, column).ifPresent(name -> made.put(name, table)));
        } else if (operation instanceof Operation.AddColumn add) {
            sequence(table, add.column()).ifPresent(name -> made.put(name, table));
        } else if (operation instanceof Operation.CreateIndex create) {
            made.put(create.index(), table);
        } else if (operation instanceof Operation.Make make
                && Set.of("SEQUENCE", "VIEW").contains(make.kind())) {
            made.put(make.object(), make.object());
        } else if (operation instanceof Operation.Rename rename && rename.column() == null) {
            made.put(table.sibling(rename.to()), table.sibling(rename.to()));
        } else if (operation instanceof Operation.RenameObject rename
                && Set.of("INDEX", "SEQUENCE", "VIEW", "MATERIALIZED").contains(rename.kind())) {
            QualifiedName to = rename.object().sibling(rename.to());
            made.put(to, to);
        }
        // A key that is built from an index takes over a name that is known.
        operation.constraints().stream()
                .filter(key -> WITH_INDEX.contains(key.kind()) && key.fromIndex() == null)
                .forEach(key -> made.put(table.sibling(key.name()), table));
        return made;
    }

    private static Optional<QualifiedName> sequence(QualifiedName table, ColumnDefinition column) {
        return Optional.ofNullable(column.filler())
                .filter(filler -> filler.startsWith("nextval("))
                .map(filler -> table.sibling(table.name() + "_" + column.name() + "_seq"));
    }

    static Optional<Part> part(Operation operation) {
        Part part = null;
        if (operation instanceof Operation.CreateTable create) {
            part = new Part(CatalogObjects.TYPE, create.table(), "");
        } else if (operation instanceof Operation.AddConstraint add) {
            part = new Part("CONSTRAINT", add.table(), add.constraint().name());
        } else if (operation instanceof Operation.AddColumn add) {
            part = new Part("COLUMN", add.table(), add.column().name());
        } else if (operation instanceof Operation.Make make
                && !Set.of("SEQUENCE", "VIEW").contains(make.kind())) {
            part = new Part(
                    make.kind().equals("DOMAIN") ? CatalogObjects.TYPE : make.kind(), make.object(), make.part());
        } else if (operation instanceof Operation.Rename rename && rename.column() != null) {
            part = new Part("COLUMN", rename.table(), rename.to());
        } else if (operation instanceof Operation.RenameConstraint rename) {
            part = new Part("CONSTRAINT", rename.table(), rename.to());
        }
        return Optional.ofNullable(part);
    }
}
