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
record QualifiedName(String schema, String name) {
    static QualifiedName of(Schema_qualified_nameContext written) {
        List<String> parts = written.getRuleContexts(ParserRuleContext.class).stream()
                .map(part -> plain(Syntax.text(part)))
                .toList();
        String last = parts.get(parts.size() - 1);
        String schema = parts.size() < 2 ? "public" : parts.get(parts.size() - 2);
        return new QualifiedName(schema.equals("public") ? null : schema, last);
    }

    /** As the catalog writes it, for example by {@code regclass}. */
    static QualifiedName written(String text) {
        return Syntax.parse(text, SQLParser::schema_qualified_name)
                .map(QualifiedName::of)
                .orElseThrow();
    }

    static QualifiedName of(String schema, String name) {
        return new QualifiedName("public".equals(schema) ? null : schema, name);
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

    QualifiedName sibling(String other) {
        return new QualifiedName(schema, other);
    }

    @Override
    public String toString() {
        return (schema == null ? "" : quoted(schema) + ".") + quoted(name);
    }
}
