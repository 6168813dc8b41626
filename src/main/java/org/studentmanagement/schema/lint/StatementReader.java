package org.studentmanagement.schema.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

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
        Optional<SQLParser.SqlContext> script = Syntax.parse(sql, SQLParser::sql);
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
        if (tree instanceof SQLParser.Create_function_statementContext function) {
            SchemaReader.read(function).forEach(this::add);
            return;
        }
        if (tree instanceof SQLParser.Anonymous_blockContext block) {
            block(block);
            return;
        }
        if (tree instanceof SQLParser.Function_statementContext inner
                && inner.getParent() instanceof SQLParser.Function_statementsContext) {
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
        inQuery |= tree instanceof SQLParser.Data_statementContext
                || tree instanceof SQLParser.Base_statementContext
                || tree instanceof SQLParser.Control_statementContext;
        if (tree instanceof SQLParser.Loop_statementContext loop) {
            inTransactionalLoop |= Syntax.all(loop, SQLParser.Transaction_statementContext.class).stream()
                    .anyMatch(end -> Syntax.has(end, SQLParser.COMMIT));
        }
        SchemaReader.read(tree).forEach(this::add);
        RowReader.read(tree, inTransactionalLoop).forEach(this::add);
        CommandReader.read(tree, new CommandReader.Context(sql, inBlock, inQuery))
                .forEach(this::add);
        for (int i = 0; i < tree.getChildCount(); i++) {
            visit(tree.getChild(i));
        }
        inQuery = outside;
        inTransactionalLoop = outer;
    }

    private void block(SQLParser.Anonymous_blockContext block) {
        boolean plpgsql =
                block.identifier() == null || block.identifier().getText().equalsIgnoreCase("plpgsql");
        String body = block.sconst(0).getText();
        Optional<SQLParser.Plpgsql_functionContext> parsed = plpgsql && body.startsWith("$")
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
}
