-- The changeset expects a sequence. Where another tool has made an identity column, it becomes one, and goes on where it stood.
-- The rollback makes the sequence end where an integer does: one that has come further, though no row has, goes back to that.
DO $$
DECLARE
    last bigint;
BEGIN
    LOCK TABLE courses IN ACCESS EXCLUSIVE MODE;
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'courses'::regclass AND attname = 'id' AND attidentity <> '') THEN
        SELECT greatest(max(id), pg_sequence_last_value(pg_get_serial_sequence('courses', 'id')::regclass)) INTO last FROM courses;
        ALTER TABLE courses ALTER COLUMN id DROP IDENTITY;
        CREATE SEQUENCE courses_id_seq AS integer OWNED BY courses.id;
        ALTER TABLE courses ALTER COLUMN id SET DEFAULT nextval('courses_id_seq');
        PERFORM setval('courses_id_seq', last) WHERE last IS NOT NULL;
    END IF;
    PERFORM setval('courses_id_seq', 2147483647)
    FROM courses_id_seq
    WHERE last_value > 2147483647 AND NOT EXISTS (SELECT FROM courses WHERE id > 2147483647);
END $$
