package org.studentmanagement.schema.adoption;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;
import org.studentmanagement.schema.drift.Difference;
import org.studentmanagement.schema.drift.Difference.State;
import org.studentmanagement.schema.drift.Drift;

/**
 * What tells a database from a revision, sorted by what it does.
 *
 * @param later the schema after each changeset that comes after the revision
 */
record Deviation(Renaming renaming, Schema expected, List<Schema> later, List<Difference> differences) {
    /** What a table weighs that is missing. */
    static final int TABLE = 100;

    private static final int COLUMN = 10;

    static Deviation of(Renaming renaming, Schema expected, List<Schema> later) {
        return new Deviation(renaming, expected, later, Drift.between(renaming.schema(), expected));
    }

    /** Those without which an adoption would promise what does not hold. */
    List<Difference> obstacles() {
        return differences.stream()
                .filter(difference -> !isLeftAlone(difference) && !difference.isHarmless(differences))
                .toList();
    }

    List<Difference> harmless() {
        return differences.stream()
                .filter(difference -> difference.isHarmless(differences))
                .toList();
    }

    Set<String> leftAlone() {
        Set<String> alone = new TreeSet<>();
        differences.stream()
                .filter(this::isLeftAlone)
                .filter(difference -> !difference.kind().equals("owned by"))
                .forEach(difference -> alone.add(
                        difference.kind().equals("sequence")
                                ? "sequence " + difference.name()
                                : "%s %s of %s".formatted(difference.kind(), difference.name(), difference.table())));
        return alone;
    }

    int weight() {
        return obstacles().stream().mapToInt(this::weight).sum()
                + renaming.statements().size();
    }

    private int weight(Difference difference) {
        boolean changed = difference.state() == State.CHANGED;
        return switch (difference.kind()) {
            case "table" -> changed ? 1 + unlikeParts(difference.name()) : TABLE;
            case "column" -> changed ? 1 + unlikeWords(difference) : COLUMN;
            default -> 1;
        };
    }

    /** Of a table of another kind, what it has not as it is expected. */
    private int unlikeParts(String table) {
        return (int) expected.objects().stream()
                .filter(object -> object.table().equals(table)
                        && !renaming.schema().objects().contains(object))
                .count();
    }

    private int unlikeWords(Difference column) {
        Set<String> found = words(renaming.schema(), column);
        Set<String> wanted = words(expected, column);
        return (int) Stream.concat(found.stream(), wanted.stream())
                .filter(part -> !found.contains(part) || !wanted.contains(part))
                .count();
    }

    private static Set<String> words(Schema schema, Difference column) {
        return find(schema, column)
                .map(object -> Set.copyOf(object.definition()))
                .orElse(Set.of());
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>(renaming.sentences());
        obstacles().forEach(difference -> sentences.add(sentence(difference)));
        return sentences;
    }

    private String sentence(Difference difference) {
        String subject = subject(difference);
        return switch (difference.state()) {
            case GONE ->
                difference.kind().equals("table")
                        ? subject + " is missing."
                        : subject + " is missing" + detail(difference.expected());
            case ADDED ->
                isOfLater(difference)
                        ? subject + " bears the name of one that a later revision makes" + detail(difference.found())
                        : subject + " should not be there" + detail(difference.found());
            case CHANGED ->
                difference.kind().equals("table")
                        ? "%s is %s, and should be an ordinary table.".formatted(subject, kind(difference.name()))
                        : "%s is %s, and should be %s.".formatted(subject, difference.found(), difference.expected());
        };
    }

    private static String detail(String definition) {
        return definition == null || definition.isEmpty() ? "." : ": " + definition + ".";
    }

    private static String subject(Difference difference) {
        String kind = difference.kind().equals("foreign key") ? "constraint" : difference.kind();
        String words = kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
        boolean own = difference.table().isEmpty() || difference.table().equals(difference.name());
        return own
                ? words + " " + difference.name()
                : "%s %s.%s".formatted(words, difference.table(), difference.name());
    }

    private String kind(String table) {
        return renaming.schema().objects().stream()
                .filter(object -> object.name().equals(table))
                .filter(object -> object.kind() == ObjectKind.TABLE || object.kind() == ObjectKind.VIEW)
                .map(object -> object.kind() == ObjectKind.VIEW
                        ? "a " + object.noun()
                        : object.text().startsWith("SERVER ")
                                ? "a foreign table"
                                : "partitioned (" + object.text() + ")")
                .findFirst()
                .orElse("of another kind");
    }

    /** Whether a revision after this one makes something of the name. */
    boolean isOfLater(Difference difference) {
        return later.stream().anyMatch(step -> find(step, difference).isPresent());
    }

    private boolean isLeftAlone(Difference difference) {
        return difference.rowsCanDoWithout() && !isOfLater(difference);
    }

    static Optional<SchemaObject> find(Schema schema, Difference difference) {
        return schema.objects().stream()
                .filter(object -> object.name().equals(difference.name())
                        && object.table().equals(difference.table())
                        && object.noun().equals(difference.kind()))
                .findFirst();
    }
}
