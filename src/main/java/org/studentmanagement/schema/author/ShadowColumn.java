package org.studentmanagement.schema.author;

import java.util.ArrayList;
import java.util.List;

/**
 * A column beside one that is in use, which holds the same under another name or as another type. A trigger gives every write
 * both, and fills the rows that are there when they are written to in portions: nobody waits.
 *
 * @param bothWays whether there are releases that write the shadow
 */
record ShadowColumn(MappedColumn old, MappedColumn shadow, boolean bothWays) {
    /** The remark on a column or a view that stays for the release before, and goes with the next contraction. */
    static final String FORMER = "Former name of ";

    List<Changeset> changesets(Precondition before) {
        List<Changeset> changesets = new ArrayList<>(List.of(expansion(before), filling()));
        if (!old.nullable()) {
            changesets.addAll(shadow.proveNotNull());
        }
        return changesets;
    }

    /** The shadow with its trigger, as {@link #changesets} make them, but for the values. */
    String sql() {
        String add = "ALTER TABLE %s ADD COLUMN %s %s;\n%s\n"
                .formatted(old.table(), shadow.name(), shadow.type(), shadow.comment());
        return bothWays ? add + creation() + "\n" + former() : add + creation();
    }

    /** The function and the trigger that calls it: after others, so that a row is not taken as changed for being filled. */
    String creation() {
        return """
                CREATE FUNCTION %1$s() RETURNS trigger
                LANGUAGE plpgsql AS $$
                BEGIN
                %2$s
                  RETURN NEW;
                END $$;
                CREATE TRIGGER %1$s BEFORE INSERT OR UPDATE ON %3$s
                  FOR EACH ROW EXECUTE FUNCTION %1$s();""".formatted(function(old), bothWays ? either() : assignment(shadow, old), old.table());
    }

    String dropping() {
        return dropping(old);
    }

    static String dropping(MappedColumn old) {
        return "DROP TRIGGER %1$s ON %2$s;\nDROP FUNCTION %1$s();".formatted(function(old), old.table());
    }

    private Changeset expansion(Precondition before) {
        String remark = "COMMENT ON COLUMN %s IS %s;\n".formatted(old.path(), old.remarkLiteral());
        return Changeset.of(
                        shadow.id(),
                        "%s, which holds what %s does".formatted(shadow.path(), old.path()),
                        before,
                        sql(),
                        (bothWays ? remark : "") + dropping() + "\n" + shadow.dropping())
                .cautioning("%s has every value.".formatted(old.path()));
    }

    private Changeset filling() {
        String missing = "%s IS NULL AND %s IS NOT NULL".formatted(shadow.name(), old.name());
        return Changeset.of(
                        shadow.id() + "_fill",
                        "%s is filled in portions, each of its own transaction".formatted(shadow.path()),
                        Precondition.column(old.table(), shadow.name()),
                        """
                        DO $$
                        DECLARE
                          changed bigint;
                        BEGIN
                          LOOP
                            UPDATE %1$s SET %2$s = %2$s
                              WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE %3$s LIMIT 10000));
                            GET DIAGNOSTICS changed = ROW_COUNT;
                            EXIT WHEN changed = 0;
                            COMMIT;
                          END LOOP;
                        END $$;""".formatted(old.table(), old.name(), missing),
                        Changeset.NOTHING)
                .cautioning("%s has every value.".formatted(old.path()))
                .outsideTransaction()
                .checkedBy("""
                        -- Wherever %1$s has a value, %2$s has it too, for as long as there are both.
                        SELECT * FROM %3$s stored
                        WHERE to_jsonb(stored) -> '%4$s' = 'null' AND to_jsonb(stored) -> '%5$s' <> 'null';
                        """.formatted(
                                old.path(),
                                shadow.path(),
                                old.table(),
                                MappedObject.plain(shadow.name()),
                                MappedObject.plain(old.name())));
    }

    private String former() {
        return "COMMENT ON COLUMN %s IS '%s%s, for the release before.';".formatted(old.path(), FORMER, shadow.name());
    }

    /** Each release writes the one that it knows. Who writes both means the shadow. */
    private String either() {
        return """
                  CASE
                    WHEN TG_OP = 'UPDATE' AND NEW.%2$s IS DISTINCT FROM OLD.%2$s THEN
                      NEW.%1$s := NEW.%2$s;
                    WHEN TG_OP = 'UPDATE' AND NEW.%1$s IS DISTINCT FROM OLD.%1$s THEN
                      NEW.%2$s := NEW.%1$s;
                    ELSE
                      NEW.%2$s := coalesce(NEW.%2$s, NEW.%1$s);
                      NEW.%1$s := NEW.%2$s;
                  END CASE;""".formatted(old.name(), shadow.name()).indent(2).stripTrailing();
    }

    private static String assignment(MappedColumn to, MappedColumn from) {
        return "  NEW.%s := NEW.%s;".formatted(to.name(), from.name());
    }

    private static String function(MappedColumn old) {
        return MappedObject.plain(old.table()) + "_writes_" + MappedObject.plain(old.name());
    }
}
