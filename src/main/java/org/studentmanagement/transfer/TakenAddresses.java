package org.studentmanagement.transfer;

import java.util.List;

/**
 * Statements for a column of a keyed sheet that no two rows have the same of, without regard to case: an address.
 *
 * @param key of the sheet
 */
public record TakenAddresses(Key key, String column) {
    /** Refuse an address that an earlier line or a stored row has, which keeps it. */
    public List<String> checks() {
        return List.of(
                """
                UPDATE import_%1$s i
                SET refused_column = '%2$s', reason = format('"%%s" is on line %%s already', i.%2$s, earlier.line)
                FROM (
                  SELECT lower(%2$s) AS %2$s, min(line) AS line FROM import_%1$s
                  WHERE reason IS NULL GROUP BY lower(%2$s) HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND lower(i.%2$s) = earlier.%2$s AND i.line > earlier.line""".formatted(key.table(), column),
                // A holder who gives the address up frees it; whose row is refused keeps it, and so on
                // along the chain.
                """
                WITH RECURSIVE claims AS (
                  SELECT i.line, i.%4$s, s.%4$s AS holder
                  FROM import_%1$s i
                  JOIN %1$s s ON lower(s.%2$s) = lower(i.%2$s) AND s.%4$s <> i.%4$s
                  WHERE i.reason IS NULL
                ), denied AS (
                  SELECT * FROM claims c
                  WHERE NOT EXISTS (SELECT FROM import_%1$s h WHERE h.%4$s = c.holder AND h.reason IS NULL)
                  UNION ALL
                  SELECT c.* FROM denied d JOIN claims c ON c.holder = d.%4$s
                )
                UPDATE import_%1$s i
                SET refused_column = '%2$s', reason = format('"%%s" belongs to %3$s "%%s"', i.%2$s, denied.holder)
                FROM denied
                WHERE i.line = denied.line""".formatted(key.table(), column, key.noun(), key.column().name()));
    }

    /** The unique index looks at each row on its own, so two who swap addresses first let go of them. */
    public String letGo() {
        return """
                UPDATE %1$s s SET %2$s = gen_random_uuid() || '@moving.invalid'
                FROM changed_%1$s c
                WHERE lower(c.%2$s) = lower(s.%2$s) AND c.%3$s <> s.%3$s""".formatted(key.table(), column, key.column().name());
    }
}
