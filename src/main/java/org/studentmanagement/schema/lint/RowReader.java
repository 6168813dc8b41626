package org.studentmanagement.schema.lint;

import java.util.List;
import java.util.function.Consumer;
import org.antlr.v4.runtime.tree.ParseTree;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/** Reads what changes rows. */
final class RowReader {
    private final Consumer<Operation> add;

    RowReader(Consumer<Operation> add) {
        this.add = add;
    }

    void read(ParseTree tree, boolean batched) {
        if (tree instanceof SQLParser.Update_stmt_for_psqlContext update) {
            List<String> assignments =
                    update.update_set().stream().map(Syntax::text).toList();
            changed(batched, update.update_table_name, "UPDATE", update.vex(), update.cursor != null, assignments, "");
        } else if (tree instanceof SQLParser.Delete_stmt_for_psqlContext delete) {
            boolean known = delete.cursor != null;
            changed(batched, delete.delete_table_name, "DELETE", delete.vex(), known, List.of(), deleted(delete));
        } else if (tree instanceof SQLParser.Merge_stmt_for_psqlContext merge) {
            changed(batched, merge.merge_table_name, "MERGE", null, true, List.of(), "");
        } else if (tree instanceof SQLParser.Insert_stmt_for_psqlContext insert) {
            changed(batched, insert.insert_table_name, "INSERT", null, true, List.of(), "");
        } else if (tree instanceof SQLParser.Copy_from_statementContext copy) {
            changed(batched, copy.table_cols().schema_qualified_name(), "INSERT", null, true, List.of(), "");
        } else if (tree instanceof SQLParser.Truncate_stmtContext truncate) {
            for (SQLParser.Only_table_multiplyContext table : truncate.only_table_multiply()) {
                add.accept(new Operation.ChangeRows(
                        QualifiedName.of(table.schema_qualified_name()),
                        "TRUNCATE",
                        false,
                        false,
                        Syntax.cascades(truncate),
                        List.of(),
                        "",
                        ""));
            }
        }
    }

    /** A condition that names no column, such as {@code WHERE true}, selects nothing. */
    private void changed(
            boolean batched,
            SQLParser.Schema_qualified_nameContext table,
            String verb,
            SQLParser.VexContext where,
            boolean known,
            List<String> assignments,
            String rows) {
        boolean selected = known
                || where != null
                        && !Syntax.all(where, SQLParser.Indirection_varContext.class)
                                .isEmpty();
        add.accept(new Operation.ChangeRows(
                QualifiedName.of(table),
                verb,
                selected,
                batched,
                false,
                assignments,
                where == null ? "" : Syntax.text(where),
                rows));
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
