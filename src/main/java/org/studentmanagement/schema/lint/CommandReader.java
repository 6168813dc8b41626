package org.studentmanagement.schema.lint;

import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

final class CommandReader {
    /** Where a command stands. */
    record Context(String sql, boolean inBlock, boolean inQuery) {}

    private CommandReader() {}

    static Stream<Operation> read(ParseTree tree, Context context) {
        if (tree instanceof SQLParser.Lock_tableContext lock) {
            return lock.only_table_multiply().stream()
                    .map(table -> new Operation.LockTable(QualifiedName.of(table.schema_qualified_name())));
        }
        if (tree instanceof SQLParser.Cluster_stmtContext cluster) {
            return Stream.of(new Operation.Block(first(cluster), null));
        }
        if (tree instanceof SQLParser.Reindex_stmtContext reindex) {
            QualifiedName table = first(reindex);
            return Stream.of(
                    Syntax.contains(reindex, SQLParser.CONCURRENTLY)
                            ? new Operation.Outside(table)
                            : new Operation.Block(
                                    table,
                                    context.sql().replaceFirst("(?i)\\b(INDEX|TABLE|SCHEMA)\\b", "$1 CONCURRENTLY")));
        }
        if (tree instanceof SQLParser.Script_additionalContext vacuum && Syntax.has(vacuum, SQLParser.VACUUM)) {
            Operation outside = new Operation.Outside(first(vacuum));
            Operation block = new Operation.Block(first(vacuum), context.sql().replaceFirst("(?i)\\bFULL\\b", ""));
            return Syntax.contains(vacuum.vacuum_mode(), SQLParser.FULL)
                    ? Stream.of(outside, block)
                    : Stream.of(outside);
        }
        if (tree instanceof SQLParser.Additional_statementContext refresh
                && Syntax.has(refresh, SQLParser.REFRESH)
                && !Syntax.has(refresh, SQLParser.CONCURRENTLY)) {
            return Stream.of(new Operation.Block(
                    first(refresh), context.sql().replaceFirst("(?i)\\bVIEW\\b", "VIEW CONCURRENTLY")));
        }
        if (tree instanceof SQLParser.Additional_statementContext reset && Syntax.has(reset, SQLParser.RESET)) {
            String parameter = reset.identifier().isEmpty()
                    ? "lock_timeout"
                    : reset.identifier(reset.identifier().size() - 1).getText();
            return Stream.of(new Operation.SetParameter(QualifiedName.plain(parameter), "DEFAULT"));
        }
        if (tree instanceof SQLParser.Create_database_statementContext
                || tree instanceof SQLParser.Drop_database_statementContext
                || tree instanceof SQLParser.Create_tablespace_statementContext) {
            return Stream.of(new Operation.Outside(null));
        }
        if (tree instanceof SQLParser.Session_local_optionContext option && option.config_param != null) {
            String value = option.set_statement_value() == null ? "" : Syntax.text(option.set_statement_value());
            return Stream.of(new Operation.SetParameter(QualifiedName.plain(option.config_param.getText()), value));
        }
        if (tree instanceof SQLParser.Script_transactionContext control && control.lock_table() == null
                || tree instanceof SQLParser.Transaction_statementContext end && end.lock_table() == null) {
            return Stream.of(new Operation.ControlTransaction(context.inBlock()));
        }
        if (tree instanceof SQLParser.Execute_stmtContext || tree instanceof SQLParser.Execute_statementContext) {
            return Stream.of(new Operation.Unreadable("what EXECUTE runs is made up at run time"));
        }
        if (tree instanceof SQLParser.Function_callContext call) {
            return called(call, context);
        }
        return Stream.empty();
    }

    private static Stream<Operation> called(SQLParser.Function_callContext call, Context context) {
        if (call.schema_qualified_name_nontype() == null) {
            return Stream.empty();
        }
        List<String> parts = call.schema_qualified_name_nontype().getRuleContexts(ParserRuleContext.class).stream()
                .map(part -> QualifiedName.plain(Syntax.text(part)))
                .toList();
        String function = parts.get(parts.size() - 1);
        if (function.equals("set_config") && call.vex_or_named_notation().size() > 1) {
            return Stream.of(new Operation.SetParameter(
                    call.vex_or_named_notation(0).getText().replace("'", ""),
                    call.vex_or_named_notation(1).getText()));
        }
        if (call.getParent() instanceof SQLParser.Script_additionalContext
                || call.getParent() instanceof SQLParser.Control_statementContext) {
            return Stream.of(new Operation.Unreadable("what %s() does is not in it".formatted(function)));
        }
        if (context.inQuery()) {
            return Stream.of(new Operation.Call(QualifiedName.of(parts.size() > 1 ? parts.get(0) : null, function)));
        }
        return Stream.empty();
    }

    private static QualifiedName first(ParserRuleContext statement) {
        return Syntax.all(statement, SQLParser.Schema_qualified_nameContext.class).stream()
                .findFirst()
                .map(QualifiedName::of)
                .orElse(null);
    }
}
