package org.studentmanagement.schema.lint;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Alter_table_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Alter_type_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_domain_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_function_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_index_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_sequence_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_table_as_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_table_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_trigger_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_type_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_view_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Drop_function_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Drop_owned_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Drop_statementsContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Drop_trigger_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Function_argsContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Function_parametersContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Rename_toContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Schema_alterContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Schema_qualified_nameContext;

/** Reads what is made, altered, renamed or dropped. */
final class SchemaReader {
    private final Consumer<Operation> add;

    SchemaReader(Consumer<Operation> add) {
        this.add = add;
    }

    void read(ParseTree tree) {
        if (tree instanceof Create_table_statementContext statement) {
            TableReader.create(statement).forEach(add);
        } else if (tree instanceof Create_table_as_statementContext statement) {
            add.accept(new Operation.CreateTable(QualifiedName.of(statement.name), List.of(), List.of()));
        } else if (tree instanceof Alter_table_statementContext statement) {
            TableReader.alter(statement).forEach(add);
        } else if (tree instanceof Create_index_statementContext statement) {
            add.accept(index(statement));
        } else if (tree instanceof Create_sequence_statementContext statement) {
            add.accept(new Operation.Make("SEQUENCE", QualifiedName.of(statement.name)));
        } else if (tree instanceof Create_view_statementContext statement) {
            add.accept(new Operation.Make("VIEW", QualifiedName.of(statement.name)));
        } else if (tree instanceof Create_domain_statementContext statement) {
            add.accept(new Operation.Make("DOMAIN", QualifiedName.of(statement.name)));
        } else if (tree instanceof Drop_statementsContext statement) {
            drop(statement);
        } else if (tree instanceof Drop_owned_statementContext) {
            add.accept(new Operation.Unreadable("what DROP OWNED drops is not in it"));
        } else if (tree instanceof Drop_function_statementContext statement) {
            add.accept(new Operation.Drop(
                    "FUNCTION",
                    QualifiedName.of(statement.name),
                    statement.function_args() == null ? null : types(statement.function_args()),
                    Syntax.cascades(statement)));
        } else if (tree instanceof Drop_trigger_statementContext statement) {
            add.accept(new Operation.Drop(
                    "TRIGGER",
                    QualifiedName.of(statement.table_name),
                    QualifiedName.plain(Syntax.text(statement.name)),
                    Syntax.cascades(statement)));
        } else if (tree instanceof Create_trigger_statementContext statement) {
            add.accept(new Operation.Make(
                    "TRIGGER",
                    QualifiedName.of(statement.table_name),
                    QualifiedName.plain(Syntax.text(statement.name))));
        } else if (tree instanceof Create_function_statementContext statement) {
            Function_parametersContext function = statement.function_parameters();
            add.accept(new Operation.Make(
                    "FUNCTION", QualifiedName.of(function.schema_qualified_name()), types(function.function_args())));
        } else if (tree instanceof Create_type_statementContext statement) {
            add.accept(new Operation.Make("TYPE", QualifiedName.of(statement.name)));
        } else if (tree instanceof Alter_type_statementContext statement && statement.new_enum_value != null) {
            add.accept(new Operation.AddEnumValue(statement.new_enum_value.getText()));
        } else if (tree instanceof Rename_toContext rename) {
            rename(rename);
        }
    }

    /** Those by which PostgreSQL tells functions of one name apart. */
    private static String types(Function_argsContext arguments) {
        return arguments.function_arguments().stream()
                .filter(argument -> argument.argmode() == null
                        || !argument.argmode().getText().equalsIgnoreCase("OUT"))
                .map(argument -> Syntax.text(argument.data_type()))
                .collect(Collectors.joining(", "));
    }

    private void rename(Rename_toContext rename) {
        ParserRuleContext statement = rename.getParent();
        while (!(statement.getParent() instanceof Schema_alterContext)) {
            statement = statement.getParent();
        }
        List<Schema_qualified_nameContext> names = Syntax.all(statement, Schema_qualified_nameContext.class);
        if (!(statement instanceof Alter_table_statementContext) && !names.isEmpty()) {
            String kind = statement.getStart().getText().toUpperCase(Locale.ROOT);
            add.accept(new Operation.RenameObject(
                    kind, QualifiedName.of(names.get(0)), QualifiedName.plain(Syntax.text(rename.name))));
        }
    }

    private static Operation index(Create_index_statementContext statement) {
        List<String> keys = statement.index_rest().index_columns().index_column().stream()
                .map(column -> Syntax.text(column.column))
                .toList();
        List<String> columns = keys.stream()
                .map(column -> column.matches("\"[^\"]+\"|\\w+") ? QualifiedName.plain(column) : null)
                .toList();
        QualifiedName table = QualifiedName.of(statement.table_name);
        String name = statement.name != null
                ? QualifiedName.plain(Syntax.text(statement.name))
                : table.name() + "_"
                        + String.join(
                                "_",
                                columns.stream()
                                        .map(c -> c == null ? "expr" : c)
                                        .toList()) + "_idx";
        return new Operation.CreateIndex(
                table,
                table.sibling(name),
                columns,
                keys,
                statement.index_rest().index_where() == null
                        ? ""
                        : Syntax.text(statement.index_rest().index_where().vex()),
                (Syntax.has(statement, SQLParser.UNIQUE) ? "UNIQUE " : "") + "INDEX CONCURRENTLY %s ON %s "
                        + Syntax.text(statement.index_rest()),
                Syntax.has(statement, SQLParser.CONCURRENTLY));
    }

    private void drop(Drop_statementsContext statement) {
        var names =
                statement.if_exist_names_restrict_cascade().names_references().schema_qualified_name();
        for (Schema_qualified_nameContext name : names) {
            if (Syntax.has(statement, SQLParser.INDEX)) {
                add.accept(
                        new Operation.DropIndex(QualifiedName.of(name), Syntax.has(statement, SQLParser.CONCURRENTLY)));
            } else {
                String kind = Syntax.has(statement, SQLParser.VIEW)
                        ? "VIEW"
                        : statement.getStart().getText().toUpperCase(Locale.ROOT);
                add.accept(new Operation.Drop(kind, QualifiedName.of(name), Syntax.cascades(statement)));
            }
        }
    }
}
