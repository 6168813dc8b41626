-- As long as students have two names, both are the same.
SELECT id, full_name, to_jsonb(students) ->> 'name' AS name
FROM students
WHERE to_jsonb(students) ->> 'name' <> full_name
