-- The schema of one school made that of many: each row has its school, and a session sees the rows of the school that it has named.
SET client_min_messages = warning;
SET school.id = 0;
DO $$
DECLARE
  changed text;
BEGIN
  FOR changed IN SELECT oid::regclass FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
    EXECUTE format('ALTER TABLE %s ADD COLUMN school_id integer NOT NULL DEFAULT current_setting(''school.id'')::integer', changed);
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', changed);
    EXECUTE format('CREATE POLICY of_school ON %s USING (school_id = current_setting(''school.id'')::integer)', changed);
  END LOOP;
  -- two schools may have the same number, code and address
  FOR changed IN
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I; %s', indrelid::regclass, conname,
      replace(pg_get_indexdef(indexrelid), 'btree (', 'btree (school_id, '))
    FROM pg_index JOIN pg_constraint ON conindid = indexrelid AND contype = 'u'
    WHERE indrelid IN ('students'::regclass, 'courses'::regclass)
  LOOP
    EXECUTE changed;
  END LOOP;
  FOR changed IN
    SELECT format('DROP INDEX %s; %s', indexrelid::regclass, replace(pg_get_indexdef(indexrelid), 'btree (', 'btree (school_id, '))
    FROM pg_index
    WHERE indisunique AND indrelid IN ('students'::regclass, 'courses'::regclass)
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
      AND pg_get_indexdef(indexrelid) NOT LIKE '%(school_id%'
  LOOP
    EXECUTE changed;
  END LOOP;
END $$;
CREATE INDEX ON students (school_id, id);
CREATE INDEX ON courses (school_id, id);
-- A policy does not hold for the owner of a table.
CREATE ROLE of_a_school LOGIN;
GRANT ALL ON ALL TABLES IN SCHEMA public TO of_a_school;
GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO of_a_school;
