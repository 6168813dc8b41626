\set i :client_id + :clients * :n
\set n :n + 1
\set student 100 + 200 * (:i / 100) + :i % 100
WITH student AS (SELECT id FROM students WHERE id = :student FOR SHARE),
  known AS (SELECT id FROM courses WHERE id = ANY(:half::bigint[]) ORDER BY id FOR KEY SHARE),
  added AS (
    INSERT INTO student_courses (student_id, course_id)
    SELECT student.id, known.id FROM student, known
    WHERE (SELECT count(*) FROM known) = cardinality(:half::bigint[])
    ORDER BY known.id
    ON CONFLICT DO NOTHING
    RETURNING course_id)
SELECT asked.id AS course,
  CASE WHEN added.course_id IS NOT NULL THEN 'ADDED' WHEN known.id IS NULL THEN 'UNKNOWN' ELSE 'KEPT' END AS outcome,
  EXISTS (SELECT FROM student) AS student
FROM unnest(:half::bigint[]) WITH ORDINALITY AS asked (id, position)
  LEFT JOIN known ON known.id = asked.id
  LEFT JOIN added ON added.course_id = asked.id
ORDER BY asked.position;
