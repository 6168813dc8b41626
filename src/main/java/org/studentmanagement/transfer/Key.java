package org.studentmanagement.transfer;

/**
 * By what the rows of a keyed sheet are known in files, its own and others.
 *
 * @param noun in the words of a refusal
 * @param table and the name of the sheet
 * @param column no two rows of the table have the same value in it
 */
public record Key(String noun, String table, Column column) {
    /**
     * A column that refers to a row, stored or in the files; the rows are of another sheet, which comes before, or of the same one,
     * on any line. An empty value refers to none. The table has the id, in a column with this name and {@code _id} behind.
     */
    public Column referredToAs(String name) {
        return new Column(name, name, "text", false, Rules.orNone(column.rule()), null, this);
    }

    /** The same, but that every row has to refer to one. */
    public Column neededAs(String name) {
        return new Column(name, name, "text", true, column.rule(), null, this);
    }

    /** A statement that refuses the rows of its sheet that have what an earlier line has. */
    public String refuseRepeated() {
        return """
                UPDATE import_%1$s i
                SET refused_column = '%2$s', reason = format('"%%s" is on line %%s already', i.%2$s, earlier.line)
                FROM (
                  SELECT %2$s, min(line) AS line FROM import_%1$s
                  WHERE reason IS NULL GROUP BY %2$s HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND i.%2$s = earlier.%2$s AND i.line > earlier.line""".formatted(table, column.name());
    }

    /** A statement that refuses the rows of another sheet that refer to a row which is neither stored nor to be stored. */
    public String refuseUnknown(String sheet, String reference) {
        return """
                UPDATE import_%s i SET %s
                WHERE %s""".formatted(sheet, refusal(reference), unknown(reference));
    }

    /** The same of the own sheet, where with a row those are refused that refer to it, and so on. */
    String refuseUnknownOfItsOwn(String reference) {
        return """
                WITH RECURSIVE denied AS (
                  SELECT i.line, i.%2$s FROM import_%1$s i
                  WHERE %4$s
                  UNION ALL
                  SELECT i.line, i.%2$s FROM denied d JOIN import_%1$s i ON i.%3$s = d.%2$s
                  WHERE i.reason IS NULL AND NOT EXISTS (SELECT FROM %1$s s WHERE s.%2$s = d.%2$s)
                )
                UPDATE import_%1$s i SET %5$s
                FROM denied
                WHERE i.line = denied.line""".formatted(table, column.name(), reference, unknown(reference), refusal(reference));
    }

    private String refusal(String reference) {
        return """
                refused_column = '%1$s', reason = format('there is no %2$s "%%s", neither stored nor to be stored', i.%1$s)""".formatted(reference, noun);
    }

    private String unknown(String reference) {
        return """
                i.reason IS NULL AND i.%2$s IS NOT NULL
                  AND NOT EXISTS (SELECT FROM %1$s s WHERE s.%3$s = i.%2$s)
                  AND NOT EXISTS (SELECT FROM import_%1$s s WHERE s.%3$s = i.%2$s AND s.reason IS NULL)""".formatted(table, reference, column.name());
    }
}
