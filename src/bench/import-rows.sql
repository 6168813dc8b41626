-- The file of an import: :rows enrollments that are not there, in no order of the tables.
SELECT row_number() OVER () + 1 AS line, 'S' || student AS student_number, 'C-' || course AS course_code
FROM (
  SELECT student, 1 + (student + 199 - i / :students) % 1000 AS course
  FROM generate_series(0::bigint, :rows - 1) i, LATERAL (SELECT 1 + i * 7919 % :students AS student) s
) rows
