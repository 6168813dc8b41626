-- courses with a negative id, which gives no code, and with a name that gives none either
WITH named AS (
  SELECT id, name, btrim(regexp_replace(upper(name), '[^A-Z0-9]+', '-', 'g'), '-') AS made FROM courses
), counted AS (
  SELECT id, name, made, count(*) OVER (PARTITION BY made) AS alike FROM named
)
SELECT id, name FROM counted
WHERE id < 0 AND NOT (alike = 1 AND length(made) BETWEEN 1 AND 32 AND made !~ '^COURSE-[0-9]+$')
