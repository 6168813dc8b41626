-- Every student has a number that no other has.
SELECT id, number
FROM (SELECT id, number, count(*) OVER (PARTITION BY number) AS alike FROM students) numbered
WHERE number IS NULL OR alike > 1
