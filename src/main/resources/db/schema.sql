-- The whole schema that the changelog yields, for readers. Nothing runs this file. It is generated:
--   ./mvnw -q test -Dtest=SchemaTest -Dschema.write
CREATE EXTENSION pg_trgm;

CREATE FUNCTION erase_student(student bigint)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
DECLARE
  path CONSTANT text := '/api/students/' || student;
  path_ended CONSTANT text := path || '"';
  path_below CONSTANT text := path || '/';
  member CONSTANT text := '"student_id":' || student;
  member_between CONSTANT text := member || ',';
  member_last CONSTANT text := member || '}';
  courses_to_leave bigint[];
  salt CONSTANT uuid := gen_random_uuid();
  nobody bigint;
  found_one boolean;
BEGIN
  IF current_setting('transaction_isolation') NOT LIKE 'read %' THEN
    RAISE EXCEPTION 'A student is erased in a transaction that is READ COMMITTED' USING ERRCODE = 'feature_not_supported';
  END IF;
  LOCK student_courses IN ROW EXCLUSIVE MODE;
  PERFORM FROM students WHERE id = student FOR NO KEY UPDATE;

  -- An answer that tells of others too stays, so that what it answers is not done again.
  DELETE FROM idempotency_keys
  WHERE strpos(headers, path_ended) > 0 OR strpos(headers, path_below) > 0
    OR client IN (SELECT id FROM clients WHERE student_id = student);
  UPDATE idempotency_keys SET body = regexp_replace(body, member || '(?=[,}])', '"student_id":null', 'g')
  WHERE strpos(body, member_between) > 0 OR strpos(body, member_last) > 0;

  courses_to_leave := ARRAY(
    SELECT course_id FROM student_courses WHERE student_id = student
    UNION SELECT course_id FROM waitlist_entries WHERE student_id = student);
  PERFORM FROM courses WHERE id = ANY(courses_to_leave) ORDER BY id FOR KEY SHARE;
  PERFORM lock_seats(courses_to_leave);
  DELETE FROM waitlist_entries WHERE student_id = student;
  DELETE FROM student_courses WHERE student_id = student;
  DELETE FROM students WHERE id = student;
  found_one := FOUND;
  nobody := nextval(pg_get_serial_sequence('students', 'id'));
  UPDATE enrollment_events
  SET student_id = nobody, stint = md5(salt::text || stint)::uuid, transaction_id = '2',
    actor = NULL, request_id = NULL, reason = NULL
  WHERE student_id = student AND kind <> 'erased';
  IF NOT (found_one OR FOUND) THEN
    RETURN false;
  END IF;
  INSERT INTO enrollment_events (kind, student_id) VALUES ('erased', student);
  RETURN true;
