package org.studentmanagement.schoolclass;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Sql;

/** What became of each member of a class that went into another, or would. */
@Schema(description = "What becomes of each member of the class, by roll number")
record Promotion(
        @Schema(description = "Whether nothing was stored") boolean dryRun, List<Item> items) {

    /** One of them. */
    @Schema(name = "PromotionItem", description = "What becomes of one member")
    record Item(
            @Schema(examples = "1") long studentId,

            @Schema(examples = "11391") String number,

            @Schema(examples = "Ada Lovelace") String name,

            @Schema(
                    description = "Whether the student goes into the other class, stays, or goes into none",
                    examples = "moves",
                    enumeration = {"moves", "stays", "leaves"})
            String outcome) {}

    /** @param holder who has the number in the other class, if somebody has */
    @RegisterForReflection
    record Judged(
            Long studentId,
            String number,
            String name,
            String outcome,
            Integer rollNumber,
            LocalDate joinedOn,
            String holder) {
        Item item() {
            return new Item(studentId, number, name, outcome.toLowerCase(Locale.ROOT));
        }
    }

    /** Of the two classes that are locked. */
    @RegisterForReflection
    record Begins(long id, LocalDate beginsOn) {}

    @RegisterForReflection
    record Locked(long members) {}

    private static final String LOCK_CLASSES = """
            SELECT c.id, t.begins_on FROM classes c JOIN terms t ON t.id = c.term_id
            WHERE c.id IN ($1, $2) ORDER BY c.id FOR NO KEY UPDATE OF c
            """;

    private static final String LOCK_STUDENTS = """
            SELECT count(*) AS members FROM (
              SELECT FROM students WHERE id IN (SELECT student_id FROM class_members WHERE class_id = $1 AND left_on IS NULL)
              ORDER BY id FOR NO KEY UPDATE) locked
            """;

    /** Who is named without being a member has no name in the answer. */
    private static final String PROMOTE = """
            WITH members AS (
                SELECT m.id, m.student_id, m.roll_number, m.joined_on,
                  CASE WHEN m.student_id = ANY($5::bigint[]) THEN 'STAYS' WHEN m.student_id = ANY($6::bigint[]) THEN 'LEAVES'
                    ELSE 'MOVES' END AS wish
                FROM class_members m WHERE m.class_id = $1 AND m.left_on IS NULL),
              judged AS (
                SELECT members.*, holder.holder,
                  CASE WHEN wish <> 'STAYS' AND joined_on > $3::date THEN 'EARLY' WHEN holder IS NOT NULL THEN 'TAKEN' ELSE wish END AS outcome
                FROM members LEFT JOIN LATERAL (
                  SELECT s.name || ' (' || s.number || ')' AS holder
                  FROM class_members m JOIN students s ON s.id = m.student_id
                  WHERE $4 AND wish = 'MOVES' AND m.class_id = $2 AND m.roll_number = members.roll_number AND m.left_on IS NULL) holder ON true),
              strangers AS (
                SELECT id FROM unnest($5::bigint[] || $6::bigint[]) AS named (id) WHERE id NOT IN (SELECT student_id FROM members)),
              accepted AS (
                SELECT WHERE NOT $7 AND NOT EXISTS (SELECT FROM strangers)
                  AND NOT EXISTS (SELECT FROM judged WHERE outcome IN ('EARLY', 'TAKEN'))),
              ended AS (
                UPDATE class_members m SET left_on = $3 FROM judged, accepted
                WHERE m.id = judged.id AND outcome IN ('MOVES', 'LEAVES')),
              added AS (
                INSERT INTO class_members (class_id, student_id, roll_number, joined_on)
                SELECT $2, student_id, CASE WHEN $4 THEN roll_number END, $3 FROM judged, accepted
                WHERE outcome = 'MOVES'
                ORDER BY roll_number, student_id)
            SELECT judged.student_id, s.number, s.name, outcome, roll_number, joined_on, holder
            FROM judged JOIN students s ON s.id = judged.student_id
            UNION ALL
            SELECT id, NULL, NULL, 'STRANGER', NULL, NULL, NULL FROM strangers
            ORDER BY roll_number, student_id
            """;

    /** All members but the excepted go, or nobody. */
    static Uni<Promotion> of(long schoolClass, PromotionRequest request) {
        return Sql.transaction(sql -> Membership.lock(sql)
                .flatMap(locked -> Day.of(request.on(), "/on", sql))
                .flatMap(day -> sql.run(Begins.class, LOCK_CLASSES, schoolClass, request.classId())
                        .invoke(classes -> check(schoolClass, request.classId(), classes))
                        .flatMap(locked -> sql.run(Locked.class, LOCK_STUDENTS, schoolClass))
                        .flatMap(locked -> sql.run(
                                Judged.class,
                                PROMOTE,
                                schoolClass,
                                request.classId(),
                                day,
                                request.numbered(),
                                request.except().toArray(Long[]::new),
                                request.leaving().toArray(Long[]::new),
                                request.dryRun())))
                .invoke(judged -> check(request, judged))
                .map(judged -> new Promotion(
                        request.dryRun(), judged.stream().map(Judged::item).toList())));
    }

    private static void check(long from, long into, List<Begins> classes) {
        Begins source = find(from, classes);
        if (source == null) {
            throw new NoSuchClass(from);
        }
        Begins target = find(into, classes);
        if (target == null) {
            throw new UnknownClass(into);
        }
        if (!target.beginsOn().isAfter(source.beginsOn())) {
            throw new NotALaterClass(source.beginsOn());
        }
    }

    private static Begins find(long id, List<Begins> classes) {
        return classes.stream().filter(found -> found.id() == id).findFirst().orElse(null);
    }

    private static void check(PromotionRequest request, List<Judged> judged) {
        List<String> strangers = judged.stream()
                .filter(one -> one.outcome().equals("STRANGER"))
                .map(one -> request.pointer(one.studentId()))
                .toList();
        if (!strangers.isEmpty()) {
            throw new NotMembers(strangers);
        }
        List<Judged> refused = judged.stream()
                .filter(one -> List.of("EARLY", "TAKEN").contains(one.outcome()))
                .toList();
        if (!refused.isEmpty()) {
            throw PromotionRefused.of(refused);
        }
    }
}
