-- A course of the demo data is not in the term of another presentation, nor left out of its own by what made that.
WITH presentation (code, begins_on) AS (
  VALUES ('2013B', '2013-02-01'), ('2013J', '2013-10-01'), ('2014B', '2014-02-01'), ('2014J', '2014-10-01')
)
SELECT c.id, c.code, held.code AS term, own.code AS presentation
FROM courses c
JOIN presentation ON c.code ~ ('^[A-Z]{3}-' || presentation.code || '$')
  AND c.name = format('Module %s, presentation %s', left(c.code, 3), presentation.code)
  AND c.description ~ ('^Starts on ' || presentation.begins_on || ' and lasts [0-9]{1,3} days$')
JOIN terms own ON own.code = presentation.code
LEFT JOIN terms held ON held.id = c.term_id
WHERE held.code <> own.code AND held.code IN (SELECT code FROM presentation)
  OR held.id IS NULL AND c.created_at < own.created_at AND c.updated_at <= own.created_at
    AND own.name = 'Presentation ' || own.code
