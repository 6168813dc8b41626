package org.studentmanagement.schema.lint;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What has a name in the database. */
record CatalogObjects(ReadOnlyTransaction database) {
    /** What shares its names with tables. */
    static final String RELATION = "RELATION";

    static final String TYPE = "TYPE";

    /** By the name and the schema of a relation or a type, or else by the name of an object and a part of it. */
    private static final Map<String, String> QUERIES =
            Map.of(RELATION, """
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
            WHERE relname = ? AND relnamespace = to_regnamespace(quote_ident(coalesce(?, current_schema::text)))
            """, TYPE, """
            SELECT CASE typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, NULL, true, NULL
            FROM pg_type
            WHERE typname = ? AND typtype IN ('b', 'd', 'e', 'r') AND typelem = 0
              AND typnamespace = to_regnamespace(quote_ident(coalesce(?, current_schema::text)))
            """, "FUNCTION", """
            SELECT CASE prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END, NULL, true, NULL
            FROM pg_proc WHERE oid = to_regprocedure(format('%s(%s)', ?::text, ?::text))
            """, "COLUMN", """
            SELECT 'COLUMN', attrelid::regclass, true, NULL
            FROM pg_attribute WHERE attrelid = to_regclass(?) AND attname = ? AND NOT attisdropped
            """, "CONSTRAINT", """
            SELECT 'CONSTRAINT', conrelid::regclass, true, NULL
            FROM pg_constraint WHERE conrelid = to_regclass(?) AND conname = ?
            """, "TRIGGER", """
            SELECT 'TRIGGER', tgrelid::regclass, true, NULL
            FROM pg_trigger WHERE tgrelid = to_regclass(?) AND tgname = ? AND NOT tgisinternal
            """);

    /**
     * Something in the database.
     *
     * @param table to which it belongs; null where it stands alone
     * @param valid false for an index whose building was not finished
     * @param keys of an index; otherwise null
     */
    record Found(String kind, String name, QualifiedName table, boolean valid, String keys) {
        boolean isIndex() {
            return kind.equals("INDEX");
        }

        /** Whether it is the index that the statement makes. */
        boolean isLike(Operation.CreateIndex create) {
            return bare(keys).equals(bare((create.unique() ? "UNIQUE " : "") + String.join(", ", create.keys())));
        }

        String words() {
            String noun = kind.toLowerCase(Locale.ROOT);
            return (noun.matches("[aeiou].*") ? "an " : "a ") + noun + (table == null ? "" : " of " + table);
        }

        String renaming() {
            return switch (kind) {
                case "COLUMN", "CONSTRAINT" -> "ALTER TABLE %s RENAME %s %s TO …".formatted(table, kind, name);
                case "TRIGGER" -> "ALTER TRIGGER %s ON %s RENAME TO …".formatted(name, table);
                default -> "ALTER %s %s RENAME TO …".formatted(kind, name);
            };
        }

        /** Without blanks, parentheses, quotes and casts, which PostgreSQL adds. */
        private static String bare(String keys) {
            return keys.replaceAll("::[a-z_]+( [a-z_]+)*", "")
                    .replaceAll("[\\s()\"]", "")
                    .toLowerCase(Locale.ROOT);
        }
    }

    Optional<Found> relation(QualifiedName name) throws SQLException {
        return find(RELATION, name.toString(), name.name(), name.schema());
    }

    /** @param part of a function the types of its arguments, of a table what belongs to it; otherwise empty */
    Optional<Found> find(String kind, QualifiedName object, String part) throws SQLException {
        return switch (kind) {
            case TYPE -> find(kind, object.toString(), object.name(), object.schema());
            case "FUNCTION" -> find(kind, "%s(%s)".formatted(object, part), object.toString(), part);
            default -> find(kind, QualifiedName.quoted(part), object.toString(), part);
        };
    }

    private Optional<Found> find(String kind, String shown, Object... parameters) throws SQLException {
        return !QUERIES.containsKey(kind)
                ? Optional.empty()
                : database
                        .list(
                                QUERIES.get(kind),
                                row -> new Found(
                                        row.getString(1),
                                        shown,
                                        row.getString(2) == null ? null : QualifiedName.written(row.getString(2)),
                                        row.getBoolean(3),
                                        row.getString(4)),
                                parameters)
                        .stream()
                        .findFirst();
    }
}
