package org.studentmanagement.schema.lint;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What has a name in the database. */
final class CatalogObjects {
    private static final String RELATION = """
            SELECT CASE relkind WHEN 'i' THEN 'INDEX' WHEN 'I' THEN 'INDEX' WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW'
                    WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END,
                coalesce(indrelid, refobjid)::regclass, coalesce(indisvalid, true),
                (SELECT CASE WHEN indisunique THEN 'UNIQUE ' ELSE '' END
                    || string_agg(pg_get_indexdef(indexrelid, place, true), ', ' ORDER BY place)
                    FROM generate_series(1, indnkeyatts) AS place)
            FROM pg_class
            LEFT JOIN pg_index ON indexrelid = pg_class.oid
            LEFT JOIN pg_depend ON relkind = 'S' AND classid = 'pg_class'::regclass AND objid = pg_class.oid
                AND refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i')
            WHERE relname = ? AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = coalesce(?, current_schema::text))
            """;
    private static final String TYPE = """
            SELECT CASE typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, NULL, true, NULL
            FROM pg_type
            WHERE typname = ? AND typtype IN ('b', 'd', 'e', 'r') AND typelem = 0
              AND typnamespace = (SELECT oid FROM pg_namespace WHERE nspname = coalesce(?, current_schema::text))
            """;
    private static final String FUNCTION = """
            SELECT CASE prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END, NULL, true, NULL
            FROM pg_proc WHERE oid = to_regprocedure(?)
            """;
    private static final String COLUMN = """
            SELECT 'COLUMN', attrelid::regclass, true, NULL
            FROM pg_attribute WHERE attrelid = to_regclass(?) AND attname = ? AND NOT attisdropped
            """;
    private static final String CONSTRAINT = """
            SELECT 'CONSTRAINT', conrelid::regclass, true, NULL
            FROM pg_constraint WHERE conrelid = to_regclass(?) AND conname = ?
            """;
    private static final String TRIGGER = """
            SELECT 'TRIGGER', tgrelid::regclass, true, NULL
            FROM pg_trigger WHERE tgrelid = to_regclass(?) AND tgname = ? AND NOT tgisinternal
            """;

    private final ReadOnlyTransaction inquiry;

    CatalogObjects(ReadOnlyTransaction inquiry) {
        this.inquiry = inquiry;
    }

    /**
     * Something.
     *
     * @param kind as ALTER calls it
     * @param name as SQL writes it
     * @param table to which it belongs; null where it stands alone
     * @param valid false for an index whose building was not finished
     * @param keys of an index; otherwise null
     */
    record CatalogObject(String kind, String name, QualifiedName table, boolean valid, String keys) {
        boolean isIndex() {
            return kind.equals("INDEX");
        }

        /** As in {@code an index of mailing}. */
        String words() {
            String noun = kind.toLowerCase(Locale.ROOT);
            return (noun.matches("[aeiou].*") ? "an " : "a ") + noun + (table == null ? "" : " of " + table);
        }

        /** The statement that gives it another name, which is for its owner to choose. */
        String renaming() {
            return switch (kind) {
                case "COLUMN", "CONSTRAINT" -> "ALTER TABLE %s RENAME %s %s TO …".formatted(table, kind, name);
                case "TRIGGER" -> "ALTER TRIGGER %s ON %s RENAME TO …".formatted(name, table);
                default -> "ALTER %s %s RENAME TO …".formatted(kind, name);
            };
        }
    }

    Optional<CatalogObject> relation(QualifiedName name) throws SQLException {
        return find(name.toString(), RELATION, name.name(), name.schema());
    }

    Optional<CatalogObject> type(QualifiedName name) throws SQLException {
        return find(name.toString(), TYPE, name.name(), name.schema());
    }

    Optional<CatalogObject> function(QualifiedName name, String types) throws SQLException {
        String signature = "%s(%s)".formatted(name, types);
        return find(signature, FUNCTION, signature);
    }

    Optional<CatalogObject> column(QualifiedName table, String column) throws SQLException {
        return find(QualifiedName.quoted(column), COLUMN, table.toString(), column);
    }

    Optional<CatalogObject> constraint(QualifiedName table, String constraint) throws SQLException {
        return find(QualifiedName.quoted(constraint), CONSTRAINT, table.toString(), constraint);
    }

    Optional<CatalogObject> trigger(QualifiedName table, String trigger) throws SQLException {
        return find(QualifiedName.quoted(trigger), TRIGGER, table.toString(), trigger);
    }

    private Optional<CatalogObject> find(String shown, String query, String... parameters) throws SQLException {
        List<List<String>> rows = inquiry.rows(query, parameters);
        return rows.stream()
                .findFirst()
                .map(row -> new CatalogObject(
                        row.get(0),
                        shown,
                        row.get(1) == null ? null : QualifiedName.written(row.get(1)),
                        row.get(2).equals("t"),
                        row.get(3)));
    }
}
