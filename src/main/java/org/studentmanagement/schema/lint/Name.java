package org.studentmanagement.schema.lint;

import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Schema_qualified_nameContext;

/**
 * What PostgreSQL calls an object, whatever way it is written: {@code "students"}, {@code Students} and {@code public.students}
 * are one.
 *
 * @param schema null for the default one, public
 */
record Name(String schema, String name) {
    static Name of(Schema_qualified_nameContext written) {
        List<String> parts = Syntax.children(written, ParserRuleContext.class).stream()
                .map(part -> plain(Syntax.text(part)))
                .toList();
        String last = parts.get(parts.size() - 1);
        String schema = parts.size() < 2 ? "public" : parts.get(parts.size() - 2);
        return new Name(schema.equals("public") ? null : schema, last);
    }

    /** As the catalog writes it, for example by {@code regclass}. */
    static Name written(String text) {
        return Syntax.parse(text, SQLParser::schema_qualified_name)
                .map(Name::of)
                .orElseThrow();
    }

    static Name of(String schema, String name) {
        return new Name("public".equals(schema) ? null : schema, name);
    }

    static Name of(String name) {
        return new Name(null, name);
    }

    /** An identifier as the catalog has it: in small letters, unless it was quoted. */
    static String plain(String identifier) {
        return identifier.startsWith("\"")
                ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
                : identifier.toLowerCase(Locale.ROOT);
    }

    /** An identifier as it may stand in a statement. */
    static String quoted(String identifier) {
        return identifier.matches("[a-z_][a-z0-9_]*") ? identifier : '"' + identifier.replace("\"", "\"\"") + '"';
    }

    Name sibling(String other) {
        return new Name(schema, other);
    }

    @Override
    public String toString() {
        return (schema == null ? "" : quoted(schema) + ".") + quoted(name);
    }
}
