\set i :client_id + :clients * :n
\set n :n + 1
\set student 1 + :i % :withdrawing * 7919 % :students
\set course 1 + (:student + 200 * (:i / :withdrawing)) % 1000
\startpipeline
BEGIN;
SELECT id FROM students WHERE id = :student FOR NO KEY UPDATE;
delete from student_courses e1_0 where e1_0.student_id=:student and e1_0.course_id=:course;
COMMIT;
\endpipeline
