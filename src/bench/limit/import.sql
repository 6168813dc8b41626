-- What `import --enrollments` sends, in psql; the file, with the numbers of the lines, is the standard input.
\set ON_ERROR_STOP on
BEGIN;
SET statement_timeout = 0;
CREATE TEMP TABLE import_students (line bigint, refused_column text, reason text, number text, name text, email text, name_fault text, email_fault text);
CREATE TEMP TABLE import_courses (line bigint, refused_column text, reason text, code text, name text, description text, name_fault text, description_fault text);
CREATE TEMP TABLE import_enrollments (line bigint, refused_column text, reason text, student_number text, course_code text, enrolled_at timestamp with time zone);
\copy import_enrollments (line, student_number, course_code) FROM pstdin (FORMAT csv, HEADER)
SET lock_timeout = '30s';
LOCK TABLE students, courses, student_courses IN SHARE ROW EXCLUSIVE MODE;
ANALYZE import_students;
ANALYZE import_courses;
ANALYZE import_enrollments;
UPDATE import_enrollments i
SET refused_column = 'course_code',
  reason = format('"%s" with student "%s" is on line %s already',
    i.course_code, i.student_number, earlier.line)
FROM (
  SELECT student_number, course_code, min(line) AS line FROM import_enrollments
  WHERE reason IS NULL GROUP BY student_number, course_code HAVING count(*) > 1
) earlier
WHERE i.reason IS NULL AND i.line > earlier.line
  AND i.student_number = earlier.student_number AND i.course_code = earlier.course_code;
UPDATE import_enrollments i
SET refused_column = 'student_number',
  reason = format('there is no student "%s", neither stored nor to be stored', i.student_number)
WHERE i.reason IS NULL
  AND NOT EXISTS (SELECT FROM students s WHERE s.number = i.student_number)
  AND NOT EXISTS (
    SELECT FROM import_students s WHERE s.number = i.student_number AND s.reason IS NULL);
UPDATE import_enrollments i
SET refused_column = 'course_code',
  reason = format('there is no course "%s", neither stored nor to be stored', i.course_code)
WHERE i.reason IS NULL
  AND NOT EXISTS (SELECT FROM courses c WHERE c.code = i.course_code)
  AND NOT EXISTS (
    SELECT FROM import_courses c WHERE c.code = i.course_code AND c.reason IS NULL);
CREATE TEMP TABLE changed_enrollments AS
SELECT e.student_id IS NULL AS is_new, i.student_number, i.course_code, i.enrolled_at
FROM import_enrollments i
LEFT JOIN students s ON s.number = i.student_number
LEFT JOIN courses c ON c.code = i.course_code
LEFT JOIN student_courses e ON e.student_id = s.id AND e.course_id = c.id
WHERE i.reason IS NULL
  AND (e.student_id IS NULL
    OR i.enrolled_at IS NOT NULL AND i.enrolled_at IS DISTINCT FROM e.enrolled_at);
ANALYZE changed_enrollments;
SELECT
  (SELECT count(*) FROM changed_enrollments WHERE is_new),
  (SELECT count(*) FROM changed_enrollments WHERE NOT is_new),
  count(reason),
  count(*)
FROM import_enrollments;
UPDATE student_courses e SET enrolled_at = i.enrolled_at
FROM changed_enrollments i
JOIN students s ON s.number = i.student_number
JOIN courses c ON c.code = i.course_code
WHERE NOT i.is_new AND e.student_id = s.id AND e.course_id = c.id;
INSERT INTO student_courses (student_id, course_id, enrolled_at)
SELECT s.id, c.id, coalesce(i.enrolled_at, now())
FROM changed_enrollments i
JOIN students s ON s.number = i.student_number
JOIN courses c ON c.code = i.course_code
WHERE i.is_new;
COMMIT;
