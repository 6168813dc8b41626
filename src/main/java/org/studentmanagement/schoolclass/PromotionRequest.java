package org.studentmanagement.schoolclass;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.EachOnce;

/** Into which class the members of another go, and who does not. */
@Schema(description = "Into which class the members of this one go")
record PromotionRequest(
        @Schema(description = "Id of a class whose term begins later", examples = "2") @NotNull
        Long classId,

        @Schema(
                description = "The first day in that class, which has come; null for today, in UTC",
                examples = "2027-09-01",
                nullable = true)
        LocalDate on,

        @Schema(
                description =
                        "Whether they keep their roll numbers, which nobody in that class may have; else they get none",
                defaultValue = "true")
        Boolean keepRollNumbers,

        @Schema(
                description = "Ids of members who stay in this class, as those who repeat the year in it",
                examples = "[3]",
                type = SchemaType.ARRAY)
        @Size(max = MOST, message = AT_MOST)
        @EachOnce(member = "except", most = MOST)
        List<@NotNull Long> except,

        @Schema(
                description = "Ids of members who leave this class on that day and go into no other",
                examples = "[4]",
                type = SchemaType.ARRAY)
        @Size(max = MOST, message = AT_MOST)
        @EachOnce(member = "leaving", most = MOST)
        List<@NotNull Long> leaving,

        @Schema(description = "Goes through every check, and stores nothing", defaultValue = "false")
        boolean dryRun) {

    private static final int MOST = 500;

    private static final String AT_MOST = "must list at most 500 ids of students, each once";

    PromotionRequest {
        except = Objects.requireNonNullElse(except, List.of());
        leaving = Objects.requireNonNullElse(leaving, List.of());
    }

    boolean numbered() {
        return !Boolean.FALSE.equals(keepRollNumbers);
    }

    /** To one who is named. */
    String pointer(long student) {
        return except.contains(student) ? "/except/" + except.indexOf(student) : "/leaving/" + leaving.indexOf(student);
    }

    @AssertTrue(message = "must name nobody in both except and leaving")
    @Schema(hidden = true)
    public boolean isDisjoint() {
        return except.stream().noneMatch(leaving::contains);
    }
}
