package org.studentmanagement.schema.catalog;

import java.util.List;
import java.util.Locale;

/**
 * The smallest thing that a schema can have more or less of: a column, a constraint, a comment. Names are quoted as SQL
 * wants them.
 *
 * @param table the table or view that it belongs to, which is its own name for one of those; empty where it stands alone
 * @param definition what there is to say beyond the names: of a column the type, the default and {@code NOT NULL} apart, of
 *     a key also its index, of most others one text
 */
public record SchemaObject(ObjectKind kind, String table, String name, List<String> definition) {
    public SchemaObject {
        definition = List.copyOf(definition);
    }

    public String noun() {
        return kind == ObjectKind.VIEW ? definition.get(0).toLowerCase(Locale.ROOT) : kind.toString();
    }

    /** What stays the same when the object is changed. */
    public record Key(ObjectKind kind, String table, String name) {}

    public Key key() {
        return new Key(kind, table, name);
    }

    public String create() {
        return sql(kind.create);
    }

    /** The statement that makes it go, or puts it back to what it is when nothing is said. */
    public String drop() {
        return sql(kind.drop);
    }

    /** What SQL calls it where it is mentioned; empty for one that has no name of its own. */
    public String reference() {
        return sql(kind.reference);
    }

    /** What the definition begins with: the type of a column, the clause of a constraint. */
    public String first() {
        return part(0);
    }

    public String text() {
        return String.join(kind.separator(), definition);
    }

    /** Whether the other one comes and goes with this one. A foreign key does not, because it is another table's, too. */
    public boolean includes(SchemaObject other) {
        boolean sameName = other.table.equals(table) && other.name.equals(name);
        return switch (kind) {
            case TABLE, VIEW ->
                !other.equals(this) && other.table.equals(table) && other.kind != ObjectKind.FOREIGN_KEY;
            case COLUMN -> isCommentOn(other) || sameName && other.kind == ObjectKind.IDENTITY_OPTIONS;
            case TRIGGER -> isCommentOn(other) || sameName && other.kind == ObjectKind.TRIGGER_STATE;
            default -> isCommentOn(other);
        };
    }

    private boolean isCommentOn(SchemaObject other) {
        return other.kind == ObjectKind.COMMENT && other.name.equals(reference());
    }

    /** Whether other objects belong to it by its name. */
    public boolean isRelation() {
        return kind == ObjectKind.TABLE || kind == ObjectKind.VIEW;
    }

    boolean inTable() {
        return kind == ObjectKind.COLUMN
                || kind == ObjectKind.CONSTRAINT && !definition.get(0).endsWith(" NOT VALID");
    }

    String clause() {
        return kind == ObjectKind.COLUMN ? name + " " + text() : "CONSTRAINT " + name + " " + definition.get(0);
    }

    private String sql(String format) {
        return format.formatted(table, name, text(), part(0), part(1));
    }

    private String part(int place) {
        return place < definition.size() ? definition.get(place) : "";
    }
}
