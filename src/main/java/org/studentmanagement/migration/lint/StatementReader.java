package org.studentmanagement.migration.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.*;

/** Reads what statements do, in CTEs and DO blocks as well. */
final class StatementReader {
    private final List<Statement> statements = new ArrayList<>();
    private String sql;
    private boolean inBlock;
    private boolean inQuery;
    private boolean inTransactionalLoop;

    private StatementReader() {}

    /** Reads one or several statements. What cannot be read is an operation of its own. */
    static List<Statement> read(String sql) {
        StatementReader reader = new StatementReader();
        reader.sql = sql;
        Optional<SqlContext> script = Syntax.parse(sql, SQLParser::sql);
        script.ifPresentOrElse(
                found -> found.statement().forEach(reader::statement),
                () -> reader.add(new Operation.Unreadable("the grammar does not know it")));
        return reader.statements;
    }

    private void statement(ParserRuleContext statement) {
        sql = Syntax.text(statement);
        int before = statements.size();
        visit(statement);
        if (statements.size() == before) {
            add(new Operation.Other());
        }
    }

    private void add(Operation operation) {
        statements.add(new Statement(operation, sql));
    }

    private void visit(ParseTree tree) {
        if (tree instanceof Create_function_statementContext function) {
            add(new Operation.Make(
                    "FUNCTION", Name.of(function.function_parameters().schema_qualified_name())));
            return;
        }
        if (tree instanceof Anonymous_blockContext block) {
            block(block);
            return;
        }
        if (tree instanceof Function_statementContext inner
                && inner.getParent() instanceof Function_statementsContext) {
            String outer = sql;
            sql = Syntax.text(inner);
            within(inner);
            sql = outer;
            return;
        }
        within(tree);
    }

    private void within(ParseTree tree) {
        boolean outer = inTransactionalLoop;
        boolean outside = inQuery;
        inQuery |= tree instanceof Data_statementContext
                || tree instanceof Base_statementContext
                || tree instanceof Control_statementContext;
        if (tree instanceof Loop_statementContext loop) {
            inTransactionalLoop |= Syntax.all(loop, Transaction_statementContext.class).stream()
                    .anyMatch(end -> Syntax.has(end, SQLParser.COMMIT));
        }
        schema(tree);
        rows(tree);
        other(tree);
        for (int i = 0; i < tree.getChildCount(); i++) {
            visit(tree.getChild(i));
        }
        inQuery = outside;
        inTransactionalLoop = outer;
    }

    private void block(Anonymous_blockContext block) {
        boolean plpgsql =
                block.identifier() == null || block.identifier().getText().equalsIgnoreCase("plpgsql");
        String body = block.sconst(0).getText();
        Optional<Plpgsql_functionContext> parsed = plpgsql && body.startsWith("$")
                ? Syntax.parse(
                        body.replaceFirst("^\\$\\w*\\$", "").replaceFirst("\\$\\w*\\$$", ""),
                        SQLParser::plpgsql_function)
                : Optional.empty();
        inBlock = true;
        parsed.ifPresentOrElse(
                this::visit,
                () -> add(new Operation.Unreadable("its block is not of the PL/pgSQL that the grammar knows")));
        inBlock = false;
    }

    private void schema(ParseTree tree) {
        if (tree instanceof Create_table_statementContext statement) {
            TableReader.create(statement).forEach(this::add);
        } else if (tree instanceof Create_table_as_statementContext statement) {
            add(new Operation.CreateTable(Name.of(statement.name), List.of(), List.of()));
        } else if (tree instanceof Alter_table_statementContext statement) {
            TableReader.alter(statement).forEach(this::add);
        } else if (tree instanceof Create_index_statementContext statement) {
            add(index(statement));
        } else if (tree instanceof Create_sequence_statementContext statement) {
            add(new Operation.Make("SEQUENCE", Name.of(statement.name)));
        } else if (tree instanceof Create_view_statementContext statement) {
            add(new Operation.Make("VIEW", Name.of(statement.name)));
        } else if (tree instanceof Create_domain_statementContext statement) {
            add(new Operation.Make("DOMAIN", Name.of(statement.name)));
        } else if (tree instanceof Drop_statementsContext statement) {
            drop(statement);
        } else if (tree instanceof Drop_function_statementContext statement) {
            add(new Operation.Drop("FUNCTION", Name.of(statement.name), cascades(statement)));
        } else if (tree instanceof Drop_trigger_statementContext statement) {
            add(new Operation.Drop("TRIGGER", Name.of(statement.table_name), cascades(statement)));
        } else if (tree instanceof Alter_type_statementContext statement && statement.new_enum_value != null) {
            add(new Operation.AddEnumValue(statement.new_enum_value.getText()));
        } else if (tree instanceof Rename_toContext rename) {
            rename(rename);
        }
    }

