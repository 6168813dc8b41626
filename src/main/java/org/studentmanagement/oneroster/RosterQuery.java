package org.studentmanagement.oneroster;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which records of a collection are asked for, and what of them. */
public class RosterQuery {
    private static final String DESCENDING = "desc";

    @QueryParam("limit")
    @DefaultValue("100")
    @Min(1)
    @Max(10_000)
    @Parameter(description = "Records a page, 1 to 10000")
    int limit;

    @QueryParam("offset")
    @DefaultValue("0")
    @Min(0)
    @Parameter(description = "Records before the page: follow Link rather than count")
    int offset;

    @QueryParam("after")
    @Parameter(
            description =
                    "The last record before the page, as Link has it for the next one: what is before it is neither gone through nor counted again")
    String after;

    @QueryParam("sort")
    @Parameter(description = "A field to sort by, as in familyName or user.sourcedId")
    String sort;

    @QueryParam("orderBy")
    @Parameter(
            schema =
                    @Schema(
                            enumeration = {"asc", DESCENDING},
                            defaultValue = "asc"))
    String orderBy;

    @QueryParam("filter")
    @Parameter(
            description =
                    "Comparisons by = != > >= < <= and ~ (contains), joined by AND and OR, as in role='teacher' AND dateLastModified>'2026-01-31'")
    String filter;

    @QueryParam("fields")
    @Parameter(description = "The members to be told, separated by commas")
    String fields;

    /** @throws OneRosterRefusal if one is not known */
    List<String> members(RosterRecord record) {
        return members(fields, record);
    }

    static List<String> members(String fields, RosterRecord record) {
        if (fields == null) {
            return List.of();
        }
        return Arrays.stream(fields.split(",", -1))
                .map(name -> record.memberNames().stream()
                        .filter(known -> known.equalsIgnoreCase(name.strip()))
                        .findFirst()
                        .orElseThrow(() -> new OneRosterRefusal(
                                OneRosterRefusal.SELECTION,
                                "fields names what is not known. Known are " + String.join(", ", record.memberNames())
                                        + ".")))
                .toList();
    }

    /**
     * The last record before the page, where the caller follows {@code Link}; else null.
     *
     * @throws OneRosterRefusal if it is damaged, or of another order
     */
    PlaceInRoster place() {
        if (after != null && sort != null) {
            throw OneRosterRefusal.invalid("after goes with no sort: Link has it where it is of use.");
        }
        return after == null ? null : PlaceInRoster.parse(after);
    }

    /** Which rows are behind a place. */
    String behind(PlaceInRoster place, RosterValues values) {
        return "(r.id, r.other_id, r.noun) %s (%s, %s, %s)"
                .formatted(
                        DESCENDING.equals(orderBy) ? "<" : ">",
                        values.add(place.id(), "bigint"),
                        values.add(place.otherId(), "bigint"),
                        values.add(place.noun(), "integer"));
    }

    /** An order of the rows in which each has its place. */
    String order(RosterRecord record) {
        if (orderBy != null && !List.of("asc", DESCENDING).contains(orderBy)) {
            throw OneRosterRefusal.invalid("orderBy is asc or desc.");
        }
        String direction = DESCENDING.equals(orderBy) ? " DESC" : "";
        // each row is found in an index of its table in this order
        String byRow = "r.id%1$s, r.other_id%1$s, r.noun%1$s".formatted(direction);
        if (sort == null) {
            return byRow;
        }
        Field field = record.field(sort)
                .orElseThrow(() -> new OneRosterRefusal(
                        OneRosterRefusal.SORT,
                        "sort names a field that is not known. Known are " + String.join(", ", record.fieldNames())
                                + "."));
        // PostgreSQL takes no bare text for an order, which is what a field is that all records have alike
        return "(%s)::%s%s, %s".formatted(field.value(), field.type().cast, direction, byRow);
    }
}
