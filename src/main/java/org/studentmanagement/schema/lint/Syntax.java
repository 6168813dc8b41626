package org.studentmanagement.schema.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Cascade_restrictContext;

/** PostgreSQL's grammar, as pgCodeKeeper has it: JSqlParser reads neither NOT VALID nor USING INDEX. */
final class Syntax {
    private Syntax() {}

    /** Parses, or returns nothing where the grammar does not know what it reads. */
    static <T extends ParserRuleContext> Optional<T> parse(String sql, Function<SQLParser, T> rule) {
        Mistakes mistakes = new Mistakes();
        SQLLexer lexer = new SQLLexer(CharStreams.fromString(sql));
        lexer.removeErrorListeners();
        lexer.addErrorListener(mistakes);
        SQLParser parser = new SQLParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.addErrorListener(mistakes);
        T tree = rule.apply(parser);
        return mistakes.found ? Optional.empty() : Optional.of(tree);
    }

    /** The text as it was written, with its blanks. */
    static String text(ParserRuleContext tree) {
        return tree.getStart()
                .getInputStream()
                .getText(Interval.of(
                        tree.getStart().getStartIndex(), tree.getStop().getStopIndex()));
    }

    /** The children of a kind, in their order. */
    static <T extends ParseTree> List<T> children(ParseTree tree, Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (int i = 0; i < tree.getChildCount(); i++) {
            if (kind.isInstance(tree.getChild(i))) {
                found.add(kind.cast(tree.getChild(i)));
            }
        }
        return found;
    }

    /** Whatever is of the kind at any depth, from the left to the right. */
    static <T extends ParseTree> List<T> all(ParseTree tree, Class<T> kind) {
        List<T> found = new ArrayList<>();
        if (kind.isInstance(tree)) {
            found.add(kind.cast(tree));
        }
        for (int i = 0; i < tree.getChildCount(); i++) {
            found.addAll(all(tree.getChild(i), kind));
        }
        return found;
    }

    /** Whether one of the words stands directly in it. */
    static boolean has(ParseTree tree, int... words) {
        for (TerminalNode word : children(tree, TerminalNode.class)) {
            for (int wanted : words) {
                if (word.getSymbol().getType() == wanted) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a statement ends in CASCADE. */
    static boolean cascades(ParseTree statement) {
        return all(statement, Cascade_restrictContext.class).stream().anyMatch(end -> has(end, SQLParser.CASCADE));
    }

    private static final class Mistakes extends BaseErrorListener {
        private boolean found;

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                Object symbol,
                int line,
                int column,
                String message,
                RecognitionException cause) {
            found = true;
        }
    }
}
