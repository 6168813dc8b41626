package org.studentmanagement.schema.lint;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Rule.Violation;
import org.studentmanagement.schema.run.Direction;

/** One operation of a changeset, before it is done. */
record RuleContext(ParsedChangeset changeset, Direction direction, int place, SchemaModel before) {
    Statement statement() {
        return all().get(place);
    }

    Operation operation() {
        return statement().operation();
    }

    List<Statement> all() {
        return changeset.statements(direction);
    }

    <T extends Operation> Stream<T> earlier(Class<T> kind) {
        return of(kind, all().subList(0, place));
    }

    <T extends Operation> Stream<T> later(Class<T> kind) {
        return of(kind, all().subList(place + 1, all().size()));
    }

    boolean inTransaction() {
        return changeset.transactional();
    }

    /** Whether others may use the table now, which nobody does before the changeset that makes it has ended. */
    boolean isLive(QualifiedName table) {
        return table != null && before.madeBy(table) != changeset.place();
    }

    /** What the table is called now, where the changeset has renamed it. */
    QualifiedName now(QualifiedName table) {
        QualifiedName name = table;
        for (Operation.Rename renamed : earlier(Operation.Rename.class).toList()) {
            if (renamed.column() == null && renamed.table().equals(name)) {
                name = name.sibling(renamed.to());
            }
        }
        return name;
    }

    <T extends Operation> Stream<Violation> on(Class<T> kind, BiFunction<RuleContext, T, Stream<Violation>> check) {
        return kind.isInstance(operation()) ? check.apply(this, kind.cast(operation())) : Stream.empty();
    }

    /** On a table that others may use. */
    <T extends Operation> Stream<Violation> live(Class<T> kind, BiFunction<RuleContext, T, Stream<Violation>> check) {
        return isLive(operation().table()) ? on(kind, check) : Stream.empty();
    }

    /** Of a changeset its first operation answers. */
    Stream<Violation> lacking(boolean has, String yaml) {
        return place == 0 && !has ? Rule.violation(null, Suggestion.yaml(yaml)) : Stream.empty();
    }

    private static <T extends Operation> Stream<T> of(Class<T> kind, List<Statement> statements) {
        return Operation.of(kind, statements.stream().map(Statement::operation).toList());
    }
}
