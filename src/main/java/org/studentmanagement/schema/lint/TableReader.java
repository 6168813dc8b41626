package org.studentmanagement.schema.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

final class TableReader {
    private TableReader() {}

    static Stream<Operation> create(SQLParser.Create_table_statementContext statement) {
        QualifiedName table = QualifiedName.of(statement.name);
        List<ColumnDefinition> columns = new ArrayList<>();
        List<Constraint> constraints = new ArrayList<>();
        for (SQLParser.Table_column_defContext part :
                Syntax.all(statement.define_table(), SQLParser.Table_column_defContext.class)) {
            if (part.table_column_definition() != null) {
                columns.add(column(table, part.table_column_definition()));
            } else if (part.constraint_common() != null) {
                Constraint.read(table, part.constraint_common(), null).ifPresent(constraints::add);
            }
        }
        columns.forEach(column -> constraints.addAll(column.constraints()));
        return Stream.of(new Operation.CreateTable(table, columns, constraints));
    }

    static Stream<Operation> alter(SQLParser.Alter_table_statementContext statement) {
        QualifiedName table = QualifiedName.of(statement.name);
        List<String> names =
                statement.identifier().stream().map(TableReader::name).toList();
        if (statement.rename_to() != null) {
            return Stream.of(new Operation.Rename(table, null, name(statement.rename_to().name)));
        }
        if (Syntax.has(statement, SQLParser.RENAME)) {
            return Stream.of(
                    Syntax.has(statement, SQLParser.CONSTRAINT)
                            ? new Operation.RenameConstraint(table, names.get(0), names.get(1))
                            : new Operation.Rename(table, names.get(0), names.get(1)));
        }
        if (statement.set_schema() != null) {
            return Stream.of(new Operation.RenameObject("TABLE", table, table.name()));
        }
        if (statement.alter_partition() != null) {
            boolean concurrently = Syntax.has(statement.alter_partition(), SQLParser.CONCURRENTLY);
            return Stream.of(concurrently ? new Operation.Outside(table) : new Operation.AlterTable(table, true));
        }
        return statement.table_action().stream().flatMap(action -> action(table, action));
    }

    private static Stream<Operation> action(QualifiedName table, SQLParser.Table_actionContext action) {
        if (action.table_column_definition() != null) {
            return Stream.of(new Operation.AddColumn(table, column(table, action.table_column_definition())));
        }
        if (action.constraint_common() != null) {
            return Constraint.read(table, action.constraint_common(), null).stream()
                    .map(constraint -> new Operation.AddConstraint(table, constraint));
        }
        if (action.column_action() != null) {
            return column(table, name(action.column), action.column_action());
        }
        if (action.validate_constraint() != null) {
            return Stream.of(new Operation.ValidateConstraint(
                    table,
                    QualifiedName.of(action.validate_constraint().constraint_name)
                            .name()));
        }
        if (action.drop_constraint() != null) {
            return Stream.of(new Operation.DropConstraint(
                    table, name(action.drop_constraint().constraint_name), Syntax.cascades(action.drop_constraint())));
        }
        if (Syntax.has(action, SQLParser.DROP) && action.column != null) {
            return Stream.of(new Operation.DropColumn(table, name(action.column), Syntax.cascades(action)));
        }
        if (Syntax.has(action, SQLParser.TRIGGER)) {
            return Stream.of(new Operation.SwitchTriggers(table));
        }
        if (action.set_logged() != null || action.set_tablespace() != null || Syntax.has(action, SQLParser.ACCESS)) {
            return Stream.of(new Operation.Block(table, null));
        }
        boolean shared = action.storage_parameters() != null
                || Syntax.has(action, SQLParser.CLUSTER)
                || Syntax.has(action, SQLParser.RESET);
        return Stream.of(new Operation.AlterTable(table, !shared));
    }

    private static Stream<Operation> column(QualifiedName table, String column, SQLParser.Column_actionContext action) {
        if (action.data_type() != null && Syntax.has(action, SQLParser.TYPE)) {
            String using = action.vex() == null ? null : Syntax.text(action.vex());
            return Stream.of(new Operation.ChangeType(table, column, Syntax.text(action.data_type()), using));
        }
        if (Syntax.has(action, SQLParser.NULL)) {
            return Stream.of(
                    Syntax.has(action, SQLParser.SET)
                            ? new Operation.SetNotNull(table, column)
                            : new Operation.DropNotNull(table, column));
        }
        if (Syntax.has(action, SQLParser.EXPRESSION) && Syntax.has(action, SQLParser.SET)) {
            return Stream.of(new Operation.Block(table, null));
        }
        Stream<Operation> sequences = Syntax.all(action, SQLParser.Sequence_bodyContext.class).stream()
                .filter(part -> part.name != null)
                .map(part -> new Operation.Make("SEQUENCE", QualifiedName.of(part.name)));
        boolean shared = action.set_statistics() != null || action.storage_parameters() != null;
        return Stream.concat(Stream.of(new Operation.AlterTable(table, !shared)), sequences);
    }

    private static ColumnDefinition column(QualifiedName table, SQLParser.Table_column_definitionContext definition) {
        String name = name(definition.identifier());
        String type = Syntax.text(definition.data_type());
        boolean notNull = false;
        String filler = ColumnDefinition.serialFiller(table, name, type);
        String rewrites = filler == null ? null : "it counts up from row to row";
        List<Constraint> constraints = new ArrayList<>();
        for (SQLParser.Constraint_commonContext written : definition.constraint_common()) {
            SQLParser.Constr_bodyContext body = written.constr_body();
            if (body.default_expr != null) {
                filler = Syntax.text(body.default_expr);
                rewrites = ColumnDefinition.volatility(body.default_expr);
            } else if (body.identity_body() != null) {
                filler = ColumnDefinition.nextOf(table, name);
                rewrites = "it counts up from row to row";
                notNull = true;
            } else if (Syntax.has(body, SQLParser.GENERATED)) {
                boolean stored = !Syntax.has(body, SQLParser.VIRTUAL);
                filler = Syntax.text(body.vex());
                rewrites = stored ? "its value is computed and stored in every row" : null;
            } else {
                Optional<Constraint> constraint = Constraint.read(table, written, name);
                notNull |= constraint
                        .filter(found -> found.is(Constraint.Kind.NOT_NULL) || found.is(Constraint.Kind.PRIMARY_KEY))
                        .isPresent();
                constraint.filter(found -> !found.is(Constraint.Kind.NOT_NULL)).ifPresent(constraints::add);
            }
        }
        return new ColumnDefinition(name, type, notNull, filler, rewrites, constraints);
    }

    private static String name(SQLParser.IdentifierContext identifier) {
        return QualifiedName.plain(Syntax.text(identifier));
    }
}
