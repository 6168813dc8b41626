package org.studentmanagement.schema.catalog;

import java.util.Locale;

/**
 * What a {@link SchemaObject} can be, in an order in which objects can be made. The texts have the table as {@code %1$s},
 * the name as {@code %2$s}, the definition as {@code %3$s}, and its first two parts alone as {@code %4$s} and {@code %5$s}.
 */
public enum ObjectKind {
    ENUM(Section.NEEDED, "CREATE TYPE %2$s AS ENUM (%3$s)", "DROP TYPE %2$s", "TYPE %2$s"),
    COMPOSITE_TYPE(Section.NEEDED, "CREATE TYPE %2$s AS (%3$s)", "DROP TYPE %2$s", "TYPE %2$s"),
    DOMAIN(Section.NEEDED, "CREATE DOMAIN %2$s AS %3$s", "DROP DOMAIN %2$s", "DOMAIN %2$s"),
    SEQUENCE(Section.NEEDED, "CREATE SEQUENCE %2$s %3$s", "DROP SEQUENCE %2$s", "SEQUENCE %2$s"),
    FUNCTION(Section.NEEDED, "CREATE FUNCTION %3$s", "DROP FUNCTION %2$s", "FUNCTION %2$s"),
    PROCEDURE(Section.NEEDED, "CREATE PROCEDURE %3$s", "DROP PROCEDURE %2$s", "PROCEDURE %2$s"),
    /** The definition is empty for an ordinary one, and says how it is partitioned, or on which server it is. */
    TABLE("CREATE TABLE %2$s ()", "DROP TABLE %2$s", "TABLE %2$s"),
    /** The name is the parent's, as it is of the next one. */
    PARTITION("ALTER TABLE %2$s ATTACH PARTITION %1$s %3$s", "ALTER TABLE %2$s DETACH PARTITION %1$s"),
    PARENT("ALTER TABLE %1$s INHERIT %2$s", "ALTER TABLE %1$s NO INHERIT %2$s"),
    ROW_TYPE("ALTER TABLE %1$s OF %2$s", "ALTER TABLE %1$s NOT OF"),
    UNLOGGED("ALTER TABLE %1$s SET UNLOGGED", "ALTER TABLE %1$s SET LOGGED"),
    COLUMN("ALTER TABLE %1$s ADD COLUMN %2$s %3$s", "ALTER TABLE %1$s DROP COLUMN %2$s", "COLUMN %1$s.%2$s"),
    OWNED_BY("ALTER SEQUENCE %2$s OWNED BY %1$s.%3$s", "ALTER SEQUENCE %2$s OWNED BY NONE"),
    /** Those of an identity column that are not what they are when nothing is said. */
    IDENTITY_OPTIONS(
            "ALTER TABLE %1$s ALTER COLUMN %2$s SET %3$s",
            "ALTER TABLE %1$s ALTER COLUMN %2$s SET INCREMENT BY 1 SET NO MINVALUE SET NO MAXVALUE SET CACHE 1 SET NO CYCLE"),
    CONSTRAINT(
            "ALTER TABLE %1$s ADD CONSTRAINT %2$s %4$s",
            "ALTER TABLE %1$s DROP CONSTRAINT %2$s", "CONSTRAINT %2$s ON %1$s"),
    INDEX("%3$s", "DROP INDEX CONCURRENTLY %2$s", "INDEX %2$s"),
    TRIGGER("%3$s", "DROP TRIGGER %2$s ON %1$s", "TRIGGER %2$s ON %1$s"),
    TRIGGER_STATE("ALTER TABLE %1$s %3$s TRIGGER %2$s", "ALTER TABLE %1$s ENABLE TRIGGER %2$s"),
    ROW_LEVEL_SECURITY(
            "ALTER TABLE %1$s %3$s ROW LEVEL SECURITY",
            "ALTER TABLE %1$s NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY"),
    STORAGE_OPTION("ALTER TABLE %1$s SET (%2$s = %3$s)", "ALTER TABLE %1$s RESET (%2$s)"),
    REPLICA_IDENTITY("ALTER TABLE %1$s REPLICA IDENTITY %3$s", "ALTER TABLE %1$s REPLICA IDENTITY DEFAULT"),
    /** The name is the reference to what is commented on. */
    COMMENT("COMMENT ON %2$s IS %3$s", "COMMENT ON %2$s IS NULL"),
    FOREIGN_KEY(
            Section.FOREIGN_KEYS,
            "ALTER TABLE %1$s ADD CONSTRAINT %2$s %3$s",
            "ALTER TABLE %1$s DROP CONSTRAINT %2$s",
            "CONSTRAINT %2$s ON %1$s"),
    VIEW(Section.VIEWS, "CREATE %4$s %2$s%5$s", "DROP %4$s %2$s", "%4$s %2$s"),
    RULE(Section.VIEWS, "%3$s", "DROP RULE %2$s ON %1$s", "RULE %2$s ON %1$s"),
    POLICY(Section.VIEWS, "CREATE POLICY %2$s ON %1$s %3$s", "DROP POLICY %2$s ON %1$s", "POLICY %2$s ON %1$s");

    /** What tables need, tables with what is theirs, foreign keys, which need all tables, and what is made from tables. */
    enum Section {
        NEEDED,
        TABLES,
        FOREIGN_KEYS,
        VIEWS
    }

    final Section section;
    final String create;
    final String drop;
    final String reference;

    /** Of a table, or of what belongs to one and has no name by which it is mentioned. */
    ObjectKind(String create, String drop) {
        this(create, drop, "");
    }

    ObjectKind(String create, String drop, String reference) {
        this(Section.TABLES, create, drop, reference);
    }

    ObjectKind(Section section, String create, String drop, String reference) {
        this.section = section;
        this.create = create;
        this.drop = drop;
        this.reference = reference;
    }

    String separator() {
        return this == ENUM || this == COMPOSITE_TYPE ? ", " : " ";
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
