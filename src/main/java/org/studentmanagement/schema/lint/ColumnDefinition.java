package org.studentmanagement.schema.lint;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/**
 * A column as a statement defines it. Since PostgreSQL 11 a default that is the same for all rows that are there is noted once;
 * only one that differs from row to row is written into each.
 *
 * @param rewrites why PostgreSQL must write every row anew to add it; null if it need not
 * @param filler what the rows get, as an expression; null for none
 * @param constraints those that stand beside the column, NOT NULL excepted
 */
record ColumnDefinition(
        String name, String type, boolean notNull, String filler, String rewrites, List<Constraint> constraints) {
    /** Functions of PostgreSQL that a default may call without a rewrite: none of them is volatile. */
    static final Set<String> STEADY = Set.of("""
            now transaction_timestamp statement_timestamp current_setting current_database current_schema
            current_user lower upper length btrim md5 concat abs round floor ceil date_trunc to_char to_date
            to_timestamp to_number make_date make_interval timezone jsonb_build_object jsonb_build_array
            json_build_object to_jsonb
            """.split("\\s+"));

    /** Why the value may differ from row to row; null if it cannot. */
    static String volatility(SQLParser.VexContext expression) {
        for (SQLParser.Function_callContext call : Syntax.all(expression, SQLParser.Function_callContext.class)) {
            if (call.schema_qualified_name_nontype() != null) {
                String function = call.schema_qualified_name_nontype()
                        .getText()
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst("^pg_catalog\\.", "");
                if (!STEADY.contains(function)) {
                    return function + "() may differ from row to row";
                }
            }
        }
        return null;
    }

    /** What fills a column of the type serial; null for another type. */
    static String serialFiller(QualifiedName table, String column, String type) {
        return type.toLowerCase(Locale.ROOT).matches("(small|big)?serial|serial[248]") ? nextOf(table, column) : null;
    }

    static String nextOf(QualifiedName table, String column) {
        return "nextval('%s_%s_seq')".formatted(table.name(), column);
    }
}
