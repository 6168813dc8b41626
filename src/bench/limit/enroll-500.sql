\set i :client_id + :clients * :n
\set n :n + 1
\set student 100 + 200 * (:i / 100) + :i % 100
WITH acting AS MATERIALIZED (
    SELECT set_config('student_management.actor', cause[1], true),
      set_config('student_management.request_id', cause[2], true),
      set_config('student_management.reason', cause[3], true)
    FROM (SELECT ARRAY['bench', 'pgbench', NULL]::text[]) given (cause)),
  asked AS MATERIALIZED (SELECT :half::bigint[] AS ids),
  student AS (SELECT s.id FROM students s, acting WHERE s.id = :student FOR SHARE OF s),
  known AS (
    SELECT id, (enrollment_opens_at > now() OR enrollment_closes_at <= now()) IS TRUE AS closed
    FROM courses WHERE id = ANY((SELECT ids FROM asked)::bigint[]) ORDER BY id FOR KEY SHARE),
  seats AS (
    SELECT s.course_id, s.taken = s.capacity AS none_left
    FROM known JOIN course_seats s ON s.course_id = known.id
    ORDER BY known.id FOR UPDATE OF s),
  refused AS (
    SELECT id FROM known WHERE closed
    UNION ALL
    SELECT course_id FROM seats WHERE none_left
    UNION ALL
    SELECT p.course_id FROM known JOIN course_prerequisites p ON p.course_id = known.id
    WHERE NOT EXISTS (
      SELECT FROM student_courses done
      WHERE done.student_id = :student AND done.course_id = p.prerequisite_id AND done.result IN ('distinction', 'pass'))),
  added AS (
    INSERT INTO student_courses (student_id, course_id)
    SELECT student.id, known.id FROM student, known
    WHERE (SELECT count(*) FROM known) = (SELECT cardinality(ids) FROM asked) AND NOT EXISTS (SELECT FROM refused)
    ORDER BY known.id
    ON CONFLICT DO NOTHING
    RETURNING course_id)
SELECT id AS course,
  CASE WHEN id IN (SELECT course_id FROM added) THEN 'ADDED' WHEN id NOT IN (SELECT id FROM known) THEN 'UNKNOWN'
    WHEN EXISTS (SELECT FROM refused) THEN 'REFUSED' ELSE 'KEPT' END AS outcome,
  EXISTS (SELECT FROM student) AS student
FROM (SELECT unnest(ids) AS id FROM asked) each_asked;
