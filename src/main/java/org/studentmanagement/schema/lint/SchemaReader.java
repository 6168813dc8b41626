package org.studentmanagement.schema.lint;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

final class SchemaReader {
    private SchemaReader() {}

    static Stream<Operation> read(ParseTree tree) {
        if (tree instanceof SQLParser.Create_table_statementContext statement) {
            return TableReader.create(statement);
        }
        if (tree instanceof SQLParser.Create_table_as_statementContext statement) {
            return Stream.of(new Operation.CreateTable(QualifiedName.of(statement.name), List.of(), List.of()));
        }
        if (tree instanceof SQLParser.Alter_table_statementContext statement) {
            return TableReader.alter(statement);
        }
        if (tree instanceof SQLParser.Create_index_statementContext statement) {
            return Stream.of(index(statement));
        }
        if (tree instanceof SQLParser.Create_sequence_statementContext statement) {
            return Stream.of(new Operation.Make("SEQUENCE", QualifiedName.of(statement.name)));
        }
        if (tree instanceof SQLParser.Create_view_statementContext statement) {
            return Stream.of(new Operation.Make("VIEW", QualifiedName.of(statement.name)));
        }
        if (tree instanceof SQLParser.Create_domain_statementContext statement) {
            return Stream.of(new Operation.Make("DOMAIN", QualifiedName.of(statement.name)));
        }
        if (tree instanceof SQLParser.Drop_statementsContext statement) {
            return drop(statement);
        }
        if (tree instanceof SQLParser.Drop_owned_statementContext) {
            return Stream.of(new Operation.Unreadable("what DROP OWNED drops is not in it"));
        }
        if (tree instanceof SQLParser.Drop_function_statementContext statement) {
            return Stream.of(new Operation.Drop(
                    "FUNCTION",
                    QualifiedName.of(statement.name),
                    statement.function_args() == null ? null : types(statement.function_args()),
                    Syntax.cascades(statement)));
        }
        if (tree instanceof SQLParser.Drop_trigger_statementContext statement) {
            return Stream.of(new Operation.Drop(
                    "TRIGGER",
                    QualifiedName.of(statement.table_name),
                    QualifiedName.plain(Syntax.text(statement.name)),
                    Syntax.cascades(statement)));
        }
        if (tree instanceof SQLParser.Create_trigger_statementContext statement) {
            return Stream.of(new Operation.Make(
                    "TRIGGER",
                    QualifiedName.of(statement.table_name),
                    QualifiedName.plain(Syntax.text(statement.name))));
        }
        if (tree instanceof SQLParser.Create_function_statementContext statement) {
            SQLParser.Function_parametersContext function = statement.function_parameters();
            return Stream.of(new Operation.Make(
                    "FUNCTION", QualifiedName.of(function.schema_qualified_name()), types(function.function_args())));
        }
        if (tree instanceof SQLParser.Create_type_statementContext statement) {
            return Stream.of(new Operation.Make("TYPE", QualifiedName.of(statement.name)));
        }
        if (tree instanceof SQLParser.Alter_type_statementContext statement && statement.new_enum_value != null) {
            return Stream.of(new Operation.AddEnumValue(statement.new_enum_value.getText()));
        }
        if (tree instanceof SQLParser.Rename_toContext rename) {
            return rename(rename);
        }
        return Stream.empty();
    }

    /** Those by which PostgreSQL tells functions of one name apart. */
    private static String types(SQLParser.Function_argsContext arguments) {
        return arguments.function_arguments().stream()
                .filter(argument -> argument.argmode() == null
                        || !argument.argmode().getText().equalsIgnoreCase("OUT"))
                .map(argument -> Syntax.text(argument.data_type()))
                .collect(Collectors.joining(", "));
    }

    private static Stream<Operation> rename(SQLParser.Rename_toContext rename) {
        ParserRuleContext statement = rename.getParent();
        while (!(statement.getParent() instanceof SQLParser.Schema_alterContext)) {
            statement = statement.getParent();
        }
        List<SQLParser.Schema_qualified_nameContext> names =
                Syntax.all(statement, SQLParser.Schema_qualified_nameContext.class);
        if (statement instanceof SQLParser.Alter_table_statementContext || names.isEmpty()) {
            return Stream.empty();
        }
        String kind = statement.getStart().getText().toUpperCase(Locale.ROOT);
        return Stream.of(new Operation.RenameObject(
                kind, QualifiedName.of(names.get(0)), QualifiedName.plain(Syntax.text(rename.name))));
    }

    private static Operation index(SQLParser.Create_index_statementContext statement) {
        List<String> keys = statement.index_rest().index_columns().index_column().stream()
                .map(column -> Syntax.text(column.column))
                .toList();
        List<String> columns = keys.stream()
                .map(column -> column.matches("\"[^\"]+\"|\\w+") ? QualifiedName.plain(column) : null)
                .toList();
        QualifiedName table = QualifiedName.of(statement.table_name);
        return new Operation.CreateIndex(
                table,
                statement.name == null
                        ? Operation.CreateIndex.ownName(table, columns)
                        : table.sibling(QualifiedName.plain(Syntax.text(statement.name))),
                columns,
                keys,
                statement.index_rest().index_where() == null
                        ? ""
                        : Syntax.text(statement.index_rest().index_where().vex()),
                (Syntax.has(statement, SQLParser.UNIQUE) ? "UNIQUE " : "") + "INDEX CONCURRENTLY %s ON %s "
                        + Syntax.text(statement.index_rest()),
                Syntax.has(statement, SQLParser.CONCURRENTLY));
    }

    private static Stream<Operation> drop(SQLParser.Drop_statementsContext statement) {
        boolean cascade = Syntax.cascades(statement);
        boolean concurrently = Syntax.has(statement, SQLParser.CONCURRENTLY);
        String kind = Syntax.has(statement, SQLParser.VIEW)
                ? "VIEW"
                : statement.getStart().getText().toUpperCase(Locale.ROOT);
        return statement.if_exist_names_restrict_cascade().names_references().schema_qualified_name().stream()
                .map(QualifiedName::of)
                .map(name -> Syntax.has(statement, SQLParser.INDEX)
                        ? new Operation.DropIndex(name, concurrently)
                        : new Operation.Drop(kind, name, cascade));
    }
}
