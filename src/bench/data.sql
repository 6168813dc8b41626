-- The rows of a school with :students students, :courses courses and five enrollments each, made by the server itself. Which
-- courses a student takes follows from the id, so that the load knows without asking what is there to be ended, and what is not yet
-- there: student s takes 1 + (s + :courses / 5 * k) % :courses for k of 0 to 4, and what is stored during the load has a later time.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
-- The rows refer to what is there; to look each up would take most of the time.
SET session_replication_role = replica;
-- An index that is built at the end takes a fraction of the time.
SET maintenance_work_mem = '1GB';
CREATE TEMP TABLE built_last AS
SELECT indexrelid::regclass AS name, pg_get_indexdef(indexrelid) AS definition
FROM pg_index
WHERE indrelid IN ('students'::regclass, 'courses'::regclass, 'student_courses'::regclass)
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid);
SELECT format('DROP INDEX %s', name) FROM built_last \gexec

INSERT INTO courses (id, code, name, description)
SELECT n, 'C-' || n, 'Course ' || n, 'What the course ' || n || ' is about, in a sentence or two as a catalogue has them.'
FROM generate_series(1, :courses) n;

INSERT INTO students (id, number, name, email)
SELECT n, 'S' || n, first || ' ' || last, lower(first || '.' || last) || '.' || n || '@students.example'
FROM generate_series(1::bigint, :students) n,
  (SELECT '{Ada,Grace,Alan,Edsger,Barbara,Donald,Frances,John,Katherine,Dennis,Margaret,Ken,Radia,Niklaus,Shafi,Tony}'::text[],
    '{Lovelace,Hopper,Turing,Dijkstra,Liskov,Knuth,Allen,Backus,Johnson,Ritchie,Hamilton,Thompson,Perlman,Wirth,Goldwasser,Hoare}'::text[]
  ) names (firsts, lasts),
  LATERAL (SELECT firsts[1 + (hashint8(n) & 15)] AS first, lasts[1 + (hashint8(n) >> 4 & 15)] AS last) name;

INSERT INTO student_courses (student_id, course_id, enrolled_at)
SELECT student, course, '2025-09-01Z'
FROM generate_series(1::bigint, :students) student, LATERAL (
  SELECT 1 + (student + :courses / 5 * k) % :courses AS course FROM generate_series(0, 4) k ORDER BY course) taken;

SELECT definition FROM built_last \gexec
SET session_replication_role = DEFAULT;

-- Courses with seats for everybody, where the schema has seats: the first of them is the one that all want.
SELECT count(*) > 0 AS has_seats FROM information_schema.columns WHERE table_name = 'courses' AND column_name = 'capacity' \gset
\if :has_seats
INSERT INTO courses (id, code, name, capacity)
SELECT n, 'C-' || n, 'Course ' || n, :students FROM generate_series(:courses + 1, :courses + 1001) n;
\endif

-- Of the notices, a student has five to all, of which every fourth student has seen two, and one to each course.
SELECT count(*) > 0 AS has_notices FROM information_schema.tables WHERE table_name = 'notices' \gset
\if :has_notices
SET session_replication_role = replica;
INSERT INTO notices (audience, course_id, title, body, created_by)
SELECT 'all', NULL::bigint, 'No school on Friday', 'The heating is repaired.', 'bench' FROM generate_series(1, 5)
UNION ALL SELECT 'course', n, 'The room is another', 'We meet in the library.', 'bench' FROM generate_series(1, :courses) n;
INSERT INTO notice_seen (student_id, notice_id)
SELECT student, notice FROM generate_series(4::bigint, :students, 4) student, generate_series(1, 2) notice;
SET session_replication_role = DEFAULT;
\endif

