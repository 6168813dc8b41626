\set i :client_id + :clients * :n
\set n :n + 1
\set student 1 + :i * 7919 % :students
\set course :courses + 2 + :i % 1000
WITH acting AS MATERIALIZED (
    SELECT set_config('student_management.actor', cause[1], true),
      set_config('student_management.request_id', cause[2], true),
      set_config('student_management.reason', cause[3], true)
    FROM (SELECT ARRAY['bench', 'pgbench', NULL]::text[]) given (cause)),
  student AS (SELECT s.id FROM students s, acting WHERE s.id = :student FOR SHARE OF s),
  known AS (
    SELECT id, enrollment_opens_at AS opens_at, enrollment_closes_at AS closes_at
    FROM courses WHERE id = ANY(ARRAY[:course]::bigint[]) ORDER BY id FOR KEY SHARE),
  seats AS (
    SELECT s.course_id, s.taken = s.capacity AS none_left
    FROM known JOIN course_seats s ON s.course_id = known.id
    ORDER BY known.id FOR UPDATE OF s),
  judged AS (
    SELECT known.*, known.id IN (SELECT e.course_id FROM student_courses e WHERE e.student_id = :student) AS enrolled,
      known.id IN (SELECT course_id FROM seats WHERE seats.none_left) AS none_left,
      ARRAY(
        SELECT c.code FROM course_prerequisites p JOIN courses c ON c.id = p.prerequisite_id
        WHERE p.course_id = known.id AND NOT EXISTS (
          SELECT FROM student_courses done
          WHERE done.student_id = :student AND done.course_id = c.id AND done.result IN ('distinction', 'pass'))
        ORDER BY c.code) AS missing
    FROM known),
  decided AS (
    SELECT judged.*,
      CASE WHEN enrolled THEN 'KEPT' WHEN false THEN 'ADDED'
        WHEN opens_at > now() THEN 'EARLY' WHEN closes_at <= now() THEN 'LATE' WHEN missing <> '{}' THEN 'UNPREPARED'
        WHEN none_left AND false THEN 'WAITING' WHEN none_left THEN 'FULL' ELSE 'ADDED' END AS outcome
    FROM judged),
  accepted AS (
    SELECT WHERE (SELECT count(*) FROM decided WHERE outcome IN ('ADDED', 'KEPT', 'WAITING')) = cardinality(ARRAY[:course]::bigint[])),
  set_aside AS MATERIALIZED (
    SELECT set_config('student_management.overrides', jsonb_object_agg(id, rules)::text, true)
    FROM judged CROSS JOIN LATERAL (
      SELECT array_remove(ARRAY[
        CASE WHEN opens_at > now() OR closes_at <= now() THEN 'window' END,
        CASE WHEN missing <> '{}' THEN 'prerequisites' END,
        CASE WHEN none_left THEN 'seats' END], NULL) AS rules) broken
    WHERE false AND NOT enrolled AND rules <> '{}'
    HAVING count(*) > 0),
  added AS (
    INSERT INTO student_courses (student_id, course_id, over_capacity)
    SELECT student.id, decided.id, decided.none_left AND decided.outcome = 'ADDED'
    FROM student, decided, accepted, (SELECT count(*) FROM set_aside) told
    WHERE decided.outcome IN ('ADDED', 'KEPT')
    ORDER BY decided.id
    ON CONFLICT DO NOTHING
    RETURNING course_id),
  joined AS (
    INSERT INTO waitlist_entries (student_id, course_id)
    SELECT student.id, decided.id FROM student, decided, accepted
    WHERE decided.outcome = 'WAITING'
    ORDER BY decided.id
    ON CONFLICT DO NOTHING)
SELECT id AS course,
  CASE WHEN id IN (SELECT course_id FROM added) THEN 'ADDED' WHEN outcome = 'ADDED' THEN 'KEPT' ELSE outcome END AS outcome,
  EXISTS (SELECT FROM student) AS student,
  CASE outcome WHEN 'EARLY' THEN opens_at END AS opens_at,
  CASE outcome WHEN 'LATE' THEN closes_at END AS closes_at,
  CASE WHEN outcome IN ('WAITING', 'FULL') THEN (
    SELECT 1 + count(*) FROM waitlist_entries w
    WHERE w.course_id = decided.id AND (
      SELECT w.id < own.id FROM waitlist_entries own WHERE own.student_id = :student AND own.course_id = decided.id) IS NOT FALSE)
    END AS place,
  missing
FROM decided
UNION ALL
SELECT asked.id, 'UNKNOWN', EXISTS (SELECT FROM student), NULL, NULL, NULL, NULL
FROM unnest(ARRAY[:course]::bigint[]) AS asked (id) WHERE asked.id NOT IN (SELECT id FROM known);
