\set student random(1, :students)
SELECT count(n.id) AS unread, max(n.id) AS latest, max(n.id) FILTER (WHERE n.popup) AS popup
FROM students s
LEFT JOIN LATERAL (
  SELECT n.* FROM notices n WHERE n.audience = 'all'
  UNION ALL SELECT n.* FROM notices n WHERE n.student_id = s.id
  UNION ALL SELECT n.* FROM student_courses e JOIN notices n ON n.course_id = e.course_id WHERE e.student_id = s.id
  UNION ALL SELECT n.* FROM class_members m JOIN notices n ON n.class_id = m.class_id
      WHERE m.student_id = s.id AND m.joined_on <= current_date AND (m.left_on > current_date) IS NOT FALSE
) n ON n.shown_from <= now() AND (n.shown_until > now()) IS NOT FALSE
  AND NOT EXISTS (SELECT FROM notice_seen seen WHERE seen.student_id = :student AND seen.notice_id = n.id)
WHERE s.id = :student
GROUP BY s.id;