-- A student has a fee a month, and has paid two at once each time, but for the last one or two.
SELECT count(*) > 0 AS has_fees FROM information_schema.tables WHERE table_name = 'allocations' \gset
\if :has_fees
SET session_replication_role = replica;
DELETE FROM built_last;
INSERT INTO built_last
SELECT indexrelid::regclass, pg_get_indexdef(indexrelid)
FROM pg_index
WHERE indrelid IN ('fees'::regclass, 'payments'::regclass, 'allocations'::regclass)
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid);
SELECT format('DROP INDEX %s', name) FROM built_last \gexec
INSERT INTO fees (id, student_id, month, amount, due_on, settled)
SELECT nth * :students::bigint + student, student, (date '2025-09-01' + make_interval(months => nth))::date, 100,
  (date '2025-09-15' + make_interval(months => nth))::date, nth < (:fees - 1) / 2 * 2
FROM generate_series(0, :fees - 1) nth, generate_series(1::bigint, :students) student;
INSERT INTO payments (id, student_id, receipt_number, method, amount, paid_on)
SELECT nth * :students::bigint + student, student, nth * :students::bigint + student, 'cash', 200,
  (date '2025-09-10' + make_interval(months => 2 * nth))::date
FROM generate_series(0, (:fees - 1) / 2 - 1) nth, generate_series(1::bigint, :students) student;
INSERT INTO allocations (payment_id, fee_id, amount)
SELECT nth / 2 * :students::bigint + student, nth * :students::bigint + student, 100
FROM generate_series(0, (:fees - 1) / 2 * 2 - 1) nth, generate_series(1::bigint, :students) student;
SELECT definition FROM built_last \gexec
SET session_replication_role = DEFAULT;
\endif

-- Marks: of :classes classes with 300 students each, in :tests tests, and of these students in as many tests of each of their courses.
SELECT count(*) > 0 AS has_marks FROM information_schema.tables WHERE table_name = 'marks' \gset
\if :has_marks
SET session_replication_role = replica;
DELETE FROM built_last;
INSERT INTO built_last
SELECT indexrelid::regclass, pg_get_indexdef(indexrelid)
FROM pg_index
WHERE indrelid = 'marks'::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid);
SELECT format('DROP INDEX %s', name) FROM built_last \gexec
INSERT INTO terms (id, code, name, kind, begins_on, ends_on) VALUES (1, 'Y-1', 'Year', 'school_year', '2025-08-01', '2026-07-31');
INSERT INTO classes (id, code, name, term_id) SELECT n, 'K-' || n, 'Class ' || n, 1 FROM generate_series(1, :classes) n;
INSERT INTO class_members (class_id, student_id, joined_on)
SELECT 1 + (student - 1) / 300, student, '2025-08-01' FROM generate_series(1, 300 * :classes) student;
INSERT INTO tests (id, code, title, category, class_id, course_id, held_on, maximum, weight, published_at)
SELECT n, 'T-' || n, 'Dictation', 'exam', 1 + (n - 1) % :classes, NULL::bigint, '2025-10-01'::date, 50, 10, '2025-10-08Z'::timestamptz
FROM generate_series(1, :classes * :tests) n
UNION ALL
SELECT :classes * :tests + n, 'T-' || :classes * :tests + n, 'Exam', 'exam', NULL, 1 + (n - 1) % :courses, '2025-10-02', 100, 20, '2025-10-09Z'
FROM generate_series(1, :courses * :tests) n;
INSERT INTO marks (test_id, student_id, state, score, maximum)
SELECT nth * :classes + 1 + (student - 1) / 300, student, 'marked', student % 51, 50
FROM generate_series(0, :tests - 1) nth, generate_series(1, 300 * :classes) student;
INSERT INTO marks (test_id, student_id, state, score, maximum)
SELECT :classes * :tests + nth * :courses + course_id, student_id, 'marked', student_id % 101, 100
FROM generate_series(0, :tests - 1) nth, student_courses WHERE student_id <= 300 * :classes;
SELECT definition FROM built_last \gexec
SET session_replication_role = DEFAULT;
\endif
SELECT setval('students_id_seq', :students), setval('courses_id_seq', (SELECT max(id) FROM courses)) \g /dev/null
VACUUM ANALYZE;
CHECKPOINT;
