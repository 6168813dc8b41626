package org.studentmanagement.schema.lint;

import java.util.List;

/**
 * A column as a statement defines it.
 *
 * @param rewrites why PostgreSQL must write every row anew to add it; null if it need not
 * @param filler what the rows get, as an expression; null for none
 * @param constraints those that stand beside the column, NOT NULL excepted
 */
record ColumnDefinition(
        String name, String type, boolean notNull, String filler, String rewrites, List<Constraint> constraints) {}
