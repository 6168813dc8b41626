\set student random(1, 300 * :classes)
WITH RECURSIVE scale AS MATERIALIZED (SELECT (step ->> 'lowest')::numeric AS lowest, step ->> 'grade' AS grade FROM jsonb_array_elements(coalesce((SELECT value FROM settings WHERE name = 'grade_scale'), '[{"lowest": 90, "grade": "A"}, {"lowest": 80, "grade": "B"}, {"lowest": 70, "grade": "C"}, {"lowest": 60, "grade": "D"}, {"lowest": 0, "grade": "F"}]'::jsonb)) step),
  wanted AS (
    SELECT id FROM terms WHERE id = NULL::bigint
    UNION ALL SELECT t.id FROM wanted w JOIN terms t ON t.parent_id = w.id),
  given AS MATERIALIZED (
    SELECT t.course_id, t.class_id, t.id AS test_id, t.title, t.category, t.held_on, t.weight,
      m.state, m.score, m.maximum, m.remark
    FROM marks m JOIN tests t ON t.id = m.test_id
    WHERE m.student_id = :student AND t.published_at IS NOT NULL),
  subjects AS (
    SELECT c.id AS course_id, NULL::bigint AS class_id, c.code, c.name, c.term_id
    FROM courses c
    WHERE c.id IN (
      SELECT course_id FROM student_courses WHERE student_id = :student UNION ALL SELECT course_id FROM given)
    UNION ALL
    SELECT NULL, k.id, k.code, k.name, k.term_id FROM classes k WHERE k.id IN (SELECT class_id FROM given)),
  lines AS (
    SELECT s.code, s.name, g.*,
      round(100 * sum(coalesce(g.score, 0) / g.maximum * g.weight) FILTER (WHERE g.state <> 'excused') OVER same
        / nullif(sum(g.weight) FILTER (WHERE g.state <> 'excused') OVER same, 0), 2) AS percentage
    FROM subjects s LEFT JOIN given g ON g.course_id = s.course_id OR g.class_id = s.class_id
    WHERE NULL::bigint IS NULL OR s.term_id IN (SELECT id FROM wanted)
    WINDOW same AS (PARTITION BY s.course_id, s.class_id))
SELECT coalesce((SELECT value FROM settings WHERE name = 'school_name'), '"School"'::jsonb) #>> '{}' AS school, s.number AS student_number, s.name AS student_name,
  (SELECT name FROM terms WHERE id = NULL::bigint) AS term, l.code, l.name, percentage,
  (SELECT grade FROM scale WHERE lowest <= percentage ORDER BY lowest DESC LIMIT 1) AS grade,
  test_id, title, category, held_on, state, score, maximum, weight, remark
FROM students s LEFT JOIN lines l ON true
WHERE s.id = :student
ORDER BY l.code, l.name, held_on, test_id;
