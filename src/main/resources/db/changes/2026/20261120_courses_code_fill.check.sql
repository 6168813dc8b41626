-- Every course has a code that is one, and that no other has.
SELECT id, name, code
FROM (SELECT id, name, code, count(*) OVER (PARTITION BY code) AS alike FROM courses) coded
WHERE code IS NULL OR code !~ '^[A-Z0-9]+(-[A-Z0-9]+)*$' OR alike > 1