    private void rename(Rename_toContext rename) {
        ParserRuleContext statement = rename.getParent();
        while (!(statement.getParent() instanceof Schema_alterContext)) {
            statement = statement.getParent();
        }
        List<Schema_qualified_nameContext> names = Syntax.all(statement, Schema_qualified_nameContext.class);
        if (!(statement instanceof Alter_table_statementContext) && !names.isEmpty()) {
            String kind = statement.getStart().getText().toUpperCase(Locale.ROOT);
            add(new Operation.RenameObject(kind, Name.of(names.get(0)), Name.plain(rename.name.getText())));
        }
    }

    private static Operation index(Create_index_statementContext statement) {
        List<String> columns = statement.index_rest().index_columns().index_column().stream()
                .map(column -> column.column.getText())
                .map(column -> column.matches("\"[^\"]+\"|\\w+") ? Name.plain(column) : null)
                .toList();
        Name table = Name.of(statement.table_name);
        String name = statement.name != null
                ? Name.plain(statement.name.getText())
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
                statement.index_rest().index_where() == null,
                (Syntax.has(statement, SQLParser.UNIQUE) ? "UNIQUE " : "") + "INDEX CONCURRENTLY %s ON %s "
                        + Syntax.text(statement.index_rest()),
                Syntax.has(statement, SQLParser.CONCURRENTLY));
    }

    private void drop(Drop_statementsContext statement) {
        var names =
                statement.if_exist_names_restrict_cascade().names_references().schema_qualified_name();
        for (Schema_qualified_nameContext name : names) {
            if (Syntax.has(statement, SQLParser.INDEX)) {
                add(new Operation.DropIndex(Name.of(name), Syntax.has(statement, SQLParser.CONCURRENTLY)));
            } else {
                String kind = Syntax.has(statement, SQLParser.VIEW)
                        ? "VIEW"
                        : statement.getStart().getText().toUpperCase(Locale.ROOT);
                add(new Operation.Drop(kind, Name.of(name), cascades(statement)));
            }
        }
    }

    private void rows(ParseTree tree) {
        if (tree instanceof Update_stmt_for_psqlContext update) {
            List<String> assignments =
                    update.update_set().stream().map(Syntax::text).toList();
            changed(update.update_table_name, "UPDATE", update.vex(), update.cursor != null, assignments);
        } else if (tree instanceof Delete_stmt_for_psqlContext delete) {
            changed(delete.delete_table_name, "DELETE", delete.vex(), delete.cursor != null, List.of());
        } else if (tree instanceof Merge_stmt_for_psqlContext merge) {
            changed(merge.merge_table_name, "MERGE", null, true, List.of());
        } else if (tree instanceof Insert_stmt_for_psqlContext insert) {
            changed(insert.insert_table_name, "INSERT", null, true, List.of());
        } else if (tree instanceof Copy_from_statementContext copy) {
            changed(copy.table_cols().schema_qualified_name(), "INSERT", null, true, List.of());
        } else if (tree instanceof Truncate_stmtContext truncate) {
            for (Only_table_multiplyContext table : truncate.only_table_multiply()) {
                add(new Operation.ChangeRows(
                        Name.of(table.schema_qualified_name()),
                        "TRUNCATE",
                        false,
                        false,
                        cascades(truncate),
                        List.of(),
                        ""));
            }
        }
    }

    /** A condition that names no column, such as {@code WHERE true}, selects nothing. */
    private void changed(
            Schema_qualified_nameContext table,
            String verb,
            VexContext where,
            boolean known,
            List<String> assignments) {
        boolean selected = known
                || where != null
                        && !Syntax.all(where, Indirection_varContext.class).isEmpty();
        add(new Operation.ChangeRows(
                Name.of(table),
                verb,
                selected,
                inTransactionalLoop,
                false,
                assignments,
                where == null ? "" : Syntax.text(where)));
    }

    private void other(ParseTree tree) {
        if (tree instanceof Lock_tableContext lock) {
            lock.only_table_multiply()
                    .forEach(table -> add(new Operation.LockTable(Name.of(table.schema_qualified_name()))));
        } else if (tree instanceof Cluster_stmtContext cluster) {
            add(new Operation.Block(first(cluster), null));
        } else if (tree instanceof Reindex_stmtContext reindex) {
            boolean concurrently = Syntax.all(reindex, TerminalNode.class).stream()
                    .anyMatch(word -> word.getSymbol().getType() == SQLParser.CONCURRENTLY);
            Name table = first(reindex);
            add(
                    concurrently
                            ? new Operation.Outside(table)
                            : new Operation.Block(
                                    table, sql.replaceFirst("(?i)\\b(INDEX|TABLE|SCHEMA)\\b", "$1 CONCURRENTLY")));
        } else if (tree instanceof Script_additionalContext vacuum && Syntax.has(vacuum, SQLParser.VACUUM)) {
            boolean full = Syntax.all(vacuum.vacuum_mode(), TerminalNode.class).stream()
                    .anyMatch(word -> word.getSymbol().getType() == SQLParser.FULL);
            add(new Operation.Outside(first(vacuum)));
            if (full) {
                add(new Operation.Block(first(vacuum), sql.replaceFirst("(?i)\\bFULL\\b", "")));
            }
        } else if (tree instanceof Additional_statementContext refresh
                && Syntax.has(refresh, SQLParser.REFRESH)
                && !Syntax.has(refresh, SQLParser.CONCURRENTLY)) {
            add(new Operation.Block(first(refresh), sql.replaceFirst("(?i)\\bVIEW\\b", "VIEW CONCURRENTLY")));
        } else if (tree instanceof Additional_statementContext reset && Syntax.has(reset, SQLParser.RESET)) {
            String parameter = reset.identifier().isEmpty()
                    ? "lock_timeout"
                    : reset.identifier(reset.identifier().size() - 1).getText();
            add(new Operation.SetParameter(Name.plain(parameter), "DEFAULT"));
        } else if (tree instanceof Create_database_statementContext
                || tree instanceof Drop_database_statementContext
                || tree instanceof Create_tablespace_statementContext) {
            add(new Operation.Outside(null));
        } else if (tree instanceof Session_local_optionContext option && option.config_param != null) {
            String value = option.set_statement_value() == null ? "" : Syntax.text(option.set_statement_value());
            add(new Operation.SetParameter(Name.plain(option.config_param.getText()), value));
        } else if (tree instanceof Script_transactionContext control && control.lock_table() == null
                || tree instanceof Transaction_statementContext end && end.lock_table() == null) {
            add(new Operation.ControlTransaction(inBlock));
        } else if (tree instanceof Execute_stmtContext || tree instanceof Execute_statementContext) {
            add(new Operation.Unreadable("what EXECUTE runs is made up at run time"));
        } else if (tree instanceof Function_callContext call) {
            called(call);
        }
    }

    private void called(Function_callContext call) {
        if (call.schema_qualified_name_nontype() == null) {
            return;
        }
        List<String> parts = Syntax.children(call.schema_qualified_name_nontype(), ParserRuleContext.class).stream()
                .map(part -> Name.plain(part.getText()))
                .toList();
        String function = parts.get(parts.size() - 1);
        if (function.equals("set_config") && call.vex_or_named_notation().size() > 1) {
            add(new Operation.SetParameter(
                    call.vex_or_named_notation(0).getText().replace("'", ""),
                    call.vex_or_named_notation(1).getText()));
        } else if (call.getParent() instanceof Script_additionalContext
                || call.getParent() instanceof Control_statementContext) {
            add(new Operation.Unreadable("what %s() does is not in it".formatted(function)));
        } else if (inQuery) {
            add(new Operation.Call(Name.of(parts.size() > 1 ? parts.get(0) : null, function)));
        }
    }

    private static Name first(ParserRuleContext statement) {
        return Syntax.all(statement, Schema_qualified_nameContext.class).stream()
                .findFirst()
                .map(Name::of)
                .orElse(null);
    }

    private static boolean cascades(ParserRuleContext statement) {
        return Syntax.all(statement, Cascade_restrictContext.class).stream()
                .anyMatch(end -> Syntax.has(end, SQLParser.CASCADE));
    }
}