END $function$;
CREATE FUNCTION first_stint(student bigint, course bigint)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT md5(student || '/' || course)::uuid $function$;
CREATE FUNCTION give_seats(courses_with_seats bigint[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO student_courses (student_id, course_id)
  SELECT next.student_id, next.course_id
  FROM course_seats s
  CROSS JOIN LATERAL (
    SELECT w.id, w.student_id, w.course_id FROM waitlist_entries w
    WHERE w.course_id = s.course_id ORDER BY w.id LIMIT s.capacity - s.taken) next
  WHERE s.course_id = ANY(courses_with_seats)
  ORDER BY next.id;
END $function$;
CREATE FUNCTION join_waitlist()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM FROM courses WHERE id = NEW.course_id FOR KEY SHARE;
  PERFORM lock_seats(ARRAY[NEW.course_id]);
  IF NOT EXISTS (SELECT FROM course_seats WHERE course_id = NEW.course_id AND taken = capacity) THEN
    RAISE EXCEPTION 'Course % is not full: enroll instead', NEW.course_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'waitlist_entries_full', TABLE = 'waitlist_entries';
  END IF;
  IF EXISTS (SELECT FROM student_courses WHERE student_id = NEW.student_id AND course_id = NEW.course_id) THEN
    RAISE EXCEPTION 'Student % is enrolled in course % already', NEW.student_id, NEW.course_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'waitlist_entries_enrolled', TABLE = 'waitlist_entries';
  END IF;
  NEW.id := nextval(pg_get_serial_sequence('waitlist_entries', 'id'));
  NEW.joined_at := clock_timestamp();
  RETURN NEW;
END $function$;
CREATE FUNCTION keep_course_seats()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_setting('transaction_isolation') NOT LIKE 'read %' THEN
    RAISE EXCEPTION 'A capacity is set in a transaction that is READ COMMITTED' USING ERRCODE = 'feature_not_supported';
  END IF;
  IF OLD.capacity IS NULL THEN
    PERFORM FROM courses WHERE id = NEW.id FOR UPDATE;
  END IF;
  IF NEW.capacity IS NULL THEN
    UPDATE course_seats SET capacity = 2147483647 WHERE course_id = NEW.id;
    PERFORM give_seats(ARRAY[NEW.id]);
    DELETE FROM course_seats WHERE course_id = NEW.id;
  ELSE
    INSERT INTO course_seats (course_id, capacity, taken)
    VALUES (NEW.id, NEW.capacity, (SELECT count(*) FROM student_courses WHERE course_id = NEW.id AND NOT over_capacity))
    ON CONFLICT (course_id) DO UPDATE SET capacity = EXCLUDED.capacity;
    PERFORM give_seats(ARRAY[NEW.id]);
  END IF;
  RETURN NULL;
END $function$;
CREATE FUNCTION leave_waitlist()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM lock_seats(ARRAY[OLD.course_id]);
  RETURN OLD;
END $function$;
CREATE FUNCTION lock_seats(courses_to_lock bigint[])
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
DECLARE
  reads_anew CONSTANT boolean := current_setting('transaction_isolation') LIKE 'read %';
BEGIN
  IF NOT reads_anew THEN
    PERFORM FROM courses WHERE id = ANY(courses_to_lock) ORDER BY id FOR SHARE;
  END IF;
  PERFORM FROM course_seats WHERE course_id = ANY(courses_to_lock) ORDER BY course_id FOR UPDATE;
  IF FOUND AND NOT reads_anew THEN
    RAISE EXCEPTION 'Enrollments of courses that have a capacity are written in transactions that are READ COMMITTED'
      USING ERRCODE = 'feature_not_supported';
  END IF;
  RETURN FOUND;
END $function$;
CREATE FUNCTION log_setting()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF OLD.value IS DISTINCT FROM NEW.value THEN
    INSERT INTO setting_changes (name, old_value, new_value) VALUES (coalesce(NEW.name, OLD.name), OLD.value, NEW.value);
  END IF;
  RETURN NULL;
END $function$;
CREATE FUNCTION open_stint(student bigint, course bigint)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
AS $function$
BEGIN
  RETURN (
    SELECT begun.stint FROM enrollment_events begun
    WHERE begun.student_id = student AND begun.course_id = course AND begun.kind IN ('enrolled', 'promoted')
      AND NOT EXISTS (
        SELECT FROM enrollment_events ended
        WHERE ended.student_id = student AND ended.course_id = course AND ended.kind = 'withdrawn' AND ended.stint = begun.stint)
    ORDER BY begun.id DESC LIMIT 1);
END $function$;
CREATE FUNCTION record_completions()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO enrollment_events (kind, stint, student_id, course_id, happened_at, actor, request_id, reason)
  SELECT 'enrolled', first_stint(student_id, course_id), student_id, course_id, enrolled_at, NULL, NULL, NULL
  FROM before JOIN after USING (student_id, course_id, enrolled_at)
  WHERE (before.completed_on, before.result) IS DISTINCT FROM (after.completed_on, after.result)
    AND open_stint(student_id, course_id) IS NULL;
  INSERT INTO enrollment_events (kind, stint, student_id, course_id, completed_on, result)
  SELECT CASE WHEN after.completed_on IS NULL THEN 'reopened' ELSE 'completed' END,
    open_stint(student_id, course_id), student_id, course_id, after.completed_on, after.result
  FROM before JOIN after USING (student_id, course_id)
  WHERE (before.completed_on, before.result) IS DISTINCT FROM (after.completed_on, after.result);
  RETURN NULL;
END $function$;
CREATE FUNCTION record_enrollments()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  overridden CONSTANT jsonb := nullif(current_setting('student_management.overrides', true), '');
BEGIN
  IF overridden IS NULL AND current_setting('transaction_isolation') LIKE 'read %' THEN
    INSERT INTO enrollment_events (kind, stint, student_id, course_id, happened_at)
    SELECT 'enrolled', gen_random_uuid(), student_id, course_id, enrolled_at FROM added
    WHERE NOT EXISTS (SELECT FROM course_seats WHERE course_id = ANY (ARRAY(SELECT course_id FROM added)))
      AND NOT EXISTS (SELECT FROM added WHERE completed_on IS NOT NULL);
    IF FOUND THEN
      RETURN NULL;
    END IF;
  END IF;
  IF lock_seats(ARRAY(SELECT DISTINCT course_id FROM added)) THEN
    UPDATE course_seats s SET taken = s.taken + a.seats
    FROM (SELECT course_id, count(*) AS seats FROM added WHERE NOT over_capacity GROUP BY course_id) a
    WHERE s.course_id = a.course_id;
  END IF;
  INSERT INTO enrollment_events (kind, stint, student_id, course_id, happened_at, overrides, reason)
  SELECT CASE WHEN p.promoted THEN 'promoted' ELSE 'enrolled' END, gen_random_uuid(), a.student_id, a.course_id, a.enrolled_at,
    nullif(ARRAY(SELECT jsonb_array_elements_text(overridden -> a.course_id::text)), '{}'),
    CASE WHEN NOT p.promoted THEN nullif(current_setting('student_management.reason', true), '') END
  FROM added a
  LEFT JOIN waitlist_entries w ON w.student_id = a.student_id AND w.course_id = a.course_id
  CROSS JOIN LATERAL (SELECT w.id IS NOT NULL AND NOT a.over_capacity AS promoted) p
  ORDER BY w.id;
  DELETE FROM waitlist_entries w USING added a WHERE w.student_id = a.student_id AND w.course_id = a.course_id;
  INSERT INTO enrollment_events (kind, stint, student_id, course_id, completed_on, result)
  SELECT 'completed', open_stint(student_id, course_id), student_id, course_id, completed_on, result
  FROM added WHERE completed_on IS NOT NULL;
  RETURN NULL;
END $function$;
CREATE FUNCTION record_waitlist()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO enrollment_events (kind, student_id, course_id) VALUES ('waitlisted', NEW.student_id, NEW.course_id);
  ELSIF NOT EXISTS (SELECT FROM student_courses WHERE student_id = OLD.student_id AND course_id = OLD.course_id) THEN
    INSERT INTO enrollment_events (kind, student_id, course_id) VALUES ('left_waitlist', OLD.student_id, OLD.course_id);
  END IF;
  RETURN NULL;
END $function$;
CREATE FUNCTION record_withdrawals()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  limited boolean;
BEGIN
  PERFORM FROM courses WHERE id IN (SELECT course_id FROM removed) ORDER BY id FOR KEY SHARE;
  IF current_setting('transaction_isolation') LIKE 'read %' THEN
    PERFORM FROM course_seats WHERE course_id IN (SELECT course_id FROM removed) ORDER BY course_id FOR UPDATE;
    limited := FOUND;
  ELSE
    limited := lock_seats(ARRAY(SELECT DISTINCT course_id FROM removed));
  END IF;
  WITH ended AS MATERIALIZED (
    SELECT r.student_id, r.course_id, r.enrolled_at, (
      SELECT begun.stint FROM enrollment_events begun
      WHERE begun.student_id = r.student_id AND begun.course_id = r.course_id AND begun.kind IN ('enrolled', 'promoted')
        AND NOT EXISTS (
          SELECT FROM enrollment_events e
          WHERE e.student_id = r.student_id AND e.course_id = r.course_id AND e.kind = 'withdrawn' AND e.stint = begun.stint)
      ORDER BY begun.id DESC LIMIT 1) AS stint
    FROM removed r
  ), begun AS (
    INSERT INTO enrollment_events (kind, stint, student_id, course_id, happened_at, actor, request_id, reason)
    SELECT 'enrolled', first_stint(student_id, course_id), student_id, course_id, enrolled_at, NULL, NULL, NULL
    FROM ended WHERE stint IS NULL
    RETURNING id
  )
  INSERT INTO enrollment_events (kind, stint, student_id, course_id)
  SELECT 'withdrawn', coalesce(stint, first_stint(student_id, course_id)), student_id, course_id
  FROM (SELECT count(*) FROM begun) before, ended;
  IF limited THEN
    UPDATE course_seats s SET taken = s.taken - r.seats
    FROM (SELECT course_id, count(*) AS seats FROM removed WHERE NOT over_capacity GROUP BY course_id) r
    WHERE s.course_id = r.course_id;
    PERFORM give_seats(ARRAY(SELECT DISTINCT course_id FROM removed));
  END IF;
  RETURN NULL;
END $function$;
CREATE FUNCTION refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION '% of % is refused: %', TG_OP, TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'object_not_in_prerequisite_state';
END $function$;
CREATE FUNCTION refuse_cycle()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_setting('transaction_isolation') NOT LIKE 'read %' THEN
    RAISE EXCEPTION 'Prerequisites are written in a transaction that is READ COMMITTED' USING ERRCODE = 'feature_not_supported';
  END IF;
  PERFORM pg_advisory_xact_lock('course_prerequisites'::regclass::oid::bigint);
  IF EXISTS (
    WITH RECURSIVE needed AS (
      SELECT NEW.prerequisite_id AS id
      UNION
      SELECT p.prerequisite_id FROM needed JOIN course_prerequisites p ON p.course_id = needed.id)
    SELECT FROM needed WHERE id = NEW.course_id) THEN
    RAISE EXCEPTION 'Course % is a prerequisite of course % already, by itself or by others', NEW.course_id, NEW.prerequisite_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'course_prerequisites_cycle', TABLE = 'course_prerequisites';
  END IF;
  RETURN NULL;
END $function$;
CREATE FUNCTION refuse_known_student()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT FROM students WHERE id IN (OLD.student_id, NEW.student_id)) THEN
    RAISE EXCEPTION '% of % is refused: there is a student % or %', TG_OP, TG_TABLE_NAME, OLD.student_id, NEW.student_id
      USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'SELECT erase_student(id) does all that is to be done.';
  END IF;
  RETURN NEW;
END $function$;
CREATE FUNCTION touch_row()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.version := OLD.version + 1;
  NEW.updated_at := now();
  RETURN NEW;
END $function$;
COMMENT ON FUNCTION erase_student(student bigint) IS 'Ends all that a student takes and waits for, deletes the student and makes the history anonymous; false where nothing is known of the number';
COMMENT ON FUNCTION first_stint(student bigint, course bigint) IS 'Identity of an enrollment from before the history, of which a student has one a course';
COMMENT ON FUNCTION give_seats(courses_with_seats bigint[]) IS 'Enrolls those who wait for the courses, in their order, as far as there are seats';
COMMENT ON FUNCTION join_waitlist() IS 'Gives the place in line while the seats are locked';
COMMENT ON FUNCTION keep_course_seats() IS 'Counts the seats that are taken, and gives new ones to those who wait';
COMMENT ON FUNCTION leave_waitlist() IS 'Who leaves and who gets a seat at once have one order';
COMMENT ON FUNCTION lock_seats(courses_to_lock bigint[]) IS 'Locks the seats of those courses that have a capacity, in one order, and tells whether there is one';
COMMENT ON FUNCTION log_setting() IS 'Writes what has become of a setting into its history';
COMMENT ON FUNCTION open_stint(student bigint, course bigint) IS 'Identity of the present enrollment; NULL where its beginning is not in the history';
COMMENT ON FUNCTION record_completions() IS 'Writes the history, with the beginning of an enrollment from before it';
COMMENT ON FUNCTION record_enrollments() IS 'Takes seats, ends waiting, and writes the history';
COMMENT ON FUNCTION record_waitlist() IS 'Writes the history; who got a seat has not left';
COMMENT ON FUNCTION record_withdrawals() IS 'Writes the history, with the beginning of an enrollment from before it, frees seats and gives them';
COMMENT ON FUNCTION refuse_change() IS 'Refuses a statement, with the reason that the trigger gives';
COMMENT ON FUNCTION refuse_cycle() IS 'Refuses a prerequisite that asks for the course itself, by whatever way';
COMMENT ON FUNCTION refuse_known_student() IS 'Refuses to take the history from a student, or to give it to one';

CREATE TABLE class_members (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    class_id bigint NOT NULL,
    student_id bigint NOT NULL,
    roll_number integer,
    joined_on date DEFAULT CURRENT_DATE NOT NULL,
    left_on date,
    CONSTRAINT class_members_check CHECK (left_on >= joined_on),
    CONSTRAINT class_members_class_id_roll_number_excl EXCLUDE USING btree (class_id WITH =, roll_number WITH =) WHERE (left_on IS NULL) DEFERRABLE,
    CONSTRAINT class_members_int8range_daterange_excl EXCLUDE USING gist (int8range(student_id, student_id, '[]'::text) WITH &&, daterange(joined_on, left_on) WITH &&) DEFERRABLE,
    CONSTRAINT class_members_pkey PRIMARY KEY (id),
    CONSTRAINT class_members_roll_number_check CHECK (roll_number > 0)
);
CREATE INDEX class_members_class_id_idx ON class_members USING btree (class_id);
CREATE INDEX class_members_student_id_idx ON class_members USING btree (student_id);
COMMENT ON TABLE class_members IS 'Who is or was in which class; nobody is in two on a day';
COMMENT ON COLUMN class_members.id IS 'Made by the database, never reused';
COMMENT ON COLUMN class_members.class_id IS 'In which class';
COMMENT ON COLUMN class_members.student_id IS 'Who';
COMMENT ON COLUMN class_members.roll_number IS 'Place in the register, of one present member alone; NULL where none was given';
COMMENT ON COLUMN class_members.joined_on IS 'The first day';
COMMENT ON COLUMN class_members.left_on IS 'The first day on which the student was in the class no longer; NULL while a member';

CREATE TABLE classes (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    code character varying(32) NOT NULL,
    name character varying(100) NOT NULL,
    term_id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    CONSTRAINT classes_code_check CHECK (code::text ~ '^[A-Z0-9]+(-[A-Z0-9]+)*$'::text),
    CONSTRAINT classes_code_key UNIQUE (code),
    CONSTRAINT classes_name_check CHECK (name::text ~ '\S'::text),
    CONSTRAINT classes_pkey PRIMARY KEY (id),
    CONSTRAINT classes_term_id_name_key UNIQUE (term_id, name)
);
CREATE TRIGGER classes_touch BEFORE UPDATE ON classes FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION touch_row();
COMMENT ON TABLE classes IS 'Groups of students that are taught together in a term';
COMMENT ON COLUMN classes.id IS 'Made by the database, never reused';
COMMENT ON COLUMN classes.code IS 'Capitals, digits and single hyphens, by which files know the class';
COMMENT ON COLUMN classes.name IS 'What it is called in its term, where no other is called so';
COMMENT ON COLUMN classes.term_id IS 'In which it is taught: a school year, or a term of one';
COMMENT ON COLUMN classes.created_at IS 'When the row was made';
COMMENT ON COLUMN classes.updated_at IS 'When the row last changed, kept by touch_row';
COMMENT ON COLUMN classes.version IS 'Count of changes, the ETag of the row, kept by touch_row';

CREATE TABLE clients (
    id character varying(64) NOT NULL,
    description character varying(200) DEFAULT ''::character varying NOT NULL,
    roles text[] NOT NULL,
    student_id bigint,
    secret_salt bytea NOT NULL,
    secret_hash bytea NOT NULL,
    previous_secret_hash bytea,
    previous_secret_until timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT clients_check CHECK ((student_id IS NULL) = (cardinality(roles) > 0) AND (previous_secret_hash IS NULL) = (previous_secret_until IS NULL)),
    CONSTRAINT clients_id_check CHECK (id::text ~ '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$'::text),
    CONSTRAINT clients_pkey PRIMARY KEY (id),
    CONSTRAINT clients_roles_check CHECK (roles::text ~ '^\{([a-z]+(,[a-z]+)*)?\}$'::text)
);
CREATE INDEX clients_student_id_idx ON clients USING btree (student_id);
COMMENT ON TABLE clients IS 'Machines and front ends that may ask for tokens';
COMMENT ON COLUMN clients.id IS 'Name that the operator gave: small letters, digits and hyphens';
COMMENT ON COLUMN clients.description IS 'What it is and who answers for it';
COMMENT ON COLUMN clients.roles IS 'What its tokens may do; empty for one that is bound to a student';
COMMENT ON COLUMN clients.student_id IS 'Student whose record its tokens reach, and nothing else; it goes with the student';
COMMENT ON COLUMN clients.secret_salt IS 'Of all its hashes: its secrets are random';
COMMENT ON COLUMN clients.secret_hash IS 'HMAC-SHA-256 of the secret, keyed by the salt; of 64 bytes, PBKDF2 with HMAC-SHA-512 from before';
COMMENT ON COLUMN clients.previous_secret_hash IS 'The same of the secret before the last rotation';
COMMENT ON COLUMN clients.previous_secret_until IS 'When that one ends';
COMMENT ON COLUMN clients.created_at IS 'When it was made';
COMMENT ON COLUMN clients.revoked_at IS 'When it was shut out; NULL while it may ask for tokens';

CREATE TABLE course_prerequisites (
    course_id bigint NOT NULL,
    prerequisite_id bigint NOT NULL,
    CONSTRAINT course_prerequisites_pkey PRIMARY KEY (course_id, prerequisite_id)
);
CREATE INDEX course_prerequisites_prerequisite_id_idx ON course_prerequisites USING btree (prerequisite_id);
CREATE TRIGGER course_prerequisites_cycle AFTER INSERT OR UPDATE ON course_prerequisites FOR EACH ROW EXECUTE FUNCTION refuse_cycle();
COMMENT ON TABLE course_prerequisites IS 'Which course asks for which other';
COMMENT ON COLUMN course_prerequisites.course_id IS 'Course that asks';
COMMENT ON COLUMN course_prerequisites.prerequisite_id IS 'Course that is to be completed before, with distinction or pass';

CREATE TABLE course_seats (
    course_id bigint NOT NULL,
    capacity integer NOT NULL,
    taken integer NOT NULL,
    CONSTRAINT course_seats_check CHECK (taken >= 0 AND taken <= capacity),
    CONSTRAINT course_seats_pkey PRIMARY KEY (course_id)
);
ALTER TABLE course_seats SET (fillfactor = '50');
COMMENT ON TABLE course_seats IS 'Seats of the courses that have a capacity, kept by triggers';
COMMENT ON COLUMN course_seats.course_id IS 'Course with a capacity';
COMMENT ON COLUMN course_seats.capacity IS 'The same as of the course';
COMMENT ON COLUMN course_seats.taken IS 'How many enrollments take one of them';

CREATE TABLE course_teachers (
    course_id bigint NOT NULL,
    teacher_id bigint NOT NULL,
    CONSTRAINT course_teachers_pkey PRIMARY KEY (course_id, teacher_id)
);
CREATE INDEX course_teachers_teacher_id_idx ON course_teachers USING btree (teacher_id);
COMMENT ON TABLE course_teachers IS 'Who teaches which course';
COMMENT ON COLUMN course_teachers.course_id IS 'Course; it is gone with the course';
COMMENT ON COLUMN course_teachers.teacher_id IS 'Who teaches it';

CREATE TABLE courses (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    name character varying(100) NOT NULL,
    description text,
    code character varying(32) NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    term_id bigint,
    capacity integer,
    enrollment_opens_at timestamp with time zone,
    enrollment_closes_at timestamp with time zone,
    CONSTRAINT courses_capacity_check CHECK (capacity >= 0),
    CONSTRAINT courses_check CHECK (enrollment_closes_at > enrollment_opens_at),
    CONSTRAINT courses_code_check CHECK (code IS NOT NULL AND code::text ~ '^[A-Z0-9]+(-[A-Z0-9]+)*$'::text),
    CONSTRAINT courses_code_key UNIQUE (code),
    CONSTRAINT courses_name_check CHECK (name::text ~ '\S'::text),
    CONSTRAINT courses_pkey PRIMARY KEY (id)
);
CREATE INDEX courses_created_at_id_idx ON courses USING btree (created_at, id);
CREATE INDEX courses_expr_idx ON courses USING gin (((name::text || chr(10)) || code::text) gin_trgm_ops);
CREATE INDEX courses_name_id_idx ON courses USING btree (name, id);
CREATE INDEX courses_term_id_idx ON courses USING btree (term_id);
CREATE INDEX courses_updated_at_id_idx ON courses USING btree (updated_at, id);
CREATE TRIGGER courses_seats_insert AFTER INSERT ON courses FOR EACH ROW WHEN (new.capacity IS NOT NULL) EXECUTE FUNCTION keep_course_seats();
CREATE TRIGGER courses_seats_update AFTER UPDATE OF capacity ON courses FOR EACH ROW WHEN (old.capacity IS DISTINCT FROM new.capacity) EXECUTE FUNCTION keep_course_seats();
CREATE TRIGGER courses_touch BEFORE UPDATE ON courses FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION touch_row();
COMMENT ON TABLE courses IS 'What students enroll in';
COMMENT ON COLUMN courses.id IS 'Made by the database, never reused';
COMMENT ON COLUMN courses.name IS 'Title';
COMMENT ON COLUMN courses.description IS 'What it is about, free text';
COMMENT ON COLUMN courses.code IS 'Capitals, digits and single hyphens, by which timetables know the course';
COMMENT ON COLUMN courses.created_at IS 'When the row was made; for rows older than this column, when the column was';
COMMENT ON COLUMN courses.updated_at IS 'When the row last changed, kept by touch_row';
COMMENT ON COLUMN courses.version IS 'Count of changes, the ETag of the row, kept by touch_row';
COMMENT ON COLUMN courses.term_id IS 'When it is held; NULL where nobody has said';
COMMENT ON COLUMN courses.capacity IS 'Seats; NULL where there is no limit';
COMMENT ON COLUMN courses.enrollment_opens_at IS 'From when students may enroll; NULL where always';
COMMENT ON COLUMN courses.enrollment_closes_at IS 'Until when students may enroll; NULL where for ever';

CREATE TABLE enrollment_events (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    transaction_id xid8 DEFAULT pg_current_xact_id() NOT NULL,
    kind text NOT NULL,
    stint uuid,
    student_id bigint NOT NULL,
    course_id bigint,
    happened_at timestamp with time zone DEFAULT now(),
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    completed_on date,
    result text,
    overrides text[],
    actor text DEFAULT COALESCE(NULLIF(current_setting('student_management.actor'::text, true), ''::text), SESSION_USER::text),
    request_id text DEFAULT NULLIF(current_setting('student_management.request_id'::text, true), ''::text),
    reason text DEFAULT NULLIF(current_setting('student_management.reason'::text, true), ''::text),
    CONSTRAINT enrollment_events_check CHECK ((stint IS NULL) = (kind = ANY (ARRAY['waitlisted'::text, 'left_waitlist'::text, 'erased'::text])) AND (course_id IS NULL) = (kind = 'erased'::text)),
    CONSTRAINT enrollment_events_kind_check CHECK (kind = ANY (ARRAY['enrolled'::text, 'promoted'::text, 'completed'::text, 'reopened'::text, 'withdrawn'::text, 'waitlisted'::text, 'left_waitlist'::text, 'erased'::text])),
    CONSTRAINT enrollment_events_pkey PRIMARY KEY (id)
);
CREATE INDEX enrollment_events_student_id_course_id_id_idx ON enrollment_events USING btree (student_id, course_id, id);
CREATE INDEX enrollment_events_transaction_id_idx ON enrollment_events USING btree (transaction_id);
CREATE TRIGGER enrollment_events_change BEFORE UPDATE ON enrollment_events FOR EACH ROW WHEN (new.reason IS NOT NULL OR old.id IS DISTINCT FROM new.id OR old.kind IS DISTINCT FROM new.kind OR old.course_id IS DISTINCT FROM new.course_id OR old.happened_at IS DISTINCT FROM new.happened_at OR old.recorded_at IS DISTINCT FROM new.recorded_at OR old.completed_on IS DISTINCT FROM new.completed_on OR old.result IS DISTINCT FROM new.result OR old.overrides IS DISTINCT FROM new.overrides OR
        CASE
            WHEN old.student_id = new.student_id THEN old.transaction_id IS DISTINCT FROM new.transaction_id OR old.stint IS DISTINCT FROM new.stint OR old.actor IS DISTINCT FROM new.actor OR old.request_id IS DISTINCT FROM new.request_id
            ELSE old.kind = 'erased'::text OR new.transaction_id <> '2'::xid8 OR old.stint = new.stint OR new.actor IS NOT NULL OR new.request_id IS NOT NULL
        END) EXECUTE FUNCTION refuse_change('rows are only added, a reason can be set to NULL, and erase_student makes the history of a student anonymous');
CREATE TRIGGER enrollment_events_keep BEFORE DELETE OR TRUNCATE ON enrollment_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('rows are only added');
CREATE TRIGGER enrollment_events_student BEFORE UPDATE ON enrollment_events FOR EACH ROW WHEN (old.student_id <> new.student_id) EXECUTE FUNCTION refuse_known_student();
COMMENT ON TABLE enrollment_events IS 'History of enrollments, to which rows are only added';
COMMENT ON COLUMN enrollment_events.id IS 'Of two events about one student or course, the later has the higher';
COMMENT ON COLUMN enrollment_events.transaction_id IS 'Transaction that wrote it, by which readers tell what they have not seen';
COMMENT ON COLUMN enrollment_events.kind IS 'enrolled, promoted from the waiting list, completed, reopened when a completion is taken back, withdrawn, waitlisted, left_waitlist, or erased, of a student about whom nothing is known any more';
COMMENT ON COLUMN enrollment_events.stint IS 'Identity of one enrollment from its beginning to its end; a student who returns has another';
COMMENT ON COLUMN enrollment_events.student_id IS 'Whose it is; the student may be gone, and of one who was erased it is a number that nobody has or had';
COMMENT ON COLUMN enrollment_events.course_id IS 'In what; the course may be gone; NULL of who was erased';
COMMENT ON COLUMN enrollment_events.happened_at IS 'When it took effect; NULL where it happened before times were recorded';
COMMENT ON COLUMN enrollment_events.recorded_at IS 'When it was written down';
COMMENT ON COLUMN enrollment_events.completed_on IS 'Day of a completion';
COMMENT ON COLUMN enrollment_events.result IS 'Result of a completion';
COMMENT ON COLUMN enrollment_events.overrides IS 'Rules that a registrar has set aside: seats, window, prerequisites';
COMMENT ON COLUMN enrollment_events.actor IS 'Who did it: the subject of a token, or a user of the database; NULL where that was not recorded';
COMMENT ON COLUMN enrollment_events.request_id IS 'X-Request-ID of the request, by which the logs know it';
COMMENT ON COLUMN enrollment_events.reason IS 'Why, in the words of who did it';

CREATE TABLE idempotency_keys (
    client text NOT NULL,
    key character varying(255) NOT NULL,
    request_hash bytea NOT NULL,
    status integer NOT NULL,
    headers text NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT idempotency_keys_key_check CHECK (key::text ~ '^[ -~]+$'::text),
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (client, key),
    CONSTRAINT idempotency_keys_request_hash_check CHECK (length(request_hash) = 32),
    CONSTRAINT idempotency_keys_status_check CHECK (status >= 200 AND status <= 299)
);
CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys USING btree (created_at);
COMMENT ON TABLE idempotency_keys IS 'Requests that were carried out, with their answers, to be given again; no records, and gone after a day';
COMMENT ON COLUMN idempotency_keys.client IS 'Subject of the token with which it was sent';
COMMENT ON COLUMN idempotency_keys.key IS 'Idempotency-Key that the client chose for it';
COMMENT ON COLUMN idempotency_keys.request_hash IS 'SHA-256 of its path and its body';
COMMENT ON COLUMN idempotency_keys.status IS 'Status of the answer: what was refused is not kept';
COMMENT ON COLUMN idempotency_keys.headers IS 'Headers of the answer that are its own, a JSON object of arrays';
COMMENT ON COLUMN idempotency_keys.body IS 'Body of the answer; empty where it has none';
COMMENT ON COLUMN idempotency_keys.created_at IS 'When it was carried out';

CREATE TABLE import_parts (
    import_id uuid NOT NULL,
    sheet text NOT NULL,
    part integer NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT import_parts_pkey PRIMARY KEY (import_id, sheet, part)
);
COMMENT ON TABLE import_parts IS 'The files of imports over HTTP, as they were sent; gone when the import has ended';
COMMENT ON COLUMN import_parts.import_id IS 'Import, with which they go';
COMMENT ON COLUMN import_parts.sheet IS 'What the file has: students, enrollments';
COMMENT ON COLUMN import_parts.part IS 'Which of its parts, from 0 on without a gap';
COMMENT ON COLUMN import_parts.content IS 'Bytes of the file, compressed where it was';

CREATE TABLE imports (
    id uuid NOT NULL,
    state text NOT NULL,
    actor text NOT NULL,
    request_id text,
    skip_invalid boolean NOT NULL,
    withdraw_missing boolean NOT NULL,
    withdrawals bigint DEFAULT 0 NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    task text,
    done bigint DEFAULT 0 NOT NULL,
    total bigint DEFAULT 0 NOT NULL,
    report text,
    detail text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT imports_pkey PRIMARY KEY (id),
    CONSTRAINT imports_state_check CHECK (state = ANY (ARRAY['uploading'::text, 'waiting'::text, 'previewing'::text, 'previewed'::text, 'confirmed'::text, 'importing'::text, 'imported'::text, 'failed'::text]))
);
COMMENT ON TABLE imports IS 'Imports over HTTP, from the upload to what became of it; gone after a day';
COMMENT ON COLUMN imports.id IS 'Drawn at random';
COMMENT ON COLUMN imports.state IS 'How far it has come; whoever has the advisory lock works on one that waits, or that another has left';
COMMENT ON COLUMN imports.actor IS 'Subject of the token that uploaded or, later, confirmed it';
COMMENT ON COLUMN imports.request_id IS 'X-Request-ID of that request';
COMMENT ON COLUMN imports.skip_invalid IS 'Whether the other rows are stored where some are refused';
COMMENT ON COLUMN imports.withdraw_missing IS 'Whether enrollments that the file has not are withdrawn';
COMMENT ON COLUMN imports.withdrawals IS 'How many of those were confirmed';
COMMENT ON COLUMN imports.attempts IS 'How often the present step was begun: one that does not come to its end is not begun for ever';
COMMENT ON COLUMN imports.task IS 'What is being done: reading, checking, storing';
COMMENT ON COLUMN imports.done IS 'How much of that: bytes of the files, or statements';
COMMENT ON COLUMN imports.total IS 'Of how much';
COMMENT ON COLUMN imports.report IS 'What would be done or, once imported, was: a JSON object';
COMMENT ON COLUMN imports.detail IS 'Why it has failed, or has to be confirmed again';
COMMENT ON COLUMN imports.created_at IS 'When the upload began';
COMMENT ON COLUMN imports.changed_at IS 'When its state last changed';

CREATE TABLE setting_changes (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    name text NOT NULL,
    old_value jsonb,
    new_value jsonb,
    actor text DEFAULT COALESCE(NULLIF(current_setting('student_management.actor'::text, true), ''::text), SESSION_USER::text) NOT NULL,
    request_id text DEFAULT NULLIF(current_setting('student_management.request_id'::text, true), ''::text),
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT setting_changes_check CHECK (old_value IS DISTINCT FROM new_value),
    CONSTRAINT setting_changes_pkey PRIMARY KEY (id)
);
CREATE INDEX setting_changes_name_id_idx ON setting_changes USING btree (name, id);
CREATE TRIGGER setting_changes_keep BEFORE DELETE OR UPDATE OR TRUNCATE ON setting_changes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('rows are only added');
COMMENT ON TABLE setting_changes IS 'History of settings, to which rows are only added';
COMMENT ON COLUMN setting_changes.id IS 'Of two changes of one setting, the later has the higher';
COMMENT ON COLUMN setting_changes.name IS 'Which setting';
COMMENT ON COLUMN setting_changes.old_value IS 'What it was before; NULL is the default';
COMMENT ON COLUMN setting_changes.new_value IS 'What it became; NULL is the default';
COMMENT ON COLUMN setting_changes.actor IS 'Who did it: the subject of a token, or a user of the database';
COMMENT ON COLUMN setting_changes.request_id IS 'X-Request-ID of the request, by which the logs know it';
COMMENT ON COLUMN setting_changes.changed_at IS 'When';

CREATE TABLE settings (
    name text NOT NULL,
    value jsonb NOT NULL,
    CONSTRAINT settings_pkey PRIMARY KEY (name),
    CONSTRAINT settings_value_check CHECK (jsonb_typeof(value) <> 'null'::text)
);
CREATE TRIGGER settings_keep BEFORE TRUNCATE ON settings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('delete the rows, so that the history has it');
CREATE TRIGGER settings_log AFTER INSERT OR DELETE OR UPDATE ON settings FOR EACH ROW EXECUTE FUNCTION log_setting();
CREATE TRIGGER settings_name BEFORE UPDATE ON settings FOR EACH ROW WHEN (old.name <> new.name) EXECUTE FUNCTION refuse_change('delete the row, and insert another');
COMMENT ON TABLE settings IS 'Settings that are not what they are by default; which there are, and what they may be, the service knows';
COMMENT ON COLUMN settings.name IS 'By which the service knows it';
COMMENT ON COLUMN settings.value IS 'What it is instead of the default';

CREATE TABLE student_courses (
    student_id bigint NOT NULL,
    course_id bigint NOT NULL,
    enrolled_at timestamp with time zone DEFAULT now(),
    over_capacity boolean DEFAULT false NOT NULL,
    completed_on date,
    result text,
    CONSTRAINT student_courses_check CHECK ((completed_on IS NULL) = (result IS NULL)),
    CONSTRAINT student_courses_pkey PRIMARY KEY (student_id, course_id),
    CONSTRAINT student_courses_result_check CHECK (result = ANY (ARRAY['distinction'::text, 'pass'::text, 'fail'::text]))
);
CREATE INDEX student_courses_course_id_student_id_idx ON student_courses USING btree (course_id, student_id);
CREATE TRIGGER student_courses_added AFTER INSERT ON student_courses REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION record_enrollments();
CREATE TRIGGER student_courses_changed AFTER UPDATE ON student_courses REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION record_completions();
CREATE TRIGGER student_courses_keep BEFORE TRUNCATE ON student_courses FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('delete the rows, so that seats and history know of it');
CREATE TRIGGER student_courses_pair BEFORE UPDATE ON student_courses FOR EACH ROW WHEN (old.student_id IS DISTINCT FROM new.student_id OR old.course_id IS DISTINCT FROM new.course_id OR old.over_capacity IS DISTINCT FROM new.over_capacity) EXECUTE FUNCTION refuse_change('delete the row and insert another');
CREATE TRIGGER student_courses_removed AFTER DELETE ON student_courses REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION record_withdrawals();
COMMENT ON TABLE student_courses IS 'Enrollments: which student takes which course';
COMMENT ON COLUMN student_courses.student_id IS 'Who is enrolled';
COMMENT ON COLUMN student_courses.course_id IS 'In what';
COMMENT ON COLUMN student_courses.enrolled_at IS 'When; NULL where it happened before this was recorded';
COMMENT ON COLUMN student_courses.over_capacity IS 'Whether a registrar allowed it though the course was full: it takes none of the seats';
COMMENT ON COLUMN student_courses.completed_on IS 'Day on which the student completed the course; NULL while that is to come';
COMMENT ON COLUMN student_courses.result IS 'With what result: distinction, pass or fail';

CREATE TABLE students (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    name character varying(100) NOT NULL,
    email character varying(120) NOT NULL,
    number character varying(32) NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    CONSTRAINT students_name_check CHECK (name::text ~ '\S'::text),
    CONSTRAINT students_number_check CHECK (number IS NOT NULL AND number::text ~ '^[A-Za-z0-9][A-Za-z0-9._/-]*$'::text),
    CONSTRAINT students_number_key UNIQUE (number),
    CONSTRAINT students_pkey PRIMARY KEY (id)
);
CREATE INDEX students_created_at_id_idx ON students USING btree (created_at, id);
CREATE INDEX students_expr_idx ON students USING gin (((((name::text || chr(10)) || number::text) || chr(10)) || email::text) gin_trgm_ops);
CREATE UNIQUE INDEX students_lower_idx ON students USING btree (lower(email::text));
CREATE INDEX students_name_id_idx ON students USING btree (name, id);
CREATE INDEX students_updated_at_id_idx ON students USING btree (updated_at, id);
CREATE TRIGGER students_touch BEFORE UPDATE ON students FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION touch_row();
COMMENT ON TABLE students IS 'People who may enroll';
COMMENT ON COLUMN students.id IS 'Made by the database, never reused';
COMMENT ON COLUMN students.name IS 'Full name';
COMMENT ON COLUMN students.email IS 'E-mail address, unique without regard to case';
COMMENT ON COLUMN students.number IS 'Registration number, by which the school knows the student';
COMMENT ON COLUMN students.created_at IS 'When the row was made; for rows older than this column, when the column was';
COMMENT ON COLUMN students.updated_at IS 'When the row last changed, kept by touch_row';
COMMENT ON COLUMN students.version IS 'Count of changes, the ETag of the row, kept by touch_row';

CREATE TABLE teachers (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    number character varying(32) NOT NULL,
    name character varying(100) NOT NULL,
    email character varying(120),
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    CONSTRAINT teachers_name_check CHECK (name::text ~ '\S'::text),
    CONSTRAINT teachers_number_check CHECK (number::text ~ '^[A-Za-z0-9][A-Za-z0-9._/-]*$'::text),
    CONSTRAINT teachers_number_key UNIQUE (number),
    CONSTRAINT teachers_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX teachers_lower_idx ON teachers USING btree (lower(email::text));
CREATE TRIGGER teachers_touch BEFORE UPDATE ON teachers FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION touch_row();
COMMENT ON TABLE teachers IS 'People who teach';
COMMENT ON COLUMN teachers.id IS 'Made by the database, never reused';
COMMENT ON COLUMN teachers.number IS 'Staff number, by which the school knows the teacher';
COMMENT ON COLUMN teachers.name IS 'Full name';
COMMENT ON COLUMN teachers.email IS 'E-mail address, unique without regard to case; NULL where none is known';
COMMENT ON COLUMN teachers.created_at IS 'When the row was made';
COMMENT ON COLUMN teachers.updated_at IS 'When the row last changed, kept by touch_row';
COMMENT ON COLUMN teachers.version IS 'Count of changes, the ETag of the row, kept by touch_row';

CREATE TABLE terms (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    code character varying(32) NOT NULL,
    name character varying(100) NOT NULL,
    kind text NOT NULL,
    begins_on date NOT NULL,
    ends_on date NOT NULL,
    parent_id bigint,
    parent_kind text GENERATED ALWAYS AS (
CASE kind
    WHEN 'term'::text THEN 'school_year'::text
    WHEN 'grading_period'::text THEN 'term'::text
    ELSE 'none'::text
END) STORED NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    CONSTRAINT terms_check CHECK (ends_on >= begins_on),
    CONSTRAINT terms_code_check CHECK (code::text ~ '^[A-Z0-9]+(-[A-Z0-9]+)*$'::text),
    CONSTRAINT terms_code_key UNIQUE (code),
    CONSTRAINT terms_id_kind_key UNIQUE (id, kind),
    CONSTRAINT terms_kind_check CHECK (kind = ANY (ARRAY['school_year'::text, 'term'::text, 'grading_period'::text])),
    CONSTRAINT terms_name_check CHECK (name::text ~ '\S'::text),
    CONSTRAINT terms_pkey PRIMARY KEY (id)
);
CREATE INDEX terms_parent_id_parent_kind_idx ON terms USING btree (parent_id, parent_kind);
CREATE TRIGGER terms_touch BEFORE UPDATE ON terms FOR EACH ROW WHEN (old.id IS DISTINCT FROM new.id OR old.code::text IS DISTINCT FROM new.code::text OR old.name::text IS DISTINCT FROM new.name::text OR old.kind IS DISTINCT FROM new.kind OR old.begins_on IS DISTINCT FROM new.begins_on OR old.ends_on IS DISTINCT FROM new.ends_on OR old.parent_id IS DISTINCT FROM new.parent_id OR old.created_at IS DISTINCT FROM new.created_at OR old.updated_at IS DISTINCT FROM new.updated_at OR old.version IS DISTINCT FROM new.version) EXECUTE FUNCTION touch_row();
COMMENT ON TABLE terms IS 'When courses are held: school years, their terms, the grading periods of those';
COMMENT ON COLUMN terms.id IS 'Made by the database, never reused';
COMMENT ON COLUMN terms.code IS 'Capitals, digits and single hyphens, by which timetables know the term';
COMMENT ON COLUMN terms.name IS 'Title';
COMMENT ON COLUMN terms.kind IS 'What it is: school_year, term or grading_period';
COMMENT ON COLUMN terms.begins_on IS 'The first day';
COMMENT ON COLUMN terms.ends_on IS 'The last day';
COMMENT ON COLUMN terms.parent_id IS 'Of what it is a part: a term of a school year, a grading period of a term';
COMMENT ON COLUMN terms.parent_kind IS 'What its parent must be, made of its kind; that of a school year is the kind of nothing';
COMMENT ON COLUMN terms.created_at IS 'When the row was made';
COMMENT ON COLUMN terms.updated_at IS 'When the row last changed, kept by touch_row';
COMMENT ON COLUMN terms.version IS 'Count of changes, the ETag of the row, kept by touch_row';

CREATE TABLE waitlist_entries (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    student_id bigint NOT NULL,
    course_id bigint NOT NULL,
    joined_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT waitlist_entries_pkey PRIMARY KEY (id),
    CONSTRAINT waitlist_entries_student_id_course_id_key UNIQUE (student_id, course_id)
);
CREATE INDEX waitlist_entries_course_id_id_idx ON waitlist_entries USING btree (course_id, id);
CREATE TRIGGER waitlist_entries_join BEFORE INSERT ON waitlist_entries FOR EACH ROW EXECUTE FUNCTION join_waitlist();
CREATE TRIGGER waitlist_entries_keep BEFORE UPDATE OR TRUNCATE ON waitlist_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('delete rows and insert others, so that the order of joining holds');
CREATE TRIGGER waitlist_entries_leave BEFORE DELETE ON waitlist_entries FOR EACH ROW EXECUTE FUNCTION leave_waitlist();
CREATE TRIGGER waitlist_entries_record AFTER INSERT OR DELETE ON waitlist_entries FOR EACH ROW EXECUTE FUNCTION record_waitlist();
COMMENT ON TABLE waitlist_entries IS 'Who waits for a seat in a full course';
COMMENT ON COLUMN waitlist_entries.id IS 'Order of joining, given while the course''s seats are locked';
COMMENT ON COLUMN waitlist_entries.student_id IS 'Who waits';
COMMENT ON COLUMN waitlist_entries.course_id IS 'For what';
COMMENT ON COLUMN waitlist_entries.joined_at IS 'Since when';

ALTER TABLE class_members ADD CONSTRAINT class_members_class_id_fkey FOREIGN KEY (class_id) REFERENCES classes(id);
ALTER TABLE class_members ADD CONSTRAINT class_members_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id) ON DELETE CASCADE;

ALTER TABLE classes ADD CONSTRAINT classes_term_id_fkey FOREIGN KEY (term_id) REFERENCES terms(id);

ALTER TABLE clients ADD CONSTRAINT clients_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id) ON DELETE CASCADE;

