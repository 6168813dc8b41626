-- After a load that wrote: the enrollments are those of data.sql again. Of the students only the first that `withdraw` takes in its
-- order, :withdrawing of them, can have lost any.
\set ON_ERROR_STOP on
-- What the load left in history and seats goes too, where the schema has them: the next one begins as the first did.
SET session_replication_role = replica;
SELECT count(*) > 0 AS has_seats FROM information_schema.columns WHERE table_name = 'courses' AND column_name = 'capacity' \gset
\if :has_seats
TRUNCATE enrollment_events;
UPDATE course_seats SET taken = 0 WHERE taken > 0;
VACUUM course_seats;
\endif
DELETE FROM student_courses WHERE enrolled_at > '2025-09-01Z';
INSERT INTO student_courses (student_id, course_id, enrolled_at)
SELECT student, 1 + (student + :courses / 5 * k) % :courses, '2025-09-01Z'
FROM generate_series(0::bigint, :withdrawing - 1) i, LATERAL (SELECT 1 + i * 7919 % :students AS student) s, generate_series(0, 4) k
ON CONFLICT DO NOTHING;
VACUUM student_courses;
