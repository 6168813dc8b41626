\set course random(1, 1000)
\set rows 51
SELECT r.id, r.number, r.name, r.email, e.enrolled_at
FROM student_courses e JOIN students r ON r.id = e.student_id
WHERE e.course_id = :course
ORDER BY r.name, r.id
LIMIT :rows;
