package org.studentmanagement.schoolclass;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.Sql;

/** The register of a class: its present members, complete. */
@Schema(name = "Register", description = "The present members of a class, complete, by roll number")
record RollNumbers(List<RegisterEntry> items) {
    /** @param holder who has the number too, if others are to */
    @RegisterForReflection
    record Numbered(boolean member, String holder) {}

    private static final String LIST = """
            SELECT s.id, s.number, s.name, m.roll_number, m.joined_on, m.left_on
            FROM class_members m JOIN students s ON s.id = m.student_id
            WHERE m.class_id = $1 AND m.left_on IS NULL
            ORDER BY m.roll_number, s.id
            """;

    /** As it is to be, each number is of one member, so that in between two may exchange theirs. */
    private static final String SET = """
            WITH asked AS (
                SELECT student_id, roll_number, position
                FROM unnest($2::bigint[], $3::integer[]) WITH ORDINALITY AS asked (student_id, roll_number, position)),
              present AS (
                SELECT m.id, m.student_id, a.position,
                  CASE WHEN a.position IS NULL THEN m.roll_number ELSE a.roll_number END AS roll_number
                FROM class_members m LEFT JOIN asked a ON a.student_id = m.student_id
                WHERE m.class_id = $1 AND m.left_on IS NULL),
              judged AS (
                SELECT a.position, p.id IS NOT NULL AS member, p.id, p.roll_number, (
                  SELECT s.name || ' (' || s.number || ')'
                  FROM present o JOIN students s ON s.id = o.student_id
                  WHERE o.roll_number = p.roll_number AND o.id <> p.id AND (o.position > p.position) IS NOT TRUE
                  ORDER BY o.position NULLS FIRST
                  LIMIT 1) AS holder
                FROM asked a LEFT JOIN present p ON p.position = a.position),
              numbered AS (
                UPDATE class_members m SET roll_number = judged.roll_number FROM judged
                WHERE m.id = judged.id AND m.roll_number IS DISTINCT FROM judged.roll_number
                  AND NOT EXISTS (SELECT FROM judged WHERE NOT member OR holder IS NOT NULL))
            SELECT member, holder FROM judged ORDER BY position
            """;

    /** Gives members of a class their numbers, all or nobody. */
    static Uni<RollNumbers> set(long schoolClass, RollNumbersRequest request) {
        List<RollNumbersRequest.Given> given = request.rollNumbers();
        return Sql.transaction(sql -> Membership.lock(sql)
                .flatMap(locked -> sql.find(() -> new NoSuchClass(schoolClass), Membership.LOCK_CLASS, schoolClass))
                .flatMap(locked -> sql.run(
                        Numbered.class,
                        SET,
                        schoolClass,
                        given.stream().map(RollNumbersRequest.Given::studentId).toArray(Long[]::new),
                        given.stream().map(RollNumbersRequest.Given::rollNumber).toArray(Integer[]::new)))
                .invoke(RollNumbers::check)
                .flatMap(numbered -> sql.run(RegisterEntry.class, LIST, schoolClass))
                .map(RollNumbers::new));
    }

    private static void check(List<Numbered> numbered) {
        List<String> strangers = IntStream.range(0, numbered.size())
                .filter(index -> !numbered.get(index).member())
                .mapToObj("/roll_numbers/%d/student_id"::formatted)
                .toList();
        if (!strangers.isEmpty()) {
            throw new NotMembers(strangers);
        }
        List<Problem.Fault> taken = IntStream.range(0, numbered.size())
                .filter(index -> numbered.get(index).holder() != null)
                .mapToObj(index -> RollNumberTaken.fault(
                        "/roll_numbers/%d/roll_number".formatted(index),
                        numbered.get(index).holder()))
                .toList();
        if (!taken.isEmpty()) {
            throw new RollNumberTaken(
                    "Numbers would be those of two members: %d. Nothing was changed; errors says whose they are."
                            .formatted(taken.size()),
                    taken);
        }
    }
}
