package org.studentmanagement.grading;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.Sql;

/** How the scores of a test are spread, added up of the marks each time it is asked for. */
@Schema(description = "How the scores of a test are spread")
record Distribution(
        @Schema(description = "How many are marked with a score", examples = "24")
        long marked,

        @Schema(examples = "1") long absent,

        @Schema(examples = "1") long excused,

        @Schema(description = "Null where none is marked, as all that follow", examples = "71.25", nullable = true)
        BigDecimal mean,

        @Schema(description = "Half of the scores are not above it", examples = "73.00", nullable = true)
        BigDecimal median,

        @Schema(description = "Standard deviation of these scores", examples = "12.40", nullable = true)
        BigDecimal deviation,

        @Schema(examples = "31.00", nullable = true) BigDecimal lowest,

        @Schema(examples = "98.00", nullable = true) BigDecimal highest,

        @Schema(
                description =
                        "How many scores are in each tenth of the maximum: 0 to below 10 %, and so on, the maximum in the last",
                examples = "[0, 0, 0, 1, 2, 3, 5, 7, 4, 2]")
        List<Long> tenths) {

    @RegisterForReflection
    record Spread(
            long marked,
            long absent,
            long excused,
            BigDecimal mean,
            BigDecimal median,
            BigDecimal deviation,
            BigDecimal lowest,
            BigDecimal highest,
            Long[] tenths) {}

    private static final String SPREAD = """
            SELECT count(m.score) AS marked, count(*) FILTER (WHERE m.state = 'absent') AS absent,
              count(*) FILTER (WHERE m.state = 'excused') AS excused,
              round(avg(m.score), 2) AS mean,
              round((percentile_cont(0.5) WITHIN GROUP (ORDER BY m.score))::numeric, 2) AS median,
              round(stddev_pop(m.score), 2) AS deviation, min(m.score) AS lowest, max(m.score) AS highest,
              ARRAY(
                SELECT count(o.score) FROM generate_series(0, 9) AS tenth (place)
                LEFT JOIN marks o ON o.test_id = t.id AND least(floor(10 * o.score / o.maximum), 9) = tenth.place
                GROUP BY tenth.place ORDER BY tenth.place) AS tenths
            FROM tests t LEFT JOIN marks m ON m.test_id = t.id
            WHERE t.id = $1 GROUP BY t.id
            """;

    static Uni<Distribution> of(long test) {
        return Sql.list(Spread.class, SPREAD, test).map(found -> {
            if (found.isEmpty()) {
                throw new NotFound("test", test);
            }
            Spread spread = found.get(0);
            return new Distribution(
                    spread.marked(),
                    spread.absent(),
                    spread.excused(),
                    spread.mean(),
                    spread.median(),
                    spread.deviation(),
                    spread.lowest(),
                    spread.highest(),
                    List.of(spread.tenths()));
        });
    }
}
