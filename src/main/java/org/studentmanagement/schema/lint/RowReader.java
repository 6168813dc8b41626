package org.studentmanagement.schema.lint;

import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.tree.ParseTree;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

final class RowReader {
    private RowReader() {}

    static Stream<Operation> read(ParseTree tree, boolean batched) {
        if (tree instanceof SQLParser.Update_stmt_for_psqlContext update) {
            List<String> assignments =
                    update.update_set().stream().map(Syntax::text).toList();
            return Stream.of(selected(
                    update.update_table_name, "UPDATE", batched, update.vex(), update.cursor != null, assignments, ""));
        }
        if (tree instanceof SQLParser.Delete_stmt_for_psqlContext delete) {
            return Stream.of(selected(
                    delete.delete_table_name,
                    "DELETE",
                    batched,
                    delete.vex(),
                    delete.cursor != null,
                    List.of(),
                    deleted(delete)));
        }
        if (tree instanceof SQLParser.Merge_stmt_for_psqlContext merge) {
            return Stream.of(selected(merge.merge_table_name, "MERGE", batched, null, true, List.of(), ""));
        }
        if (tree instanceof SQLParser.Insert_stmt_for_psqlContext insert) {
            return Stream.of(selected(insert.insert_table_name, "INSERT", batched, null, true, List.of(), ""));
        }
        if (tree instanceof SQLParser.Copy_from_statementContext copy) {
            return Stream.of(
                    selected(copy.table_cols().schema_qualified_name(), "INSERT", batched, null, true, List.of(), ""));
        }
        return tree instanceof SQLParser.Truncate_stmtContext truncate
                ? truncate.only_table_multiply().stream().map(table -> truncated(table, Syntax.cascades(truncate)))
                : Stream.empty();
    }

    private static Operation truncated(SQLParser.Only_table_multiplyContext table, boolean cascade) {
        return new Operation.ChangeRows(
                QualifiedName.of(table.schema_qualified_name()), "TRUNCATE", false, false, cascade, List.of(), "", "");
    }

    /** A condition that names no column, such as {@code WHERE true}, selects nothing. */
    private static Operation selected(
            SQLParser.Schema_qualified_nameContext table,
            String verb,
            boolean batched,
            SQLParser.VexContext where,
            boolean known,
            List<String> assignments,
            String rows) {
        boolean selected = known
                || where != null
                        && !Syntax.all(where, SQLParser.Indirection_varContext.class)
                                .isEmpty();
        String condition = where == null ? "" : Syntax.text(where);
        return new Operation.ChangeRows(
                QualifiedName.of(table), verb, selected, batched, false, assignments, condition, rows);
    }

    private static String deleted(SQLParser.Delete_stmt_for_psqlContext delete) {
        if (delete.cursor != null) {
            return "";
        }
        String table = Syntax.text(delete.delete_table_name);
        String alias = delete.alias == null ? table : Syntax.text(delete.alias);
        String others = delete.from_item().stream()
                .map(Syntax::text)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        String condition = delete.vex() == null ? "true" : Syntax.text(delete.vex());
        return "%sSELECT %s.* FROM %s%s WHERE %s"
                .formatted(
                        delete.with_clause() == null ? "" : Syntax.text(delete.with_clause()) + " ",
                        alias,
                        table,
                        delete.alias == null ? "" : " AS " + alias,
                        others.isEmpty() ? condition : "EXISTS (SELECT FROM %s WHERE %s)".formatted(others, condition));
    }
}
