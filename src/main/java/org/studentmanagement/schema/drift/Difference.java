package org.studentmanagement.schema.drift;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One object that is not as the changelog makes it.
 *
 * @param table what it belongs to; empty for one that stands alone
 * @param found its definition in the database; null if it is gone
 * @param expected the one that the changelog gives it; null if it was added
 * @param undo the statements that take away what is in the way
 * @param make the statements that put there what should be, which can run once all else is undone
 */
@JsonPropertyOrder({"state", "table", "kind", "name", "found", "expected", "mend"})
public record Difference(
        State state,
        String table,
        String kind,
        String name,
        String found,
        String expected,
        @JsonIgnore List<String> undo,
        @JsonIgnore List<String> make,
        String warning) {
    private static final Set<String> ALWAYS = Set.of("comment", "storage option", "identity options");

    private static final Pattern NUMBERED = Pattern.compile(
            "GENERATED (ALWAYS|BY DEFAULT) AS IDENTITY|DEFAULT nextval\\('\"?(?<sequence>[^']+?)\"?'::regclass\\)");

    public enum State {
        ADDED,
        GONE,
        CHANGED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @JsonProperty("mend")
    public List<String> mend() {
        return Stream.concat(undo.stream(), make.stream()).toList();
    }

    public String words() {
        String where = table.isEmpty() || table.equals(name) ? "" : " of " + table;
        return kind + " " + name + where + " " + state;
    }

    /**
     * Whether neither the rows, nor the service, nor a later changeset feels it: a further index, a comment, how a table is
     * stored and replicated, and whether an id comes from an identity column or from a sequence of its own.
     *
     * @param all the differences of the same database
     */
    public boolean isHarmless(List<Difference> all) {
        return switch (kind) {
            case "column" -> numberingSequence() != null;
            case "sequence", "owned by" ->
                all.stream()
                        .filter(other -> other.table().equals(table))
                        .anyMatch(other -> name.equals(other.numberingSequence()));
            case "index" -> state == State.ADDED && !found.startsWith("CREATE UNIQUE");
            case "replica identity" -> found == null || !found.startsWith("USING");
            default -> ALWAYS.contains(kind);
        };
    }

    /** Whether it is what others have hung on a table, which rows can do without: nobody's fault, and nothing to even. */
    public boolean rowsCanDoWithout() {
        if (state != State.ADDED) {
            return false;
        }
        return switch (kind) {
            case "column" -> !found.contains("NOT NULL") || found.matches("(?s).*(DEFAULT|GENERATED) .*");
            case "trigger", "trigger state", "sequence", "owned by" -> true;
            default -> false;
        };
    }

    /** The sequence that only one side has, where a column differs in nothing but where its numbers come from. */
    private String numberingSequence() {
        if (!kind.equals("column") || state != State.CHANGED) {
            return null;
        }
        Matcher is = NUMBERED.matcher(found);
        Matcher should = NUMBERED.matcher(expected);
        if (!is.find() || !should.find() || !is.replaceAll("#").equals(should.replaceAll("#"))) {
            return null;
        }
        is.reset().find();
        should.reset().find();
        String before = is.group("sequence");
        String after = should.group("sequence");
        return after == null ? before : before == null ? after : null;
    }
}
