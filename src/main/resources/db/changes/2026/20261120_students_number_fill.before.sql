-- students with a negative id, which gives no registration number
SELECT id, name FROM students WHERE id < 0
