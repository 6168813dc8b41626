package org.studentmanagement.schema.adoption;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;

/** What is there under another name: a constraint that says the same, and the sequence of a column. */
final class Renaming {
    private static final Pattern NEXT_VALUE = Pattern.compile("DEFAULT nextval\\('([^']+)'::regclass\\)");

    private final List<String> sentences = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private final Schema found;
    private final Schema expected;
    private Schema schema;

    /**
     * @param ours of what is found, what belongs to tables that changesets make
     * @param found all that there is, since a sequence may belong to no table
     */
    Renaming(Schema ours, Schema found, Schema expected) {
        this.found = found;
        this.expected = expected;
        schema = ours;
        for (SchemaObject should : expected.objects()) {
            switch (should.kind()) {
                case CONSTRAINT, FOREIGN_KEY -> constraint(should);
                case COLUMN -> sequence(should);
                default -> {}
            }
        }
    }

    Schema schema() {
        return schema;
    }

    List<String> sentences() {
        return sentences;
    }

    List<String> statements() {
        return statements;
    }

    private void constraint(SchemaObject should) {
        if (schema.find(should.key()).isPresent()) {
            return;
        }
        schema.of(should.kind(), should.table())
                .filter(object -> object.first().equals(should.first())
                        && expected.find(object.key()).isEmpty())
                .findFirst()
                .ifPresent(is -> {
                    replace(schema.objects(), object -> object.equals(is) ? should : object);
                    sentences.add("Constraint %s.%s is named %s.".formatted(is.table(), should.name(), is.name()));
                    statements.add("ALTER TABLE %s RENAME CONSTRAINT %s TO %s"
                            .formatted(is.table(), is.name(), should.name()));
                });
    }

    private void sequence(SchemaObject should) {
        String is = schema.find(should.key()).flatMap(Renaming::sequenceOf).orElse(null);
        String wanted = sequenceOf(should).orElse(null);
        if (is == null
                || wanted == null
                || is.equals(wanted)
                || named(wanted).findAny().isPresent()) {
            return;
        }
        replace(
                Stream.concat(schema.objects().stream(), named(is)).distinct().toList(),
                object -> renamed(object, is, wanted, should.table()));
        sentences.add("The sequence of %s.%s is named %s, and should be %s."
                .formatted(should.table(), should.name(), is, wanted));
        statements.add("ALTER SEQUENCE %s RENAME TO %s".formatted(is, wanted));
    }

    private void replace(List<SchemaObject> objects, UnaryOperator<SchemaObject> replacement) {
        schema = new Schema(objects.stream().map(replacement).toList());
    }

    private Stream<SchemaObject> named(String sequence) {
        return found.objects().stream()
                .filter(object ->
                        object.kind() == ObjectKind.SEQUENCE && object.name().equals(sequence));
    }

    private static SchemaObject renamed(SchemaObject object, String is, String wanted, String table) {
        boolean sequence = object.kind() == ObjectKind.SEQUENCE && object.name().equals(is);
        boolean owned = object.kind() == ObjectKind.OWNED_BY && object.name().equals(is);
        List<String> definition = object.definition().stream()
                .map(part -> part.replace("nextval('" + is + "'", "nextval('" + wanted + "'"))
                .toList();
        return new SchemaObject(
                object.kind(),
                sequence ? table : object.table(),
                sequence || owned ? wanted : object.name(),
                object.kind() == ObjectKind.COLUMN ? definition : object.definition());
    }

    private static Optional<String> sequenceOf(SchemaObject column) {
        return column.definition().stream()
                .map(NEXT_VALUE::matcher)
                .filter(Matcher::matches)
                .map(next -> next.group(1))
                .findFirst();
    }
}
