package org.studentmanagement.schoolclass;

import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.student.Student;

/** A member of a class. */
@Schema(name = "ClassMember", description = "A present or former member of a class")
record RegisterEntry(
        @Schema(description = "Id of the student", examples = "1")
        long id,

        @Schema(description = "Registration number of the student", examples = "11391")
        String number,

        @Schema(examples = "Ada Lovelace") String name,

        @Schema(description = "Place in the register", examples = "12", nullable = true)
        Integer rollNumber,

        @Schema(description = "The first day in the class", examples = "2026-09-01")
        LocalDate joinedOn,

        @Schema(
                description = "The first day on which the student was in the class no longer; null while a member",
                examples = "2027-06-25",
                nullable = true)
        LocalDate leftOn) {

    /** Who has no number comes last. */
    private static final int NO_NUMBER = Integer.MAX_VALUE;

    static Uni<Page<RegisterEntry>> list(long schoolClass, MembersQuery query) {
        Listing<RegisterEntry> members = new Listing<>(
                        RegisterEntry.class,
                        "r.id, r.number, r.name, m.roll_number, m.joined_on, m.left_on",
                        "class_members m JOIN students r ON r.id = m.student_id",
                        "r.id",
                        RegisterEntry::id)
                .sortedBy(
                        "roll_number",
                        "coalesce(m.roll_number, " + NO_NUMBER + ")",
                        Integer.class,
                        member -> Objects.requireNonNullElse(member.rollNumber(), NO_NUMBER))
                .sortedBy("name", "r.name", String.class, RegisterEntry::name)
                .sortedBy("number", "r.number", String.class, RegisterEntry::number);
        return Student.mentioning(query.q, query.narrow(members, schoolClass))
                .page(query)
                .call(read -> read.items().isEmpty()
                        ? SchoolClass.mustExist(schoolClass)
                        : Uni.createFrom().voidItem());
    }
}
