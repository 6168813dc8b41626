\set i :client_id + :clients * :n
\set n :n + 1
\set student 1 + :i % :withdrawing * 7919 % :students
\set course 1 + (:student + 200 * (:i / :withdrawing)) % 1000
WITH student AS (SELECT id FROM students WHERE id = :student FOR NO KEY UPDATE),
  removed AS (
    DELETE FROM student_courses e USING student
    WHERE e.student_id = student.id AND e.course_id = :course::bigint
    RETURNING e.course_id)
SELECT :course::bigint AS course, CASE WHEN EXISTS (SELECT FROM removed) THEN 'REMOVED' ELSE 'ABSENT' END AS outcome,
  EXISTS (SELECT FROM student) AS student;
