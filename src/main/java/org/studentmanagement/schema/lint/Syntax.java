package org.studentmanagement.schema.lint;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.antlr.v4.runtime.tree.Trees;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/** PostgreSQL's grammar, as pgCodeKeeper has it: JSqlParser reads neither NOT VALID nor USING INDEX. */
final class Syntax {
    private Syntax() {}

    /** Parses, or returns nothing where the grammar does not know what it reads. */
    static <T extends ParserRuleContext> Optional<T> parse(String sql, Function<SQLParser, T> rule) {
        SQLLexer lexer = new SQLLexer(CharStreams.fromString(sql));
        lexer.removeErrorListeners();
        SQLParser parser = new SQLParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        T tree = rule.apply(parser);
        // What the lexer does not know is a token of its own, on which the parser stumbles.
        return parser.getNumberOfSyntaxErrors() > 0 ? Optional.empty() : Optional.of(tree);
    }

    /** The text as it was written, with its blanks. */
    static String text(ParserRuleContext tree) {
        return tree.getStart()
                .getInputStream()
                .getText(Interval.of(
                        tree.getStart().getStartIndex(), tree.getStop().getStopIndex()));
    }

    /** Whatever is of the kind at any depth, from the left to the right. */
    static <T extends ParseTree> List<T> all(ParseTree tree, Class<T> kind) {
        return Trees.getDescendants(tree).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    static boolean has(ParserRuleContext tree, int word) {
        return tree.getToken(word, 0) != null;
    }

    static boolean contains(ParserRuleContext tree, int word) {
        return all(tree, TerminalNode.class).stream()
                .anyMatch(node -> node.getSymbol().getType() == word);
    }

    static boolean cascades(ParserRuleContext statement) {
        return all(statement, SQLParser.Cascade_restrictContext.class).stream()
                .anyMatch(end -> has(end, SQLParser.CASCADE));
    }
}
