package org.studentmanagement.schema.lint;

import java.util.Locale;
import java.util.Set;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Function_callContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.VexContext;

/**
 * What a new column holds in the rows that are there. Since PostgreSQL 11 a default that is the same for all of them is noted
 * once; only one that differs from row to row is written into each.
 */
final class ColumnDefault {
    /** Functions of PostgreSQL that a default may call without a rewrite: none of them is volatile. */
    static final Set<String> STEADY = Set.of("""
            now transaction_timestamp statement_timestamp current_setting current_database current_schema
            current_user lower upper length btrim md5 concat abs round floor ceil date_trunc to_char to_date
            to_timestamp to_number make_date make_interval timezone jsonb_build_object jsonb_build_array
            json_build_object to_jsonb
            """.split("\\s+"));

    private ColumnDefault() {}

    /** Why the value may differ from row to row; null if it cannot. */
    static String volatility(VexContext expression) {
        for (Function_callContext call : Syntax.all(expression, Function_callContext.class)) {
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
    static String ofSerial(QualifiedName table, String column, String type) {
        return type.toLowerCase(Locale.ROOT).matches("(small|big)?serial|serial[248]") ? nextOf(table, column) : null;
    }

    static String nextOf(QualifiedName table, String column) {
        return "nextval('%s_%s_seq')".formatted(table.name(), column);
    }
}
