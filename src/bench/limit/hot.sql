\set i :client_id + :clients * :n
\set n :n + 1
\set student 1 + :i * 7919 % :students
\set course :courses + 1
WITH acting AS MATERIALIZED (
    SELECT set_config('student_management.actor', cause[1], true),
      set_config('student_management.request_id', cause[2], true),
      set_config('student_management.reason', cause[3], true)
    FROM (SELECT ARRAY['bench', 'pgbench', NULL]::text[]) given (cause)),
  student AS (SELECT s.id FROM students s, acting WHERE s.id = :student FOR SHARE OF s),
  known AS (
    SELECT id, (enrollment_opens_at > now() OR enrollment_closes_at <= now()) IS TRUE AS closed
    FROM courses WHERE id = ANY((SELECT ARRAY[:course]::bigint[])::bigint[]) ORDER BY id FOR KEY SHARE),
  accepted AS (
    SELECT FROM known HAVING count(*) = cardinality(ARRAY[:course]::bigint[]) AND NOT bool_or(closed) AND NOT EXISTS (
      SELECT FROM known k JOIN course_prerequisites p ON p.course_id = k.id
      WHERE NOT EXISTS (
        SELECT FROM student_courses done
        WHERE done.student_id = :student AND done.course_id = p.prerequisite_id AND done.result IN ('distinction', 'pass')))),
  added AS (
    INSERT INTO student_courses (student_id, course_id)
    SELECT student.id, known.id FROM student, known, accepted
    ORDER BY known.id
    ON CONFLICT DO NOTHING
    RETURNING course_id)
SELECT id AS course,
  CASE WHEN id IN (SELECT course_id FROM added) THEN 'ADDED' WHEN id NOT IN (SELECT id FROM known) THEN 'UNKNOWN'
    WHEN EXISTS (SELECT FROM accepted) THEN 'KEPT' ELSE 'REFUSED' END AS outcome,
  EXISTS (SELECT FROM student) AS student
FROM unnest((SELECT ARRAY[:course]::bigint[])) AS asked (id);
