-- The rows of one school, number :school of so many in the same tables: 500 students, 50 courses, five enrollments each.
SET session_replication_role = replica;
INSERT INTO courses (id, code, name)
SELECT 50 * (:school - 1) + n, 'C-' || n, 'Course ' || n FROM generate_series(1, 50) n;
INSERT INTO students (id, number, name, email)
SELECT 500 * (:school - 1) + n, 'S' || n, first || ' ' || last, lower(first || '.' || last) || '.' || n || '@students.example'
FROM generate_series(1, 500) n,
  (SELECT '{Ada,Grace,Alan,Edsger,Barbara,Donald,Frances,John,Katherine,Dennis,Margaret,Ken,Radia,Niklaus,Shafi,Tony}'::text[],
    '{Lovelace,Hopper,Turing,Dijkstra,Liskov,Knuth,Allen,Backus,Johnson,Ritchie,Hamilton,Thompson,Perlman,Wirth,Goldwasser,Hoare}'::text[]
  ) names (firsts, lasts),
  LATERAL (SELECT firsts[1 + (hashint8(n) & 15)] AS first, lasts[1 + (hashint8(n) >> 4 & 15)] AS last) name;
INSERT INTO student_courses (student_id, course_id, enrolled_at)
SELECT 500 * (:school - 1) + n, 50 * (:school - 1) + 1 + (n + 10 * k) % 50, '2025-09-01Z'
FROM generate_series(1, 500) n, generate_series(0, 4) k;
