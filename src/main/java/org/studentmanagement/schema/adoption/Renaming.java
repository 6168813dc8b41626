package org.studentmanagement.schema.adoption;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;

/**
 * What is there under another name: a constraint that says the same, and the sequence of a column.
 *
 * @param schema the one that the statements would leave
 * @param sentences what is not as it should be
 * @param statements that give the names that are expected
 */
record Renaming(Schema schema, List<String> sentences, List<String> statements) {
    private static final Pattern NEXT_VALUE = Pattern.compile("DEFAULT nextval\\('([^']+)'::regclass\\)");

    static Renaming none(Schema schema) {
        return new Renaming(schema, List.of(), List.of());
    }

    /**
     * @param ours of what is found, what belongs to tables that changesets make
     * @param found all that there is, since a sequence may belong to no table
     */
    static Renaming of(Schema ours, Schema found, Schema expected) {
        Renaming renaming = none(ours);
        for (SchemaObject should : expected.objects()) {
            if (should.kind() == ObjectKind.CONSTRAINT || should.kind() == ObjectKind.FOREIGN_KEY) {
                renaming = renaming.constraint(should, expected);
            } else if (should.kind() == ObjectKind.COLUMN) {
                renaming = renaming.sequence(should, found);
            }
        }
        return renaming;
    }

    private Renaming constraint(SchemaObject should, Schema expected) {
        Set<SchemaObject.Key> wanted = new HashSet<>();
        expected.objects().forEach(object -> wanted.add(object.key()));
        if (has(schema, should.key())) {
            return this;
        }
        Optional<SchemaObject> same = schema.objects().stream()
                .filter(object ->
                        object.kind() == should.kind() && object.table().equals(should.table()))
                .filter(object ->
                        object.definition().get(0).equals(should.definition().get(0)))
                .filter(object -> !wanted.contains(object.key()))
                .findFirst();
        return same.map(is -> with(
                        is,
                        should,
                        "Constraint %s.%s is named %s.".formatted(is.table(), should.name(), is.name()),
                        "ALTER TABLE %s RENAME CONSTRAINT %s TO %s".formatted(is.table(), is.name(), should.name())))
                .orElse(this);
    }

    private Renaming sequence(SchemaObject should, Schema found) {
        Optional<String> is = schema.objects().stream()
                .filter(object -> object.key().equals(should.key()))
                .flatMap(object -> sequence(object).stream())
                .findFirst();
        Optional<String> wanted = sequence(should);
        if (is.isEmpty()
                || wanted.isEmpty()
                || is.equals(wanted)
                || found.objects().stream().anyMatch(object -> isSequence(object, wanted.get()))) {
            return this;
        }
        List<SchemaObject> objects = new ArrayList<>(schema.objects());
        found.objects().stream()
                .filter(object -> isSequence(object, is.get()) && !objects.contains(object))
                .forEach(objects::add);
        objects.replaceAll(object -> renamed(object, is.get(), wanted.get(), should.table()));
        return with(
                new Schema(objects),
                "The sequence of %s.%s is named %s, and should be %s."
                        .formatted(should.table(), should.name(), is.get(), wanted.get()),
                "ALTER SEQUENCE %s RENAME TO %s".formatted(is.get(), wanted.get()));
    }

    private static SchemaObject renamed(SchemaObject object, String is, String wanted, String table) {
        return switch (object.kind()) {
            case SEQUENCE, OWNED_BY ->
                object.name().equals(is)
                        ? new SchemaObject(
                                object.kind(),
                                object.kind() == ObjectKind.SEQUENCE ? table : object.table(),
                                wanted,
                                object.definition())
                        : object;
            case COLUMN ->
                new SchemaObject(
                        object.kind(),
                        object.table(),
                        object.name(),
                        object.definition().stream()
                                .map(part -> part.replace("nextval('" + is + "'", "nextval('" + wanted + "'"))
                                .toList());
            default -> object;
        };
    }

    private Renaming with(SchemaObject is, SchemaObject should, String sentence, String statement) {
        List<SchemaObject> objects = new ArrayList<>(schema.objects());
        objects.replaceAll(object -> object.equals(is) ? should : object);
        return with(new Schema(objects), sentence, statement);
    }

    private Renaming with(Schema changed, String sentence, String statement) {
        List<String> said = new ArrayList<>(sentences);
        said.add(sentence);
        List<String> renamed = new ArrayList<>(statements);
        renamed.add(statement);
        return new Renaming(changed, said, renamed);
    }

    private static Optional<String> sequence(SchemaObject column) {
        return column.definition().stream()
                .map(NEXT_VALUE::matcher)
                .filter(Matcher::matches)
                .map(next -> next.group(1))
                .findFirst();
    }

    private static boolean isSequence(SchemaObject object, String name) {
        return object.kind() == ObjectKind.SEQUENCE && object.name().equals(name);
    }

    private static boolean has(Schema schema, SchemaObject.Key key) {
        return schema.objects().stream().anyMatch(object -> object.key().equals(key));
    }
}
