package org.studentmanagement.profile;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Sql;
import org.studentmanagement.student.NoSuchStudent;

/** What is known of a student, with the present class. Every student has one, though nothing may be known yet. */
@Schema(name = "Profile", description = "What is known of a student beside the name, with the present class")
record ShownProfile(
        @Schema(examples = "1") long studentId,

        @Schema(
                description = "Number under which an authority knows the student",
                examples = "2026/0815",
                nullable = true)
        String registrationNumber,

        @Schema(examples = "2013-12-10", nullable = true) LocalDate dateOfBirth,

        @Schema(description = "Who is responsible for the student", examples = "Anne Lovelace", nullable = true)
        String guardianName,

        @Schema(examples = "+44 20 7946 0000", nullable = true)
        String guardianPhone,

        @Schema(examples = "+44 20 7946 0001", nullable = true)
        String phone,

        @Schema(examples = "12 St James's Square\nLondon", nullable = true)
        String address,

        @Schema(
                description = "What the student is to be shown at the next visit",
                examples = "Please bring the signed form to the office.",
                nullable = true)
        String pendingPopup,

        @Schema(
                description = "When the student last visited the console",
                examples = "2026-11-20T09:00:00Z",
                nullable = true)
        Instant lastSeenAt,

        @Schema(
                description = "Up to when the student has seen notices",
                examples = "2026-11-20T09:00:00Z",
                nullable = true)
        Instant lastNoticeSeenAt,

        @Schema(description = "Id of the present class", examples = "1", nullable = true)
        Long classId,

        @Schema(description = "Code of the present class", examples = "2026-7A", nullable = true)
        String classCode,

        @Schema(description = "What the present class is called", examples = "7A", nullable = true)
        String className,

        @Schema(description = "Place in the register of the class", examples = "12", nullable = true)
        Integer rollNumber) {

    static final String OF_STUDENT = """
            SELECT s.id AS student_id, p.registration_number, p.date_of_birth, p.guardian_name, p.guardian_phone, p.phone, p.address,
              p.pending_popup, p.last_seen_at, p.last_notice_seen_at,
              c.id AS class_id, c.code AS class_code, c.name AS class_name, m.roll_number
            FROM students s
            LEFT JOIN profiles p ON p.student_id = s.id
            LEFT JOIN class_members m ON m.student_id = s.id AND m.left_on IS NULL
            LEFT JOIN classes c ON c.id = m.class_id
            WHERE s.id = $1
            """;

    private static final String LOCK = "SELECT FROM students WHERE id = $1 FOR NO KEY UPDATE";

    private static final String SET = """
            INSERT INTO profiles AS p
              (student_id, registration_number, date_of_birth, guardian_name, guardian_phone, phone, address, pending_popup)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (student_id) DO UPDATE SET
              registration_number = EXCLUDED.registration_number, date_of_birth = EXCLUDED.date_of_birth,
              guardian_name = EXCLUDED.guardian_name, guardian_phone = EXCLUDED.guardian_phone, phone = EXCLUDED.phone,
              address = EXCLUDED.address, pending_popup = EXCLUDED.pending_popup
            RETURNING p.version
            """;

    private static final String VISIT = """
            INSERT INTO profiles AS p (student_id, last_seen_at, last_notice_seen_at) VALUES ($1, now(), $2)
            ON CONFLICT (student_id) DO UPDATE SET
              last_seen_at = now(), last_notice_seen_at = greatest(p.last_notice_seen_at, $2::timestamptz),
              pending_popup = CASE WHEN p.pending_popup = $3::text THEN NULL ELSE p.pending_popup END
            RETURNING p.version
            """;

    @RegisterForReflection
    record Stored(long version) {}

    static Uni<ShownProfile> of(long student) {
        return Sql.list(ShownProfile.class, OF_STUDENT, student).map(found -> only(student, found));
    }

    private static ShownProfile only(long student, List<ShownProfile> found) {
        return found.stream().findFirst().orElseThrow(() -> new NoSuchStudent(student));
    }

    /** @param change what is to be of what is shown, or a refusal; nobody else changes it meanwhile */
    static Uni<ShownProfile> change(long student, Function<ShownProfile, ProfileRequest> change) {
        return Sql.transaction(sql -> sql.find(() -> new NoSuchStudent(student), LOCK, student)
                .flatMap(locked -> sql.run(ShownProfile.class, OF_STUDENT, student))
                .map(found -> change.apply(only(student, found)))
                .flatMap(asked -> sql.run(
                        Stored.class,
                        SET,
                        student,
                        asked.registrationNumber(),
                        asked.dateOfBirth(),
                        asked.guardianName(),
                        asked.guardianPhone(),
                        asked.phone(),
                        asked.address(),
                        asked.pendingPopup()))
                .flatMap(stored -> sql.run(ShownProfile.class, OF_STUDENT, student))
                .map(found -> only(student, found)));
    }

    /** That the student is here, and has seen what is sent. */
    static Uni<ShownProfile> visit(long student, VisitRequest visit) {
        return Sql.transaction(sql -> sql.find(() -> new NoSuchStudent(student), LOCK, student)
                .flatMap(locked -> sql.run(Stored.class, VISIT, student, visit.noticesSeenUntil(), visit.popupSeen()))
                .flatMap(stored -> sql.run(ShownProfile.class, OF_STUDENT, student))
                .map(found -> only(student, found)));
    }
}
