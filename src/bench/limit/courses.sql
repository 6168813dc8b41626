\set student random(1, :students)
SELECT c.id, c.code, c.name, e.enrolled_at
FROM student_courses e JOIN courses c ON c.id = e.course_id
WHERE e.student_id = :student
ORDER BY c.code;
