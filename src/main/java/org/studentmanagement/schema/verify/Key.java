package org.studentmanagement.schema.verify;

/** By what a row is named: the SQL of its primary key, or of its place where it has none. */
final class Key {
    /** A column of a catalog query over pg_constraint or pg_index, for the table whose oid the place stands for. */
    static final String SQL = """
            coalesce((
                SELECT string_agg(quote_ident(attname), ', ' ORDER BY position)
                FROM pg_index own, unnest(own.indkey) WITH ORDINALITY AS member (number, position)
                JOIN pg_attribute ON attnum = number
                WHERE own.indisprimary AND own.indrelid = %1$s AND attrelid = %1$s), 'ctid')
            """;

    private Key() {}
}
