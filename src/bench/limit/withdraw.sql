\set i :client_id + :clients * :n
\set n :n + 1
\set student 1 + :i % :withdrawing * 7919 % :students
\set course 1 + (:student + 200 * (:i / :withdrawing)) % 1000
WITH acting AS MATERIALIZED (
    SELECT set_config('student_management.actor', cause[1], true),
      set_config('student_management.request_id', cause[2], true),
      set_config('student_management.reason', cause[3], true)
    FROM (SELECT ARRAY['bench', 'pgbench', NULL]::text[]) given (cause)),
  student AS (SELECT s.id FROM students s, acting WHERE s.id = :student FOR NO KEY UPDATE OF s),
  removed AS (
    DELETE FROM student_courses e USING student
    WHERE e.student_id = student.id AND e.course_id = :course::bigint AND e.completed_on IS NULL
    RETURNING e.course_id)
SELECT :course::bigint AS course,
  CASE WHEN EXISTS (SELECT FROM removed) THEN 'REMOVED'
    WHEN EXISTS (
      SELECT FROM student_courses e
      WHERE e.student_id = :student AND e.course_id = :course::bigint AND e.completed_on IS NOT NULL) THEN 'COMPLETED'
    ELSE 'ABSENT' END AS outcome,
  EXISTS (SELECT FROM student) AS student,
  NULL::timestamptz AS opens_at, NULL::timestamptz AS closes_at, NULL::bigint AS place, NULL::text[] AS missing;
