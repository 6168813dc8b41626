-- Every student has a full name.
SELECT id, full_name
FROM students
WHERE full_name IS NULL OR full_name !~ '\S'