ALTER TABLE course_prerequisites ADD CONSTRAINT course_prerequisites_course_id_fkey FOREIGN KEY (course_id) REFERENCES courses(id) ON DELETE CASCADE;
ALTER TABLE course_prerequisites ADD CONSTRAINT course_prerequisites_prerequisite_id_fkey FOREIGN KEY (prerequisite_id) REFERENCES courses(id);

ALTER TABLE course_seats ADD CONSTRAINT course_seats_course_id_fkey FOREIGN KEY (course_id) REFERENCES courses(id) ON DELETE CASCADE;

ALTER TABLE course_teachers ADD CONSTRAINT course_teachers_course_id_fkey FOREIGN KEY (course_id) REFERENCES courses(id) ON DELETE CASCADE;
ALTER TABLE course_teachers ADD CONSTRAINT course_teachers_teacher_id_fkey FOREIGN KEY (teacher_id) REFERENCES teachers(id);

ALTER TABLE courses ADD CONSTRAINT courses_term_id_fkey FOREIGN KEY (term_id) REFERENCES terms(id);

ALTER TABLE import_parts ADD CONSTRAINT import_parts_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id) ON DELETE CASCADE;

ALTER TABLE student_courses ADD CONSTRAINT student_courses_course_id_fkey FOREIGN KEY (course_id) REFERENCES courses(id);
ALTER TABLE student_courses ADD CONSTRAINT student_courses_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id);

ALTER TABLE terms ADD CONSTRAINT terms_parent_id_parent_kind_fkey FOREIGN KEY (parent_id, parent_kind) REFERENCES terms(id, kind);

ALTER TABLE waitlist_entries ADD CONSTRAINT waitlist_entries_course_id_fkey FOREIGN KEY (course_id) REFERENCES courses(id);
ALTER TABLE waitlist_entries ADD CONSTRAINT waitlist_entries_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id);
