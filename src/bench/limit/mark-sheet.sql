\set test random(1, :classes * :tests)
WITH test AS MATERIALIZED (SELECT id, course_id, class_id, maximum FROM tests WHERE id = :test),
  members AS (
    SELECT e.student_id FROM test JOIN student_courses e ON e.course_id = test.course_id
    UNION
    SELECT c.student_id FROM test JOIN class_members c ON c.class_id = test.class_id AND c.left_on IS NULL
    UNION
    SELECT m.student_id FROM test JOIN marks m ON m.test_id = test.id)
SELECT s.id AS student_id, s.number, s.name, m.state, m.score, t.maximum, m.remark, m.actor, m.updated_at,
  coalesce(m.version, 0) AS version
FROM test t CROSS JOIN members
CROSS JOIN LATERAL (SELECT id, number, name FROM students WHERE id = members.student_id OFFSET 0) s
LEFT JOIN marks m ON m.test_id = :test AND m.student_id = s.id
ORDER BY s.name, s.id;
