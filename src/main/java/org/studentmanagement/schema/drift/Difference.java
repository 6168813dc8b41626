package org.studentmanagement.schema.drift;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One object that is not as the changelog makes it.
 *
 * @param table what it belongs to; empty for one that stands alone
 * @param kind as in {@code foreign key}
 * @param name as SQL writes it
 * @param found its definition in the database; null if it is gone
 * @param expected the one that the changelog gives it; null if it was added
 * @param undo the statements that take away what is in the way
 * @param make the statements that put there what should be, which can run once all else is undone
 * @param warning what these cost, in a sentence; null where they cost nothing
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
    /** What was done by hand. */
    public enum State {
        ADDED,
        GONE,
        CHANGED;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The statements that mend it, in their order. */
    @JsonProperty("mend")
    public List<String> mend() {
        return Stream.concat(undo.stream(), make.stream()).toList();
    }

    /** As in {@code column phone of students added}. */
    public String words() {
        String where = table.isEmpty() || table.equals(name) ? "" : " of " + table;
        return kind + " " + name + where + " " + state;
    }
}
