package org.studentmanagement.schema.fingerprint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Locale;

/**
 * What is no longer as it was in a table.
 *
 * @param rowsNow null where the table is gone
 * @param columns those that are gone, or of which the type has changed so that the values cannot be compared
 * @param rows which rows differ; null where they are not known or were not compared
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableDifference(
        String table, Kind kind, long rowsBefore, Long rowsNow, List<String> columns, DifferingRows rows) {
    public enum Kind {
        TABLE_GONE,
        COLUMNS_GONE,
        NOT_COMPARABLE,
        ROWS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether rows came, and every row of before is there unaltered. */
    public boolean onlyAdded() {
        return rows != null
                && rows.altered().isEmpty()
                && rows.lost().isEmpty()
                && rows.alteredOrAdded().isEmpty()
                && rows.more() != null
                && rows.more() == 0;
    }
}
