-- The changeset expects a sequence. Where another tool has made an identity column, it becomes one, and goes on where it stood.
-- The rollback makes the sequence end where an integer does: one that has come further, though no row has, goes back to that.
DO $$
DECLARE
    last bigint;
BEGIN
    LOCK TABLE students IN ACCESS EXCLUSIVE MODE;
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'students'::regclass AND attname = 'id' AND attidentity <> '') THEN
        SELECT greatest(max(id), pg_sequence_last_value(pg_get_serial_sequence('students', 'id')::regclass)) INTO last FROM students;
        ALTER TABLE students ALTER COLUMN id DROP IDENTITY;
        CREATE SEQUENCE students_id_seq AS integer OWNED BY students.id;
        ALTER TABLE students ALTER COLUMN id SET DEFAULT nextval('students_id_seq');
        PERFORM setval('students_id_seq', last) WHERE last IS NOT NULL;
    END IF;
    PERFORM setval('students_id_seq', 2147483647)
    FROM students_id_seq
    WHERE last_value > 2147483647 AND NOT EXISTS (SELECT FROM students WHERE id > 2147483647);
END $$
