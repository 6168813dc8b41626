-- The whole schema that the changelog yields, for readers. Nothing runs this file. It is generated:
--   ./mvnw -q test -Dtest=SchemaTest -Dschema.write
CREATE EXTENSION pg_trgm;

CREATE FUNCTION allocate_credit(students_with_credit bigint[])
 RETURNS numeric
 LANGUAGE plpgsql
AS $function$
DECLARE
  allocated numeric;
BEGIN
  PERFORM FROM students WHERE id = ANY(students_with_credit) ORDER BY id FOR NO KEY UPDATE;
  PERFORM FROM fees WHERE student_id = ANY(students_with_credit) AND NOT settled ORDER BY id FOR NO KEY UPDATE;
  WITH credits AS (
      SELECT c.student_id, c.id, c.amount,
        sum(c.amount) OVER (PARTITION BY c.student_id ORDER BY c.paid_on, c.id) AS upto
      FROM (
        SELECT p.student_id, p.id, p.paid_on,
          p.amount - coalesce((SELECT sum(a.amount) FROM allocations a WHERE a.payment_id = p.id), 0) AS amount
        FROM payments p
        WHERE p.student_id = ANY(students_with_credit) AND p.reverses IS NULL
          AND NOT EXISTS (SELECT FROM payments r WHERE r.reverses = p.id)) c
      WHERE c.amount > 0),
    debts AS (
      SELECT d.student_id, d.id, d.amount,
        sum(d.amount) OVER (PARTITION BY d.student_id ORDER BY d.month) AS upto
      FROM (
        SELECT f.student_id, f.id, f.month, f.amount - f.discount - paid(f.id) AS amount
        FROM fees f
        WHERE f.student_id = ANY(students_with_credit) AND NOT f.settled) d),
    added AS (
      INSERT INTO allocations (payment_id, fee_id, amount)
      SELECT c.id, d.id, least(c.upto, d.upto) - greatest(c.upto - c.amount, d.upto - d.amount)
      FROM credits c JOIN debts d
        ON d.student_id = c.student_id AND d.upto > c.upto - c.amount AND c.upto > d.upto - d.amount
      ORDER BY c.id, d.id
      RETURNING amount)
  SELECT coalesce(sum(amount), 0.00) INTO allocated FROM added;
  RETURN allocated;
END $function$;
CREATE FUNCTION announce()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM pg_notify(TG_TABLE_NAME, '');
  RETURN NULL;
END $function$;
CREATE FUNCTION count_allocation()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  payment record;
  charged bigint;
BEGIN
  SELECT * INTO payment FROM payments WHERE id = NEW.payment_id FOR NO KEY UPDATE;
  IF payment.reverses IS NOT NULL OR EXISTS (SELECT FROM payments r WHERE r.reverses = NEW.payment_id)
    OR (SELECT sum(a.amount) FROM allocations a WHERE a.payment_id = NEW.payment_id) > payment.amount THEN
    RAISE EXCEPTION 'Payment % has not so much left', NEW.payment_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'allocations_payment', TABLE = 'allocations';
  END IF;
  UPDATE fees SET version = version + 1 WHERE id = NEW.fee_id RETURNING student_id INTO charged;
  IF (charged = payment.student_id) IS NOT TRUE THEN
    RAISE EXCEPTION 'Payment % and fee % are of two students', NEW.payment_id, NEW.fee_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'allocations_student', TABLE = 'allocations';
  END IF;
  RETURN NULL;
END $function$;
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
  -- The books are kept: what was charged and paid is nobody's, without the words and references that lead to somebody.
  PERFORM set_config('student_management.erased', student::text, true);
  UPDATE fees SET student_id = NULL, discount_reason = NULL WHERE student_id = student;
  UPDATE payments SET student_id = NULL, reference = NULL, reason = NULL WHERE student_id = student;
  PERFORM set_config('student_management.erased', '', true);
  -- Who marks the student has locked the row, and is waited for; who comes later finds nobody.
  PERFORM FROM students WHERE id = student FOR UPDATE;
  DELETE FROM marks WHERE student_id = student;
  DELETE FROM assessment_results WHERE student_id = student;
  DELETE FROM students WHERE id = student;
  found_one := FOUND;
  DELETE FROM mark_changes WHERE student_id = student;
  found_one := found_one OR FOUND;
  DELETE FROM assessment_result_changes WHERE student_id = student;
  found_one := found_one OR FOUND;
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
CREATE FUNCTION forget_answers_of_users()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  DELETE FROM idempotency_keys WHERE client = ANY (ARRAY(SELECT 'user:' || id FROM gone));
  RETURN NULL;
END $function$;
CREATE FUNCTION free_allocations()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  charged CONSTANT bigint[] := ARRAY(SELECT fee_id FROM allocations WHERE payment_id = NEW.reverses);
BEGIN
  PERFORM FROM fees WHERE id = ANY(charged) ORDER BY id FOR NO KEY UPDATE;
  UPDATE allocations SET freed_by = NEW.id WHERE payment_id = NEW.reverses;
  UPDATE fees SET version = version + 1 WHERE id = ANY(charged);
  RETURN NULL;
END $function$;
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
CREATE FUNCTION keep_administrator()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'Administrators are shut out in a transaction that is READ COMMITTED' USING ERRCODE = 'feature_not_supported';
  END IF;
  -- one after the other, up to the end of the transaction: the next one sees who is left
  PERFORM pg_advisory_xact_lock('users'::regclass::oid::integer, 1);
  IF NOT EXISTS (SELECT FROM users WHERE 'admin' = ANY (roles) AND disabled_at IS NULL) THEN
    RAISE EXCEPTION 'User % is the last administrator', OLD.id
      USING ERRCODE = 'check_violation', TABLE = 'users', CONSTRAINT = 'users_administrator',
        HINT = 'Give another user the role admin first.';
  END IF;
  RETURN NULL;
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
CREATE FUNCTION keep_of_known_student()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT FROM students WHERE id = OLD.student_id) THEN
    RAISE EXCEPTION '% of % is refused: there is a student %', TG_OP, TG_TABLE_NAME, OLD.student_id
      USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'SELECT erase_student(id) does all that is to be done.';
  END IF;
  RETURN OLD;
END $function$;
CREATE FUNCTION keep_withdrawn()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.withdrawn_at := CASE WHEN OLD.published_at IS NOT NULL AND NEW.published_at IS NULL THEN now() ELSE OLD.withdrawn_at END;
  RETURN NEW;
END $function$;
CREATE FUNCTION know_category()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  -- most words are known, and to insert one in vain would use up an id
  IF NOT EXISTS (SELECT FROM test_categories WHERE title = NEW.category) THEN
    INSERT INTO test_categories (title) VALUES (NEW.category) ON CONFLICT (title) DO NOTHING;
  END IF;
  RETURN NEW;
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
CREATE FUNCTION log_assessment_results()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO assessment_result_changes (result_id, student_id, old_result, new_result)
    SELECT b.id, b.student_id, to_jsonb(b), to_jsonb(a) FROM before b JOIN after a USING (id)
    WHERE b.version <> a.version ORDER BY b.id;
  ELSE
    INSERT INTO assessment_result_changes (result_id, student_id, old_result)
    SELECT b.id, b.student_id, to_jsonb(b) FROM before b ORDER BY b.id;
  END IF;
  RETURN NULL;
END $function$;
CREATE FUNCTION log_marks()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO mark_changes (test_id, student_id, old_state, old_score, old_remark, old_actor, old_updated_at, new_state, new_score, new_remark)
    SELECT b.test_id, b.student_id, b.state, b.score, b.remark, b.actor, b.updated_at, a.state, a.score, a.remark
    FROM before b JOIN after a USING (test_id, student_id) JOIN tests t ON t.id = b.test_id
    WHERE coalesce(t.published_at, t.withdrawn_at) IS NOT NULL AND (b.state, b.score, b.remark) IS DISTINCT FROM (a.state, a.score, a.remark)
    ORDER BY b.test_id, b.student_id;
  ELSE
    INSERT INTO mark_changes (test_id, student_id, old_state, old_score, old_remark, old_actor, old_updated_at)
    SELECT b.test_id, b.student_id, b.state, b.score, b.remark, b.actor, b.updated_at
    FROM before b JOIN tests t ON t.id = b.test_id
    WHERE coalesce(t.published_at, t.withdrawn_at) IS NOT NULL
    ORDER BY b.test_id, b.student_id;
  END IF;
  RETURN NULL;
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
CREATE FUNCTION number_payment()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  reversed record;
BEGIN
  PERFORM FROM students
  WHERE id = coalesce((SELECT p.student_id FROM payments p WHERE p.id = NEW.reverses), NEW.student_id) FOR NO KEY UPDATE;
  IF NEW.reverses IS NOT NULL THEN
    SELECT * INTO reversed FROM payments WHERE id = NEW.reverses FOR NO KEY UPDATE;
    IF reversed.reverses IS NOT NULL THEN
      RAISE EXCEPTION 'Payment % is a reversal itself', NEW.reverses
        USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_reversed', TABLE = 'payments';
    END IF;
    NEW.student_id := reversed.student_id;
    NEW.method := reversed.method;
    NEW.amount := reversed.amount;
  ELSIF NEW.student_id IS NULL THEN
    RAISE EXCEPTION 'A payment is for a student' USING ERRCODE = 'not_null_violation', COLUMN = 'student_id', TABLE = 'payments';
  END IF;
  IF NEW.paid_on > (now() AT TIME ZONE 'UTC' + interval '14 hours')::date THEN
    RAISE EXCEPTION '%, the day of the payment, is to come', NEW.paid_on
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_paid_on', TABLE = 'payments';
  END IF;
  IF NEW.receipt_number IS NULL THEN
    INSERT INTO receipt_numbers AS n (id, last) VALUES (1, 1)
    ON CONFLICT (id) DO UPDATE SET last = n.last + 1
    RETURNING last INTO NEW.receipt_number;
  ELSE
    INSERT INTO receipt_numbers AS n (id, last) VALUES (1, NEW.receipt_number)
    ON CONFLICT (id) DO UPDATE SET last = NEW.receipt_number WHERE n.last < NEW.receipt_number;
  END IF;
  RETURN NEW;
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
CREATE FUNCTION paid(fee bigint)
 RETURNS numeric
 LANGUAGE plpgsql
 STABLE
AS $function$
BEGIN
  RETURN (SELECT coalesce(sum(a.amount), 0.00) FROM allocations a WHERE a.fee_id = fee AND a.freed_by IS NULL);
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
  departed bigint;
BEGIN
  IF overridden IS NULL AND current_setting('transaction_isolation') LIKE 'read %' THEN
    INSERT INTO enrollment_events (kind, stint, student_id, course_id, happened_at)
    SELECT 'enrolled', gen_random_uuid(), student_id, course_id, enrolled_at FROM added
    WHERE NOT EXISTS (SELECT FROM course_seats WHERE course_id = ANY (ARRAY(SELECT course_id FROM added)))
      AND NOT EXISTS (SELECT FROM added WHERE completed_on IS NOT NULL)
      AND NOT EXISTS (SELECT FROM added a JOIN departures d ON d.student_id = a.student_id AND d.state = 'granted');
    IF FOUND THEN
      RETURN NULL;
    END IF;
  END IF;
  SELECT d.student_id INTO departed FROM added a JOIN departures d ON d.student_id = a.student_id AND d.state = 'granted'
  WHERE a.completed_on IS NULL LIMIT 1;
  IF departed IS NOT NULL THEN
    RAISE EXCEPTION 'Student % has left school: take the departure back first', departed
      USING ERRCODE = 'check_violation', CONSTRAINT = 'students_departed', TABLE = TG_TABLE_NAME;
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
CREATE FUNCTION record_roster_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  changed jsonb;
BEGIN
  IF TG_OP = 'DELETE' THEN
    changed := to_jsonb(OLD);
  ELSE
    changed := to_jsonb(NEW);
  END IF;
  INSERT INTO roster_changes (noun, row_id, other_id, gone)
  VALUES (TG_ARGV[0]::smallint, (changed ->> TG_ARGV[1])::bigint, coalesce((changed ->> TG_ARGV[2])::bigint, 0), TG_OP = 'DELETE')
  ON CONFLICT (noun, row_id, other_id) DO UPDATE SET changed_at = EXCLUDED.changed_at, gone = EXCLUDED.gone;
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
CREATE FUNCTION refuse_departed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  departed bigint;
BEGIN
  IF TG_TABLE_NAME = 'class_members' THEN
    SELECT d.student_id INTO departed FROM added a JOIN departures d ON d.student_id = a.student_id AND d.state = 'granted'
    WHERE a.left_on IS NULL LIMIT 1;
  ELSE
    SELECT d.student_id INTO departed FROM added a JOIN departures d ON d.student_id = a.student_id AND d.state = 'granted'
    LIMIT 1;
  END IF;
  IF departed IS NOT NULL THEN
    RAISE EXCEPTION 'Student % has left school: take the departure back first', departed
      USING ERRCODE = 'check_violation', CONSTRAINT = 'students_departed', TABLE = TG_TABLE_NAME;
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
CREATE FUNCTION remove_file()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE stored_files SET removed_at = now() WHERE id = OLD.file_id;
  RETURN NULL;
END $function$;
CREATE FUNCTION remove_picture()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE stored_files SET removed_at = '-infinity' WHERE id = OLD.file_id;
  RETURN NULL;
END $function$;
CREATE FUNCTION settle_fee()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  sum_paid CONSTANT numeric := CASE TG_OP WHEN 'UPDATE' THEN paid(NEW.id) ELSE 0 END;
BEGIN
  IF current_setting('transaction_isolation') NOT LIKE 'read %' THEN
    RAISE EXCEPTION 'Fees and payments are written in a transaction that is READ COMMITTED' USING ERRCODE = 'feature_not_supported';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.student_id IS DISTINCT FROM OLD.student_id
    AND (NEW.student_id IS NOT NULL OR OLD.student_id::text IS DISTINCT FROM current_setting('student_management.erased', true))
    OR TG_OP = 'INSERT' AND NEW.student_id IS NULL THEN
    RAISE EXCEPTION 'A fee is of a student, and stays that' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  IF sum_paid > greatest(NEW.amount - NEW.discount, 0) THEN
    RAISE EXCEPTION 'Of fee %, % is paid', NEW.id, sum_paid
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fees_paid', TABLE = 'fees';
  END IF;
  NEW.settled := sum_paid = NEW.amount - NEW.discount;
  RETURN NEW;
END $function$;
CREATE FUNCTION sourced_id(prefix bigint, noun integer, id bigint, other_id bigint)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT CASE WHEN id < 17592186044416 AND other_id < 1099511627776 THEN
    overlay(overlay(
      lpad(to_hex(prefix), 8, '0') || to_hex(noun % 16) || lpad(to_hex(id), 11, '0') || lpad(to_hex(other_id), 10, '0')
      PLACING '8' FROM 13 FOR 0) PLACING to_hex(8 + noun / 16) FROM 17 FOR 0)::uuid
  END
$function$;
CREATE FUNCTION stop_fees()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  reason CONSTANT text := 'Left school on ' || to_char(NEW.leaves_on, 'YYYY-MM-DD');
BEGIN
  IF NEW.state = 'granted' THEN
    WITH stopped AS (
      SELECT id, discount, discount_reason FROM fees
      WHERE student_id = NEW.student_id AND month >= NEW.leaves_on AND NOT settled ORDER BY id FOR NO KEY UPDATE)
    INSERT INTO stopped_fees (departure_id, fee_id, discount, discount_reason)
    SELECT NEW.id, id, discount, discount_reason FROM stopped;
    UPDATE fees f SET discount = f.amount - paid(f.id), discount_reason = reason
    FROM stopped_fees s WHERE s.departure_id = NEW.id AND f.id = s.fee_id;
  ELSE
    PERFORM FROM fees WHERE id IN (SELECT fee_id FROM stopped_fees WHERE departure_id = NEW.id) ORDER BY id FOR NO KEY UPDATE;
    UPDATE fees f SET discount = least(s.discount, f.amount), discount_reason = s.discount_reason
    FROM stopped_fees s WHERE s.departure_id = NEW.id AND f.id = s.fee_id AND f.discount_reason = reason;
    PERFORM allocate_credit(ARRAY[NEW.student_id]);
  END IF;
  RETURN NULL;
END $function$;
CREATE FUNCTION supersede_picture()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  DELETE FROM student_pictures WHERE student_id = NEW.student_id;
  RETURN NULL;
END $function$;
CREATE FUNCTION take_up_credit()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  departed bigint;
BEGIN
  SELECT d.student_id INTO departed
  FROM added a JOIN departures d ON d.student_id = a.student_id AND d.state = 'granted' AND d.leaves_on <= a.month LIMIT 1;
  IF departed IS NOT NULL THEN
    RAISE EXCEPTION 'Student % has left school before the month', departed
      USING ERRCODE = 'check_violation', CONSTRAINT = 'students_departed', TABLE = 'fees';
  END IF;
  PERFORM allocate_credit(ARRAY(SELECT DISTINCT student_id FROM added WHERE NOT settled));
  RETURN NULL;
END $function$;
CREATE FUNCTION touch_mark()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.version := OLD.version + 1;
  NEW.updated_at := now();
  NEW.actor := coalesce(nullif(current_setting('student_management.actor', true), ''), session_user::text);
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
COMMENT ON FUNCTION allocate_credit(students_with_credit bigint[]) IS 'Pays the open fees of students with what of their payments is left, the oldest first, and tells how much it was';
COMMENT ON FUNCTION announce() IS 'Tells those who LISTEN on the channel that is named as the table';
COMMENT ON FUNCTION count_allocation() IS 'Refuses more than the payment has left, or than the fee asks for, and what is of two students';
COMMENT ON FUNCTION erase_student(student bigint) IS 'Ends all that a student takes and waits for, deletes the student and makes the history anonymous; false where nothing is known of the number';
COMMENT ON FUNCTION first_stint(student bigint, course bigint) IS 'Identity of an enrollment from before the history, of which a student has one a course';
COMMENT ON FUNCTION forget_answers_of_users() IS 'Deletes the answers that are kept for users who are gone';
COMMENT ON FUNCTION free_allocations() IS 'Has what a payment paid to be paid again, where it is reversed';
COMMENT ON FUNCTION give_seats(courses_with_seats bigint[]) IS 'Enrolls those who wait for the courses, in their order, as far as there are seats';
COMMENT ON FUNCTION join_waitlist() IS 'Gives the place in line while the seats are locked';
COMMENT ON FUNCTION keep_administrator() IS 'Refuses to shut out or delete the last user who has the role admin, or to take it';
COMMENT ON FUNCTION keep_course_seats() IS 'Counts the seats that are taken, and gives new ones to those who wait';
COMMENT ON FUNCTION keep_of_known_student() IS 'Refuses to delete what is kept of a student who is there';
COMMENT ON FUNCTION keep_withdrawn() IS 'Keeps when a published test became a draft again';
COMMENT ON FUNCTION know_category() IS 'Makes the category of a test, where it is new';
COMMENT ON FUNCTION leave_waitlist() IS 'Who leaves and who gets a seat at once have one order';
COMMENT ON FUNCTION lock_seats(courses_to_lock bigint[]) IS 'Locks the seats of those courses that have a capacity, in one order, and tells whether there is one';
COMMENT ON FUNCTION log_assessment_results() IS 'Writes what has become of results of assessments into their history';
COMMENT ON FUNCTION log_marks() IS 'Writes what has become of marks of tests that were ever published into their history';
COMMENT ON FUNCTION log_setting() IS 'Writes what has become of a setting into its history';
COMMENT ON FUNCTION number_payment() IS 'Gives a payment the next number, and makes a reversal that of the payment which it names';
COMMENT ON FUNCTION open_stint(student bigint, course bigint) IS 'Identity of the present enrollment; NULL where its beginning is not in the history';
COMMENT ON FUNCTION paid(fee bigint) IS 'What of a fee is paid, as the sum of its allocations that count';
COMMENT ON FUNCTION record_completions() IS 'Writes the history, with the beginning of an enrollment from before it';
COMMENT ON FUNCTION record_enrollments() IS 'Takes seats, ends waiting, and writes the history';
COMMENT ON FUNCTION record_roster_change() IS 'Writes into roster_changes that a row has changed or is gone';
COMMENT ON FUNCTION record_waitlist() IS 'Writes the history; who got a seat has not left';
COMMENT ON FUNCTION record_withdrawals() IS 'Writes the history, with the beginning of an enrollment from before it, frees seats and gives them';
COMMENT ON FUNCTION refuse_change() IS 'Refuses a statement, with the reason that the trigger gives';
COMMENT ON FUNCTION refuse_cycle() IS 'Refuses a prerequisite that asks for the course itself, by whatever way';
COMMENT ON FUNCTION refuse_departed() IS 'Refuses what would begin for a student whose departure is granted';
COMMENT ON FUNCTION refuse_known_student() IS 'Refuses to take the history from a student, or to give it to one';
COMMENT ON FUNCTION remove_file() IS 'Says of a file that nothing refers to it any more';
COMMENT ON FUNCTION remove_picture() IS 'Lets the next sweep remove the file of a picture';
COMMENT ON FUNCTION settle_fee() IS 'Refuses a fee of which more is paid than is asked for, and says whether nothing is left to pay';
COMMENT ON FUNCTION sourced_id(prefix bigint, noun integer, id bigint, other_id bigint) IS 'UUID of version 8: 32 bits of the school, 6 of the noun, 44 of the id, 40 of the other id where there are two';
COMMENT ON FUNCTION stop_fees() IS 'Has months after a departure not asked for, and asked for again where it is taken back';
COMMENT ON FUNCTION supersede_picture() IS 'Takes the picture of a student away of which there is another';
COMMENT ON FUNCTION take_up_credit() IS 'Pays fees that are new with what their students have left, and refuses those of who has left before';
COMMENT ON FUNCTION touch_mark() IS 'Counts the changes of a mark, with who made the last';

CREATE TABLE allocations (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    payment_id bigint NOT NULL,
    fee_id bigint NOT NULL,
    amount numeric(12,2) NOT NULL,
    allocated_at timestamp with time zone DEFAULT now() NOT NULL,
    freed_by bigint,
    CONSTRAINT allocations_amount_check CHECK (amount > 0::numeric),
    CONSTRAINT allocations_pkey PRIMARY KEY (id)
);
CREATE INDEX allocations_fee_id_idx ON allocations USING btree (fee_id);
CREATE INDEX allocations_freed_by_idx ON allocations USING btree (freed_by);
CREATE INDEX allocations_payment_id_idx ON allocations USING btree (payment_id);
CREATE TRIGGER allocations_added AFTER INSERT ON allocations FOR EACH ROW EXECUTE FUNCTION count_allocation();
CREATE TRIGGER allocations_change BEFORE UPDATE ON allocations FOR EACH ROW WHEN (old.freed_by IS NOT NULL OR pg_trigger_depth() = 0 OR old.id IS DISTINCT FROM new.id OR old.payment_id IS DISTINCT FROM new.payment_id OR old.fee_id IS DISTINCT FROM new.fee_id OR old.amount IS DISTINCT FROM new.amount OR old.allocated_at IS DISTINCT FROM new.allocated_at) EXECUTE FUNCTION refuse_change('rows are only added, and a reversal frees them');
CREATE TRIGGER allocations_keep BEFORE DELETE OR TRUNCATE ON allocations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('rows are only added: reverse the payment');
COMMENT ON TABLE allocations IS 'What of a payment pays which fee, to which rows are only added';
COMMENT ON COLUMN allocations.id IS 'Made by the database, never reused';
COMMENT ON COLUMN allocations.payment_id IS 'What is paid with';
COMMENT ON COLUMN allocations.fee_id IS 'What is paid';
COMMENT ON COLUMN allocations.amount IS 'How much of the payment, in the currency of the school';
COMMENT ON COLUMN allocations.allocated_at IS 'When it was';
COMMENT ON COLUMN allocations.freed_by IS 'The reversal with which it stopped counting; NULL while it counts';

CREATE TABLE assessment_result_changes (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    result_id bigint NOT NULL,
    student_id bigint NOT NULL,
    old_result jsonb NOT NULL,
    new_result jsonb,
    actor text DEFAULT COALESCE(NULLIF(current_setting('student_management.actor'::text, true), ''::text), SESSION_USER::text) NOT NULL,
    request_id text DEFAULT NULLIF(current_setting('student_management.request_id'::text, true), ''::text),
    reason text DEFAULT NULLIF(current_setting('student_management.reason'::text, true), ''::text),
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT assessment_result_changes_pkey PRIMARY KEY (id)
);
CREATE INDEX assessment_result_changes_student_id_idx ON assessment_result_changes USING btree (student_id);
CREATE TRIGGER assessment_result_changes_keep BEFORE UPDATE OR TRUNCATE ON assessment_result_changes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('rows are only added');
CREATE TRIGGER assessment_result_changes_student BEFORE DELETE ON assessment_result_changes FOR EACH ROW EXECUTE FUNCTION keep_of_known_student();
COMMENT ON TABLE assessment_result_changes IS 'History of the results of assessments, to which rows are only added';
COMMENT ON COLUMN assessment_result_changes.id IS 'Of two changes of one result, the later has the higher';
COMMENT ON COLUMN assessment_result_changes.result_id IS 'Which result; it may be gone';
COMMENT ON COLUMN assessment_result_changes.student_id IS 'Whose result it was';
COMMENT ON COLUMN assessment_result_changes.old_result IS 'The row before';
COMMENT ON COLUMN assessment_result_changes.new_result IS 'The row after; NULL of a result that was deleted';
COMMENT ON COLUMN assessment_result_changes.actor IS 'Who changed it: the subject of a token, or a user of the database';
COMMENT ON COLUMN assessment_result_changes.request_id IS 'X-Request-ID of the request, by which the logs know it';
COMMENT ON COLUMN assessment_result_changes.reason IS 'Why, in the words of who did it';
COMMENT ON COLUMN assessment_result_changes.changed_at IS 'When';

CREATE TABLE assessment_results (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    assessment_id bigint NOT NULL,
    student_id bigint NOT NULL,
    score_status character varying(60) NOT NULL,
    score numeric,
    text_score character varying(200),
    score_date date NOT NULL,
    score_percentile numeric,
    scale_course_id bigint,
    scale_class_id bigint,
    comment character varying(4000),
    in_progress boolean,
    incomplete boolean,
    late boolean,
    missing boolean,
    learning_objectives jsonb,
    metadata jsonb,
    actor text DEFAULT COALESCE(NULLIF(current_setting('student_management.actor'::text, true), ''::text), SESSION_USER::text) NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    CONSTRAINT assessment_results_check CHECK (num_nonnulls(scale_course_id, scale_class_id) <= 1),
    CONSTRAINT assessment_results_pkey PRIMARY KEY (id),
    CONSTRAINT assessment_results_score_status_check CHECK (score_status::text ~ '^(exempt|fully graded|not submitted|partially graded|submitted|ext:[A-Za-z0-9._-]+)$'::text)
);
CREATE INDEX assessment_results_assessment_id_idx ON assessment_results USING btree (assessment_id);
CREATE INDEX assessment_results_scale_class_id_idx ON assessment_results USING btree (scale_class_id);
CREATE INDEX assessment_results_scale_course_id_idx ON assessment_results USING btree (scale_course_id);
CREATE INDEX assessment_results_student_id_idx ON assessment_results USING btree (student_id);
CREATE TRIGGER assessment_results_changed AFTER UPDATE ON assessment_results REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION log_assessment_results();
CREATE TRIGGER assessment_results_deleted AFTER DELETE ON assessment_results REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION log_assessment_results();
CREATE TRIGGER assessment_results_gone AFTER DELETE ON assessment_results FOR EACH ROW EXECUTE FUNCTION record_roster_change('17', 'id');
CREATE TRIGGER assessment_results_key BEFORE UPDATE ON assessment_results FOR EACH ROW WHEN (old.student_id <> new.student_id) EXECUTE FUNCTION refuse_change('delete the result, and insert another');
CREATE TRIGGER assessment_results_version BEFORE UPDATE ON assessment_results FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION touch_mark();
COMMENT ON TABLE assessment_results IS 'How students have done in assessments, as other software stores it; of one there may be several';
COMMENT ON COLUMN assessment_results.id IS 'Made by the database, never reused';
COMMENT ON COLUMN assessment_results.assessment_id IS 'In which assessment';
COMMENT ON COLUMN assessment_results.student_id IS 'Who';
COMMENT ON COLUMN assessment_results.score_status IS 'Whether it is graded, in the words of OneRoster';
COMMENT ON COLUMN assessment_results.score IS 'As a number';
COMMENT ON COLUMN assessment_results.text_score IS 'In words';
COMMENT ON COLUMN assessment_results.score_date IS 'On which day it was scored';
COMMENT ON COLUMN assessment_results.score_percentile IS 'How many of all have done no better';
COMMENT ON COLUMN assessment_results.scale_course_id IS 'The course whose grades it has';
COMMENT ON COLUMN assessment_results.scale_class_id IS 'The school class whose grades it has, if not a course';
COMMENT ON COLUMN assessment_results.comment IS 'In the words of who scored';
COMMENT ON COLUMN assessment_results.in_progress IS 'Whether the student is still at it; NULL where nobody says';
COMMENT ON COLUMN assessment_results.incomplete IS 'Whether a part is missing; NULL where nobody says';
COMMENT ON COLUMN assessment_results.late IS 'Whether it came late; NULL where nobody says';
COMMENT ON COLUMN assessment_results.missing IS 'Whether it did not come; NULL where nobody says';
COMMENT ON COLUMN assessment_results.learning_objectives IS 'How the student has done in each objective, in lists with their sources';
COMMENT ON COLUMN assessment_results.metadata IS 'Whatever else the software that stores it says of it';
COMMENT ON COLUMN assessment_results.actor IS 'Who stored it last: the subject of a token, or a user of the database';
COMMENT ON COLUMN assessment_results.created_at IS 'When the row was made';
COMMENT ON COLUMN assessment_results.updated_at IS 'When the row last changed, kept by touch_mark';
COMMENT ON COLUMN assessment_results.version IS 'Count of changes, kept by touch_mark';

CREATE TABLE assessments (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    title character varying(200) NOT NULL,
    description character varying(4000),
    course_id bigint,
    class_id bigint,
    parent_id bigint,
    scale_course_id bigint,
    scale_class_id bigint,
    result_value_min numeric,
    result_value_max numeric,
    learning_objectives jsonb,
    metadata jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    CONSTRAINT assessments_check CHECK (num_nonnulls(course_id, class_id) <= 1 AND num_nonnulls(scale_course_id, scale_class_id) <= 1 AND parent_id <> id AND result_value_min <= result_value_max),
    CONSTRAINT assessments_pkey PRIMARY KEY (id),
    CONSTRAINT assessments_title_check CHECK (title::text ~ '\S'::text)
);
CREATE INDEX assessments_class_id_idx ON assessments USING btree (class_id);
CREATE INDEX assessments_course_id_idx ON assessments USING btree (course_id);
CREATE INDEX assessments_parent_id_idx ON assessments USING btree (parent_id);
CREATE INDEX assessments_scale_class_id_idx ON assessments USING btree (scale_class_id);
CREATE INDEX assessments_scale_course_id_idx ON assessments USING btree (scale_course_id);
CREATE TRIGGER assessments_gone AFTER DELETE ON assessments FOR EACH ROW EXECUTE FUNCTION record_roster_change('16', 'id');
CREATE TRIGGER assessments_touch BEFORE UPDATE ON assessments FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION touch_row();
COMMENT ON TABLE assessments IS 'What students are tested in outside of a class, as other software stores it';
COMMENT ON COLUMN assessments.id IS 'Made by the database, never reused';
COMMENT ON COLUMN assessments.title IS 'What it is called';
COMMENT ON COLUMN assessments.description IS 'More about it';
COMMENT ON COLUMN assessments.course_id IS 'The course for which it is, if any';
COMMENT ON COLUMN assessments.class_id IS 'The school class for which it is, if any and not a course';
COMMENT ON COLUMN assessments.parent_id IS 'The assessment of which it is a part';
COMMENT ON COLUMN assessments.scale_course_id IS 'The course whose grades its results have';
COMMENT ON COLUMN assessments.scale_class_id IS 'The school class whose grades they have, if not a course';
COMMENT ON COLUMN assessments.result_value_min IS 'The lowest score';
COMMENT ON COLUMN assessments.result_value_max IS 'The highest score';
COMMENT ON COLUMN assessments.learning_objectives IS 'What it is about: lists of ids, each with its source';
COMMENT ON COLUMN assessments.metadata IS 'Whatever else the software that stores it says of it';
COMMENT ON COLUMN assessments.created_at IS 'When the row was made';
COMMENT ON COLUMN assessments.updated_at IS 'When the row last changed, kept by touch_row';
COMMENT ON COLUMN assessments.version IS 'Count of changes, kept by touch_row';

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
CREATE TRIGGER class_members_changed AFTER INSERT OR UPDATE ON class_members FOR EACH ROW EXECUTE FUNCTION record_roster_change('9', 'id');
CREATE TRIGGER class_members_departed AFTER INSERT ON class_members REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_departed();
COMMENT ON TABLE class_members IS 'Who is or was in which class; nobody is in two on a day';
COMMENT ON COLUMN class_members.id IS 'Made by the database, never reused';
COMMENT ON COLUMN class_members.class_id IS 'In which class';
COMMENT ON COLUMN class_members.student_id IS 'Who';
COMMENT ON COLUMN class_members.roll_number IS 'Place in the register, of one present member alone; NULL where none was given';
COMMENT ON COLUMN class_members.joined_on IS 'The first day';
COMMENT ON COLUMN class_members.left_on IS 'The first day on which the student was in the class no longer; NULL while a member';

CREATE TABLE class_teachers (
    class_id bigint NOT NULL,
    teacher_id bigint NOT NULL,
    CONSTRAINT class_teachers_pkey PRIMARY KEY (class_id, teacher_id)
);
CREATE INDEX class_teachers_teacher_id_idx ON class_teachers USING btree (teacher_id);
CREATE TRIGGER class_teachers_changed AFTER INSERT OR DELETE ON class_teachers FOR EACH ROW EXECUTE FUNCTION record_roster_change('10', 'class_id', 'teacher_id');
COMMENT ON TABLE class_teachers IS 'Which teachers have which classes';
COMMENT ON COLUMN class_teachers.class_id IS 'What class';
COMMENT ON COLUMN class_teachers.teacher_id IS 'Who has it';

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
CREATE TRIGGER classes_gone AFTER DELETE ON classes FOR EACH ROW EXECUTE FUNCTION record_roster_change('6', 'id');
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
CREATE TRIGGER course_teachers_changed AFTER INSERT OR DELETE ON course_teachers FOR EACH ROW EXECUTE FUNCTION record_roster_change('8', 'course_id', 'teacher_id');
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
CREATE INDEX courses_enrollment_closes_at_id_idx ON courses USING btree (enrollment_closes_at, id);
CREATE INDEX courses_expr_idx ON courses USING gin (((name::text || chr(10)) || code::text) gin_trgm_ops);
CREATE INDEX courses_name_id_idx ON courses USING btree (name, id);
CREATE INDEX courses_term_id_idx ON courses USING btree (term_id);
CREATE INDEX courses_updated_at_id_idx ON courses USING btree (updated_at, id);
CREATE TRIGGER courses_gone AFTER DELETE ON courses FOR EACH ROW EXECUTE FUNCTION record_roster_change('4', 'id');
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

CREATE TABLE departures (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    student_id bigint NOT NULL,
    leaves_on date NOT NULL,
    reason text NOT NULL,
    state text DEFAULT 'requested'::text NOT NULL,
    asked_by text NOT NULL,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    decided_by text,
    decided_at timestamp with time zone,
    note text,
    class_id bigint,
    roll_number integer,
    course_ids bigint[] DEFAULT '{}'::bigint[] NOT NULL,
    CONSTRAINT departures_check CHECK ((decided_at IS NULL) = (state = 'requested'::text)),
    CONSTRAINT departures_pkey PRIMARY KEY (id),
    CONSTRAINT departures_reason_check CHECK (reason ~ '\S'::text),
    CONSTRAINT departures_state_check CHECK (state = ANY (ARRAY['requested'::text, 'granted'::text, 'refused'::text, 'withdrawn'::text, 'taken_back'::text]))
);
CREATE INDEX departures_class_id_idx ON departures USING btree (class_id);
CREATE INDEX departures_state_id_idx ON departures USING btree (state, id);
CREATE INDEX departures_student_id_id_idx ON departures USING btree (student_id, id);
CREATE UNIQUE INDEX departures_student_id_idx ON departures USING btree (student_id) WHERE state = ANY (ARRAY['requested'::text, 'granted'::text]);
CREATE TRIGGER departures_decided AFTER UPDATE OF state ON departures FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state AND ('granted'::text = old.state OR 'granted'::text = new.state)) EXECUTE FUNCTION stop_fees();
CREATE TRIGGER departures_granted AFTER INSERT ON departures FOR EACH ROW WHEN (new.state = 'granted'::text) EXECUTE FUNCTION stop_fees();
COMMENT ON TABLE departures IS 'Requests to leave school; who has one that is granted is not charged from leaves_on on';
COMMENT ON COLUMN departures.id IS 'Made by the database, never reused';
COMMENT ON COLUMN departures.student_id IS 'Who wants to leave';
COMMENT ON COLUMN departures.leaves_on IS 'The first day without school: asked for and, once granted, the one from which it holds';
COMMENT ON COLUMN departures.reason IS 'Why, in the words of who asked';
COMMENT ON COLUMN departures.state IS 'How far it has come; of those that wait or are granted a student has one';
COMMENT ON COLUMN departures.asked_by IS 'Who asked: the subject of a token';
COMMENT ON COLUMN departures.asked_at IS 'When';
COMMENT ON COLUMN departures.decided_by IS 'Who decided last, or withdrew it: the subject of a token';
COMMENT ON COLUMN departures.decided_at IS 'When; NULL while it waits';
COMMENT ON COLUMN departures.note IS 'In the words of who decided';
COMMENT ON COLUMN departures.class_id IS 'Class that it ended, to be restored';
COMMENT ON COLUMN departures.roll_number IS 'Roll number in that class';
COMMENT ON COLUMN departures.course_ids IS 'Courses of the enrollments that it ended, to be restored';

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
CREATE INDEX enrollment_events_recorded_at_idx ON enrollment_events USING brin (recorded_at);
CREATE INDEX enrollment_events_student_id_course_id_id_idx ON enrollment_events USING btree (student_id, course_id, id);
CREATE INDEX enrollment_events_student_id_course_id_idx ON enrollment_events USING btree (student_id, course_id) WHERE kind = 'withdrawn'::text;
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

CREATE TABLE fees (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    student_id bigint,
    month date NOT NULL,
    amount numeric(12,2) NOT NULL,
    discount numeric(12,2) DEFAULT 0 NOT NULL,
    discount_reason character varying(200),
    due_on date NOT NULL,
    settled boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    CONSTRAINT fees_amount_check CHECK (amount > 0::numeric),
    CONSTRAINT fees_check CHECK (discount <= amount AND (discount = 0::numeric OR discount_reason IS NOT NULL OR student_id IS NULL)),
    CONSTRAINT fees_discount_check CHECK (discount >= 0::numeric),
    CONSTRAINT fees_discount_reason_check CHECK (discount_reason::text ~ '\S'::text),
    CONSTRAINT fees_month_check CHECK (EXTRACT(day FROM month) = 1::numeric),
    CONSTRAINT fees_pkey PRIMARY KEY (id),
    CONSTRAINT fees_student_id_month_key UNIQUE (student_id, month)
);
CREATE INDEX fees_due_on_id_idx ON fees USING btree (due_on, id) WHERE NOT settled AND student_id IS NOT NULL;
CREATE INDEX fees_month_id_idx ON fees USING btree (month, id);
CREATE INDEX fees_updated_at_id_idx ON fees USING btree (updated_at, id);
CREATE TRIGGER fees_added AFTER INSERT ON fees REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION take_up_credit();
CREATE TRIGGER fees_settle BEFORE INSERT OR UPDATE ON fees FOR EACH ROW EXECUTE FUNCTION settle_fee();
CREATE TRIGGER fees_touch BEFORE UPDATE ON fees FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION touch_row();
COMMENT ON TABLE fees IS 'What students are to pay, one fee a student and month';
COMMENT ON COLUMN fees.id IS 'Made by the database, never reused';
COMMENT ON COLUMN fees.student_id IS 'Who is to pay; NULL once the student was erased';
COMMENT ON COLUMN fees.month IS 'For which month, as its first day';
COMMENT ON COLUMN fees.amount IS 'In the currency of the school, before the discount';
COMMENT ON COLUMN fees.discount IS 'What of the amount is not asked for';
COMMENT ON COLUMN fees.discount_reason IS 'Why there is a discount';
COMMENT ON COLUMN fees.due_on IS 'The last day on which paying is not late';
COMMENT ON COLUMN fees.settled IS 'Whether nothing is left to pay, kept by settle_fee; an index finds the others by it';
COMMENT ON COLUMN fees.created_at IS 'When the row was made';
COMMENT ON COLUMN fees.updated_at IS 'When the row last changed, kept by touch_row';
COMMENT ON COLUMN fees.version IS 'Count of changes, payments among them, the ETag of the row, kept by touch_row';

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

CREATE TABLE import_refusals (
    import_id uuid NOT NULL,
    sheet text NOT NULL,
    line bigint NOT NULL,
    refused_column text,
    reason text NOT NULL,
    CONSTRAINT import_refusals_pkey PRIMARY KEY (import_id, sheet, line)
);
COMMENT ON TABLE import_refusals IS 'The lines that imports over HTTP refuse, all of them; forgotten with the import';
COMMENT ON COLUMN import_refusals.import_id IS 'Import, with which they go';
COMMENT ON COLUMN import_refusals.sheet IS 'What the file has: students, enrollments';
COMMENT ON COLUMN import_refusals.line IS 'On which the row begins; that of the header is 1';
COMMENT ON COLUMN import_refusals.refused_column IS 'Which value is refused; null where it is the whole line';
COMMENT ON COLUMN import_refusals.reason IS 'Why, in words for whoever corrects the file';

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
    uploaded_by text,
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
COMMENT ON COLUMN imports.uploaded_by IS 'Subject of the token that uploaded it; NULL where an earlier release took it in, of which it is the actor';

CREATE TABLE mark_changes (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    test_id bigint NOT NULL,
    student_id bigint NOT NULL,
    old_state text NOT NULL,
    old_score numeric(7,2),
    old_remark character varying(500),
    old_actor text NOT NULL,
    old_updated_at timestamp with time zone NOT NULL,
    new_state text,
    new_score numeric(7,2),
    new_remark character varying(500),
    actor text DEFAULT COALESCE(NULLIF(current_setting('student_management.actor'::text, true), ''::text), SESSION_USER::text) NOT NULL,
    request_id text DEFAULT NULLIF(current_setting('student_management.request_id'::text, true), ''::text),
    reason text DEFAULT NULLIF(current_setting('student_management.reason'::text, true), ''::text),
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT mark_changes_pkey PRIMARY KEY (id)
);
CREATE INDEX mark_changes_student_id_idx ON mark_changes USING btree (student_id);
CREATE INDEX mark_changes_test_id_id_idx ON mark_changes USING btree (test_id, id);
CREATE TRIGGER mark_changes_keep BEFORE UPDATE OR TRUNCATE ON mark_changes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('rows are only added');
CREATE TRIGGER mark_changes_student BEFORE DELETE ON mark_changes FOR EACH ROW EXECUTE FUNCTION keep_of_known_student();
COMMENT ON TABLE mark_changes IS 'History of the marks of published tests, to which rows are only added';
COMMENT ON COLUMN mark_changes.id IS 'Of two changes of one mark, the later has the higher';
COMMENT ON COLUMN mark_changes.test_id IS 'In which test; it may be gone';
COMMENT ON COLUMN mark_changes.student_id IS 'Whose mark';
COMMENT ON COLUMN mark_changes.old_state IS 'State before';
COMMENT ON COLUMN mark_changes.old_score IS 'Score before';
COMMENT ON COLUMN mark_changes.old_remark IS 'Remark before';
COMMENT ON COLUMN mark_changes.old_actor IS 'Who had marked so';
COMMENT ON COLUMN mark_changes.old_updated_at IS 'When it had been marked so';
COMMENT ON COLUMN mark_changes.new_state IS 'State after; NULL of a mark that was deleted';
COMMENT ON COLUMN mark_changes.new_score IS 'Score after';
COMMENT ON COLUMN mark_changes.new_remark IS 'Remark after';
COMMENT ON COLUMN mark_changes.actor IS 'Who changed it: the subject of a token, or a user of the database';
COMMENT ON COLUMN mark_changes.request_id IS 'X-Request-ID of the request, by which the logs know it';
COMMENT ON COLUMN mark_changes.reason IS 'Why, in the words of who did it';
COMMENT ON COLUMN mark_changes.changed_at IS 'When';

CREATE TABLE marks (
    test_id bigint NOT NULL,
    student_id bigint NOT NULL,
    state text NOT NULL,
    score numeric(7,2),
    maximum numeric(7,2) NOT NULL,
    remark character varying(500),
    actor text DEFAULT COALESCE(NULLIF(current_setting('student_management.actor'::text, true), ''::text), SESSION_USER::text) NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version bigint DEFAULT (EXTRACT(epoch FROM clock_timestamp()) * 1000000::numeric)::bigint NOT NULL,
    CONSTRAINT marks_check CHECK (
CASE state
    WHEN 'marked'::text THEN score IS NOT NULL AND score >= 0::numeric AND score <= maximum
    ELSE score IS NULL
END),
    CONSTRAINT marks_pkey PRIMARY KEY (test_id, student_id),
    CONSTRAINT marks_state_check CHECK (state = ANY (ARRAY['marked'::text, 'absent'::text, 'excused'::text]))
);
CREATE INDEX marks_student_id_idx ON marks USING btree (student_id);
CREATE TRIGGER marks_changed AFTER UPDATE ON marks REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION log_marks();
CREATE TRIGGER marks_deleted AFTER DELETE ON marks REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION log_marks();
CREATE TRIGGER marks_gone AFTER DELETE ON marks FOR EACH ROW EXECUTE FUNCTION record_roster_change('13', 'test_id', 'student_id');
CREATE TRIGGER marks_key BEFORE UPDATE ON marks FOR EACH ROW WHEN (old.test_id <> new.test_id OR old.student_id <> new.student_id) EXECUTE FUNCTION refuse_change('delete the mark, and insert another');
CREATE TRIGGER marks_version BEFORE UPDATE ON marks FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state OR old.score IS DISTINCT FROM new.score OR old.remark::text IS DISTINCT FROM new.remark::text OR old.actor IS DISTINCT FROM new.actor OR old.updated_at IS DISTINCT FROM new.updated_at OR old.version IS DISTINCT FROM new.version) EXECUTE FUNCTION touch_mark();
COMMENT ON TABLE marks IS 'What a student has scored in a test, or why nothing';
COMMENT ON COLUMN marks.test_id IS 'In which test';
COMMENT ON COLUMN marks.student_id IS 'Who';
COMMENT ON COLUMN marks.state IS 'marked with a score, absent, which counts as 0, or excused, which does not count';
COMMENT ON COLUMN marks.score IS 'From 0 to the maximum of the test; NULL unless marked';
COMMENT ON COLUMN marks.maximum IS 'That of the test, kept by the foreign key';
COMMENT ON COLUMN marks.remark IS 'In the words of who marked, to the student';
COMMENT ON COLUMN marks.actor IS 'Who marked last: the subject of a token, or a user of the database';
COMMENT ON COLUMN marks.updated_at IS 'When the mark last changed, kept by touch_mark';
COMMENT ON COLUMN marks.version IS 'Another after each change, kept by touch_mark';

CREATE TABLE materials (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    title character varying(200) NOT NULL,
    description text,
    url text,
    course_id bigint,
    class_id bigint,
    file_id uuid,
    file_name character varying(255),
    content_type text,
    size bigint,
    sha256 text,
    kind text GENERATED ALWAYS AS (
CASE
    WHEN url IS NOT NULL THEN 'link'::text
    WHEN content_type = 'application/pdf'::text THEN 'pdf'::text
    ELSE 'file'::text
END) STORED NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    number character varying(40) DEFAULT gen_random_uuid()::text NOT NULL,
    CONSTRAINT materials_check CHECK ((course_id IS NULL OR class_id IS NULL) AND (url IS NULL OR file_id IS NULL) AND (num_nonnulls(file_id, file_name, content_type, size, sha256) = ANY (ARRAY[0, 5]))),
    CONSTRAINT materials_number_check CHECK (number::text ~ '^[A-Za-z0-9][A-Za-z0-9._/-]*$'::text),
    CONSTRAINT materials_number_key UNIQUE (number),
    CONSTRAINT materials_pkey PRIMARY KEY (id),
    CONSTRAINT materials_title_check CHECK (title::text ~ '\S'::text),
    CONSTRAINT materials_url_check CHECK (url ~ '^https?://\S+$'::text)
);
CREATE INDEX materials_class_id_idx ON materials USING btree (class_id);
CREATE INDEX materials_course_id_idx ON materials USING btree (course_id);
CREATE INDEX materials_file_id_idx ON materials USING btree (file_id);
CREATE TRIGGER materials_file_changed AFTER UPDATE OF file_id ON materials FOR EACH ROW WHEN (old.file_id IS DISTINCT FROM new.file_id) EXECUTE FUNCTION remove_file();
CREATE TRIGGER materials_file_deleted AFTER DELETE ON materials FOR EACH ROW WHEN (old.file_id IS NOT NULL) EXECUTE FUNCTION remove_file();
CREATE TRIGGER materials_gone AFTER DELETE ON materials FOR EACH ROW EXECUTE FUNCTION record_roster_change('15', 'id');
CREATE TRIGGER materials_touch BEFORE UPDATE ON materials FOR EACH ROW WHEN (old.id IS DISTINCT FROM new.id OR old.number::text IS DISTINCT FROM new.number::text OR old.title::text IS DISTINCT FROM new.title::text OR old.description IS DISTINCT FROM new.description OR old.url IS DISTINCT FROM new.url OR old.course_id IS DISTINCT FROM new.course_id OR old.class_id IS DISTINCT FROM new.class_id OR old.file_id IS DISTINCT FROM new.file_id OR old.file_name::text IS DISTINCT FROM new.file_name::text OR old.content_type IS DISTINCT FROM new.content_type OR old.size IS DISTINCT FROM new.size OR old.sha256 IS DISTINCT FROM new.sha256 OR old.created_at IS DISTINCT FROM new.created_at OR old.updated_at IS DISTINCT FROM new.updated_at OR old.version IS DISTINCT FROM new.version) EXECUTE FUNCTION touch_row();
COMMENT ON TABLE materials IS 'What students learn from: files and links, for a course, a class or all';
COMMENT ON COLUMN materials.id IS 'Made by the database, never reused';
COMMENT ON COLUMN materials.title IS 'What it is called';
COMMENT ON COLUMN materials.description IS 'What it is about, free text';
COMMENT ON COLUMN materials.url IS 'Where it is, of a link; NULL of a file';
COMMENT ON COLUMN materials.course_id IS 'Course that it is for';
COMMENT ON COLUMN materials.class_id IS 'Class that it is for';
COMMENT ON COLUMN materials.file_id IS 'File in the folder; NULL until it is uploaded';
COMMENT ON COLUMN materials.file_name IS 'Under which the file is saved by who reads it';
COMMENT ON COLUMN materials.content_type IS 'What the file is, as its first bytes bear out';
COMMENT ON COLUMN materials.size IS 'Bytes of the file';
COMMENT ON COLUMN materials.sha256 IS 'Hash of the file, in hexadecimal digits';
COMMENT ON COLUMN materials.kind IS 'Made of url and content_type: link, pdf or file';
COMMENT ON COLUMN materials.created_at IS 'When the row was made';
COMMENT ON COLUMN materials.updated_at IS 'When the row last changed, kept by touch_row';
COMMENT ON COLUMN materials.version IS 'Count of changes, the ETag of the row, kept by touch_row';
COMMENT ON COLUMN materials.number IS 'By what files know it: a UUID, or what the file had that brought it';

CREATE TABLE notice_seen (
    student_id bigint NOT NULL,
    notice_id bigint NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT notice_seen_pkey PRIMARY KEY (student_id, notice_id)
);
CREATE INDEX notice_seen_notice_id_idx ON notice_seen USING btree (notice_id);
COMMENT ON TABLE notice_seen IS 'Which students have seen which notices';
COMMENT ON COLUMN notice_seen.student_id IS 'Who';
COMMENT ON COLUMN notice_seen.notice_id IS 'What';
COMMENT ON COLUMN notice_seen.seen_at IS 'When for the first time';

CREATE TABLE notices (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    audience text NOT NULL,
    class_id bigint,
    course_id bigint,
    student_id bigint,
    title character varying(200) NOT NULL,
    body character varying(10000) NOT NULL,
    shown_from timestamp with time zone DEFAULT now() NOT NULL,
    shown_until timestamp with time zone,
    popup boolean DEFAULT false NOT NULL,
    created_by text DEFAULT COALESCE(NULLIF(current_setting('student_management.actor'::text, true), ''::text), SESSION_USER::text) NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    number character varying(40) DEFAULT gen_random_uuid()::text NOT NULL,
    CONSTRAINT notices_audience_check CHECK (audience = ANY (ARRAY['all'::text, 'class'::text, 'course'::text, 'student'::text])),
    CONSTRAINT notices_check CHECK ((audience = 'class'::text) = (class_id IS NOT NULL) AND (audience = 'course'::text) = (course_id IS NOT NULL) AND (audience = 'student'::text) = (student_id IS NOT NULL) AND (shown_until > shown_from) IS NOT FALSE),
    CONSTRAINT notices_number_check CHECK (number::text ~ '^[A-Za-z0-9][A-Za-z0-9._/-]*$'::text),
    CONSTRAINT notices_number_key UNIQUE (number),
    CONSTRAINT notices_pkey PRIMARY KEY (id),
    CONSTRAINT notices_title_check CHECK (title::text ~ '\S'::text)
);
CREATE INDEX notices_audience_shown_until_idx ON notices USING btree (audience, shown_until);
CREATE INDEX notices_class_id_idx ON notices USING btree (class_id);
CREATE INDEX notices_course_id_idx ON notices USING btree (course_id);
CREATE INDEX notices_shown_from_id_idx ON notices USING btree (shown_from, id);
CREATE INDEX notices_student_id_idx ON notices USING btree (student_id);
CREATE TRIGGER notices_announce AFTER INSERT OR DELETE OR UPDATE ON notices FOR EACH STATEMENT EXECUTE FUNCTION announce();
CREATE TRIGGER notices_touch BEFORE UPDATE ON notices FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION touch_row();
COMMENT ON TABLE notices IS 'What the school tells its students';
COMMENT ON COLUMN notices.id IS 'Made by the database, never reused';
COMMENT ON COLUMN notices.audience IS 'Whom it concerns: all, a class, a course or one student';
COMMENT ON COLUMN notices.class_id IS 'Whose present members it concerns; NULL unless the audience is a class';
COMMENT ON COLUMN notices.course_id IS 'Whom it concerns by their enrollment; NULL unless the audience is a course';
COMMENT ON COLUMN notices.student_id IS 'The one whom it concerns; NULL unless the audience is a student';
COMMENT ON COLUMN notices.title IS 'What it is about';
COMMENT ON COLUMN notices.body IS 'The text, which may be of several lines';
COMMENT ON COLUMN notices.shown_from IS 'When it begins to be shown';
COMMENT ON COLUMN notices.shown_until IS 'When it is shown no longer; NULL where for ever';
COMMENT ON COLUMN notices.popup IS 'Whether it is to be put before whatever the student wants to see';
COMMENT ON COLUMN notices.created_by IS 'Who has written it: the subject of a token, or a user of the database';
COMMENT ON COLUMN notices.created_at IS 'When the row was made';
COMMENT ON COLUMN notices.updated_at IS 'When the row last changed, kept by touch_row';
COMMENT ON COLUMN notices.version IS 'Count of changes, the ETag of the row, kept by touch_row';
COMMENT ON COLUMN notices.number IS 'By what files know it: a UUID, or what the file had that brought it';

CREATE TABLE oneroster_schools (
    id smallint NOT NULL,
    prefix bigint DEFAULT (('x'::text || "left"(md5(gen_random_uuid()::text), 8)))::bit(32)::bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT oneroster_schools_id_check CHECK (id = 1),
    CONSTRAINT oneroster_schools_pkey PRIMARY KEY (id),
    CONSTRAINT oneroster_schools_prefix_check CHECK (prefix >= 0 AND prefix <= '4294967295'::bigint)
);
COMMENT ON TABLE oneroster_schools IS 'The school as OneRoster has it, in one row, which the first request makes';
COMMENT ON COLUMN oneroster_schools.id IS 'Always 1';
COMMENT ON COLUMN oneroster_schools.prefix IS 'Drawn at random, the first 32 bits of every sourcedId';
COMMENT ON COLUMN oneroster_schools.created_at IS 'When the row was made, which is when what never changes was last modified';

CREATE TABLE password_links (
    user_id bigint NOT NULL,
    token_hash bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT password_links_pkey PRIMARY KEY (user_id),
    CONSTRAINT password_links_token_hash_key UNIQUE (token_hash)
);
COMMENT ON TABLE password_links IS 'Links by which users may set a password, once each; a new one of a user takes the place of the last';
COMMENT ON COLUMN password_links.user_id IS 'Whose password it sets';
COMMENT ON COLUMN password_links.token_hash IS 'SHA-256 of the random token that the link has';
COMMENT ON COLUMN password_links.expires_at IS 'Until when it is good';

CREATE TABLE payments (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    student_id bigint,
    receipt_number bigint NOT NULL,
    method text NOT NULL,
    reference character varying(100),
    amount numeric(12,2) NOT NULL,
    paid_on date NOT NULL,
    reverses bigint,
    reason character varying(500),
    taken_by text DEFAULT COALESCE(NULLIF(current_setting('student_management.actor'::text, true), ''::text), SESSION_USER::text) NOT NULL,
    taken_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT payments_amount_check CHECK (amount > 0::numeric),
    CONSTRAINT payments_check CHECK (method = 'cash'::text OR reference IS NOT NULL OR reverses IS NOT NULL OR student_id IS NULL),
    CONSTRAINT payments_method_check CHECK (method = ANY (ARRAY['cash'::text, 'card'::text, 'bank'::text, 'upi'::text])),
    CONSTRAINT payments_pkey PRIMARY KEY (id),
    CONSTRAINT payments_receipt_number_check CHECK (receipt_number > 0),
    CONSTRAINT payments_receipt_number_key UNIQUE (receipt_number),
    CONSTRAINT payments_reference_check CHECK (reference::text ~ '\S'::text),
    CONSTRAINT payments_reverses_key UNIQUE (reverses)
);
CREATE UNIQUE INDEX payments_method_reference_idx ON payments USING btree (method, reference) WHERE reference IS NOT NULL;
CREATE INDEX payments_paid_on_id_idx ON payments USING btree (paid_on, id);
CREATE INDEX payments_student_id_id_idx ON payments USING btree (student_id, id);
CREATE TRIGGER payments_change BEFORE UPDATE ON payments FOR EACH ROW WHEN (old.student_id::text IS DISTINCT FROM current_setting('student_management.erased'::text, true) OR new.student_id IS NOT NULL OR new.reference IS NOT NULL OR new.reason IS NOT NULL OR old.id IS DISTINCT FROM new.id OR old.receipt_number IS DISTINCT FROM new.receipt_number OR old.method IS DISTINCT FROM new.method OR old.amount IS DISTINCT FROM new.amount OR old.paid_on IS DISTINCT FROM new.paid_on OR old.reverses IS DISTINCT FROM new.reverses OR old.taken_by IS DISTINCT FROM new.taken_by OR old.taken_at IS DISTINCT FROM new.taken_at) EXECUTE FUNCTION refuse_change('rows are only added, and erase_student makes those of a student anonymous');
CREATE TRIGGER payments_keep BEFORE DELETE OR TRUNCATE ON payments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('rows are only added: add a payment that reverses it');
CREATE TRIGGER payments_number BEFORE INSERT ON payments FOR EACH ROW EXECUTE FUNCTION number_payment();
CREATE TRIGGER payments_reversed AFTER INSERT ON payments FOR EACH ROW WHEN (new.reverses IS NOT NULL) EXECUTE FUNCTION free_allocations();
COMMENT ON TABLE payments IS 'Payments and their reversals, to which rows are only added';
COMMENT ON COLUMN payments.id IS 'Made by the database, never reused';
COMMENT ON COLUMN payments.student_id IS 'For whom it was paid; NULL once the student was erased';
COMMENT ON COLUMN payments.receipt_number IS 'Number of the receipt, given by number_payment without gaps';
COMMENT ON COLUMN payments.method IS 'How it was paid: cash, card, bank or upi';
COMMENT ON COLUMN payments.reference IS 'By which the bank, the card terminal or the provider knows it; none is used twice within a method';
COMMENT ON COLUMN payments.amount IS 'In the currency of the school; of a reversal what was given back';
COMMENT ON COLUMN payments.paid_on IS 'Day on which it was paid, or given back';
COMMENT ON COLUMN payments.reverses IS 'The payment that this one takes back as a whole; NULL of a payment';
COMMENT ON COLUMN payments.reason IS 'Why it was taken back, or what was noted at the payment';
COMMENT ON COLUMN payments.taken_by IS 'Who took it down: the subject of a token, or a user of the database';
COMMENT ON COLUMN payments.taken_at IS 'When it was taken down';

CREATE TABLE profile_pictures (
    student_id bigint NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT profile_pictures_content_check CHECK (length(content) >= 1 AND length(content) <= 1048576),
    CONSTRAINT profile_pictures_pkey PRIMARY KEY (student_id)
);
CREATE TRIGGER profile_pictures_newer AFTER INSERT OR UPDATE ON profile_pictures FOR EACH ROW EXECUTE FUNCTION supersede_picture();
COMMENT ON TABLE profile_pictures IS 'What students look like';
COMMENT ON COLUMN profile_pictures.student_id IS 'Who is on it';
COMMENT ON COLUMN profile_pictures.content IS 'A JPEG of at most 400 pixels a side';

CREATE TABLE profiles (
    student_id bigint NOT NULL,
    registration_number character varying(32),
    date_of_birth date,
    guardian_name character varying(100),
    guardian_phone character varying(32),
    phone character varying(32),
    address text,
    pending_popup text,
    last_seen_at timestamp with time zone,
    last_notice_seen_at timestamp with time zone,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    CONSTRAINT profiles_guardian_name_check CHECK (guardian_name::text ~ '\S'::text),
    CONSTRAINT profiles_guardian_phone_check CHECK (guardian_phone::text ~ '^[+]?[0-9][0-9 ()./-]*$'::text),
    CONSTRAINT profiles_phone_check CHECK (phone::text ~ '^[+]?[0-9][0-9 ()./-]*$'::text),
    CONSTRAINT profiles_pkey PRIMARY KEY (student_id),
    CONSTRAINT profiles_registration_number_check CHECK (registration_number::text ~ '^[A-Za-z0-9][A-Za-z0-9 ._/-]*$'::text),
    CONSTRAINT profiles_registration_number_key UNIQUE (registration_number)
);
CREATE TRIGGER profiles_touch BEFORE UPDATE ON profiles FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION touch_row();
COMMENT ON TABLE profiles IS 'What is known of students beside the name, where something is';
COMMENT ON COLUMN profiles.student_id IS 'Of whom';
COMMENT ON COLUMN profiles.registration_number IS 'Number under which an authority knows the student';
COMMENT ON COLUMN profiles.date_of_birth IS 'When the student was born';
COMMENT ON COLUMN profiles.guardian_name IS 'Who is responsible for the student';
COMMENT ON COLUMN profiles.guardian_phone IS 'Telephone number of the guardian';
COMMENT ON COLUMN profiles.phone IS 'Telephone number of the student';
COMMENT ON COLUMN profiles.address IS 'Postal address, of several lines';
COMMENT ON COLUMN profiles.pending_popup IS 'What the student is to be shown at the next visit';
COMMENT ON COLUMN profiles.last_seen_at IS 'When the student last visited the console';
COMMENT ON COLUMN profiles.last_notice_seen_at IS 'Up to when the student has seen notices';
COMMENT ON COLUMN profiles.updated_at IS 'When the row last changed, kept by touch_row';
COMMENT ON COLUMN profiles.version IS 'Count of changes, kept by touch_row';

CREATE TABLE receipt_numbers (
    id smallint NOT NULL,
    last bigint NOT NULL,
    CONSTRAINT receipt_numbers_id_check CHECK (id = 1),
    CONSTRAINT receipt_numbers_last_check CHECK (last > 0),
    CONSTRAINT receipt_numbers_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE receipt_numbers IS 'The number of the last receipt, in one row, which the first payment makes';
COMMENT ON COLUMN receipt_numbers.id IS 'Always 1';
COMMENT ON COLUMN receipt_numbers.last IS 'That was given; whoever takes the next one holds the row until the transaction ends';

CREATE TABLE roster_changes (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    noun smallint NOT NULL,
    row_id bigint NOT NULL,
    other_id bigint DEFAULT 0 NOT NULL,
    gone boolean NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT roster_changes_noun_row_id_other_id_key UNIQUE (noun, row_id, other_id),
    CONSTRAINT roster_changes_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE roster_changes IS 'When rows that have no such time last changed, and which rows are gone';
COMMENT ON COLUMN roster_changes.id IS 'Made by the database, never reused';
COMMENT ON COLUMN roster_changes.noun IS 'Of what: 1 students, 2 teachers, 3 terms, 4 courses, 6 classes, 8 course_teachers, 9 class_members, 10 class_teachers, 11 test_categories, 12 tests, 13 marks, 15 materials, 16 assessments, 17 assessment_results';
COMMENT ON COLUMN roster_changes.row_id IS 'The id of the row, or the first of the two that it has; the row may be gone';
COMMENT ON COLUMN roster_changes.other_id IS 'The second; 0 where there is one';
COMMENT ON COLUMN roster_changes.gone IS 'Whether it was deleted';
COMMENT ON COLUMN roster_changes.changed_at IS 'When, as the transaction began';

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

CREATE TABLE sourced_ids (
    sourced_id uuid NOT NULL,
    noun smallint NOT NULL,
    row_id bigint NOT NULL,
    other_id bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT sourced_ids_noun_row_id_other_id_key UNIQUE (noun, row_id, other_id),
    CONSTRAINT sourced_ids_pkey PRIMARY KEY (sourced_id)
);
COMMENT ON TABLE sourced_ids IS 'By which other software knows records that it has stored, where that is not what is made of the row';
COMMENT ON COLUMN sourced_ids.sourced_id IS 'As it was sent';
COMMENT ON COLUMN sourced_ids.noun IS 'Of what, by the numbers that sourcedIds are made of';
COMMENT ON COLUMN sourced_ids.row_id IS 'The id of the row, or the first of the two that it has; the row may be gone';
COMMENT ON COLUMN sourced_ids.other_id IS 'The second; 0 where there is one';
COMMENT ON COLUMN sourced_ids.created_at IS 'When it was sent first';

CREATE TABLE stopped_fees (
    departure_id bigint NOT NULL,
    fee_id bigint NOT NULL,
    discount numeric(12,2) NOT NULL,
    discount_reason character varying(200),
    CONSTRAINT stopped_fees_discount_check CHECK (discount >= 0::numeric),
    CONSTRAINT stopped_fees_pkey PRIMARY KEY (departure_id, fee_id)
);
CREATE INDEX stopped_fees_fee_id_idx ON stopped_fees USING btree (fee_id);
COMMENT ON TABLE stopped_fees IS 'Fees of months after a student has left, as they were before the departure';
COMMENT ON COLUMN stopped_fees.departure_id IS 'With which they were no longer asked for; of one that was taken back they are again';
COMMENT ON COLUMN stopped_fees.fee_id IS 'Which fee';
COMMENT ON COLUMN stopped_fees.discount IS 'What of it was not asked for before';
COMMENT ON COLUMN stopped_fees.discount_reason IS 'Why that was';

CREATE TABLE stored_files (
    id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    stored_at timestamp with time zone,
    removed_at timestamp with time zone,
    marks_store boolean DEFAULT false NOT NULL,
    CONSTRAINT stored_files_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX stored_files_marks_store_idx ON stored_files USING btree (marks_store) WHERE marks_store;
CREATE INDEX stored_files_removed_at_idx ON stored_files USING btree (removed_at);
COMMENT ON TABLE stored_files IS 'Files that the folder has, or may have';
COMMENT ON COLUMN stored_files.id IS 'Drawn at random, the name of the file in the folder';
COMMENT ON COLUMN stored_files.created_at IS 'When the upload began';
COMMENT ON COLUMN stored_files.stored_at IS 'When it had ended; NULL while it has not';
COMMENT ON COLUMN stored_files.removed_at IS 'Since when nothing refers to it; the file goes some days later';
COMMENT ON COLUMN stored_files.marks_store IS 'Whether it is the one file by which a replica knows the store of the others';

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

CREATE TABLE student_pictures (
    student_id bigint NOT NULL,
    file_id uuid NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    CONSTRAINT student_pictures_file_id_key UNIQUE (file_id),
    CONSTRAINT student_pictures_pkey PRIMARY KEY (student_id),
    CONSTRAINT student_pictures_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'::text),
    CONSTRAINT student_pictures_size_check CHECK (size > 0)
);
CREATE TRIGGER student_pictures_changed AFTER UPDATE OF file_id ON student_pictures FOR EACH ROW WHEN (old.file_id IS DISTINCT FROM new.file_id) EXECUTE FUNCTION remove_picture();
CREATE TRIGGER student_pictures_deleted AFTER DELETE ON student_pictures FOR EACH ROW EXECUTE FUNCTION remove_picture();
COMMENT ON TABLE student_pictures IS 'What students look like, in the store of files';
COMMENT ON COLUMN student_pictures.student_id IS 'Who is on it';
COMMENT ON COLUMN student_pictures.file_id IS 'A JPEG of at most 400 pixels a side';
COMMENT ON COLUMN student_pictures.size IS 'Bytes of the file';
COMMENT ON COLUMN student_pictures.sha256 IS 'Hash of the file, in hexadecimal digits';

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
CREATE TRIGGER students_gone AFTER DELETE ON students FOR EACH ROW EXECUTE FUNCTION record_roster_change('1', 'id');
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
CREATE TRIGGER teachers_gone AFTER DELETE ON teachers FOR EACH ROW EXECUTE FUNCTION record_roster_change('2', 'id');
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
CREATE TRIGGER terms_gone AFTER DELETE ON terms FOR EACH ROW EXECUTE FUNCTION record_roster_change('3', 'id');
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

CREATE TABLE test_categories (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    title character varying(40) NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    CONSTRAINT test_categories_pkey PRIMARY KEY (id),
    CONSTRAINT test_categories_title_check CHECK (title::text ~ '\S'::text),
    CONSTRAINT test_categories_title_key UNIQUE (title)
);
CREATE TRIGGER test_categories_gone AFTER DELETE ON test_categories FOR EACH ROW EXECUTE FUNCTION record_roster_change('11', 'id');
CREATE TRIGGER test_categories_touch BEFORE UPDATE ON test_categories FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION touch_row();
COMMENT ON TABLE test_categories IS 'Of what sorts tests are; a test that comes with a new one makes it';
COMMENT ON COLUMN test_categories.id IS 'Made by the database, never reused';
COMMENT ON COLUMN test_categories.title IS 'The word that its tests have';
COMMENT ON COLUMN test_categories.created_at IS 'When the row was made';
COMMENT ON COLUMN test_categories.updated_at IS 'When the row last changed, kept by touch_row';
COMMENT ON COLUMN test_categories.version IS 'Count of changes, kept by touch_row';

CREATE TABLE tests (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    code character varying(32) NOT NULL,
    title character varying(100) NOT NULL,
    category character varying(40) NOT NULL,
    course_id bigint,
    class_id bigint,
    held_on date NOT NULL,
    maximum numeric(7,2) NOT NULL,
    weight numeric(7,2) NOT NULL,
    published_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    withdrawn_at timestamp with time zone,
    CONSTRAINT tests_category_check CHECK (category::text ~ '\S'::text),
    CONSTRAINT tests_check CHECK (num_nonnulls(course_id, class_id) = 1),
    CONSTRAINT tests_code_check CHECK (code::text ~ '^[A-Z0-9]+(-[A-Z0-9]+)*$'::text),
    CONSTRAINT tests_code_key UNIQUE (code),
    CONSTRAINT tests_id_maximum_key UNIQUE (id, maximum),
    CONSTRAINT tests_maximum_check CHECK (maximum > 0::numeric),
    CONSTRAINT tests_pkey PRIMARY KEY (id),
    CONSTRAINT tests_title_check CHECK (title::text ~ '\S'::text),
    CONSTRAINT tests_weight_check CHECK (weight >= 0::numeric)
);
CREATE INDEX tests_category_idx ON tests USING btree (category);
CREATE INDEX tests_class_id_idx ON tests USING btree (class_id);
CREATE INDEX tests_course_id_idx ON tests USING btree (course_id);
CREATE INDEX tests_held_on_id_idx ON tests USING btree (held_on, id);
CREATE TRIGGER tests_category BEFORE INSERT OR UPDATE OF category ON tests FOR EACH ROW EXECUTE FUNCTION know_category();
CREATE TRIGGER tests_gone AFTER DELETE ON tests FOR EACH ROW EXECUTE FUNCTION record_roster_change('12', 'id');
CREATE TRIGGER tests_touch BEFORE UPDATE ON tests FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION touch_row();
CREATE TRIGGER tests_withdrawn BEFORE UPDATE ON tests FOR EACH ROW WHEN (old.published_at IS DISTINCT FROM new.published_at OR old.withdrawn_at IS DISTINCT FROM new.withdrawn_at) EXECUTE FUNCTION keep_withdrawn();
COMMENT ON TABLE tests IS 'What students are marked for: exams and coursework of a course or of a class';
COMMENT ON COLUMN tests.id IS 'Made by the database, never reused';
COMMENT ON COLUMN tests.code IS 'Capitals, digits and single hyphens, by which files know the test';
COMMENT ON COLUMN tests.title IS 'What it is called';
COMMENT ON COLUMN tests.category IS 'Of what sort it is, in the words of the school, as in exam or coursework';
COMMENT ON COLUMN tests.course_id IS 'Whose test it is, if it is one of a course';
COMMENT ON COLUMN tests.class_id IS 'Whose test it is, if it is one of a class';
COMMENT ON COLUMN tests.held_on IS 'On which day it is held, or to be handed in';
COMMENT ON COLUMN tests.maximum IS 'The highest score that it can be marked with';
COMMENT ON COLUMN tests.weight IS 'What it counts, compared with the others; 0 is nothing';
COMMENT ON COLUMN tests.published_at IS 'Since when students see their marks; NULL of a draft';
COMMENT ON COLUMN tests.created_at IS 'When the row was made';
COMMENT ON COLUMN tests.updated_at IS 'When the row last changed, kept by touch_row';
COMMENT ON COLUMN tests.version IS 'Count of changes, the ETag of the row, kept by touch_row';
COMMENT ON COLUMN tests.withdrawn_at IS 'When it last became a draft again, kept by keep_withdrawn; NULL where it never did';

CREATE TABLE user_sessions (
    token_hash bytea NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT user_sessions_pkey PRIMARY KEY (token_hash)
);
CREATE INDEX user_sessions_user_id_idx ON user_sessions USING btree (user_id);
COMMENT ON TABLE user_sessions IS 'Browsers in which users have signed in';
COMMENT ON COLUMN user_sessions.token_hash IS 'SHA-256 of the random token that the cookie has';
COMMENT ON COLUMN user_sessions.user_id IS 'Who has signed in; the sessions go with the user';
COMMENT ON COLUMN user_sessions.created_at IS 'When the user signed in';
COMMENT ON COLUMN user_sessions.seen_at IS 'When the session was last used, up to some minutes before';

CREATE TABLE users (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    name character varying(100) NOT NULL,
    email character varying(120) NOT NULL,
    roles text[] NOT NULL,
    student_id bigint,
    teacher_id bigint,
    password_hash text,
    last_seen_at timestamp with time zone,
    disabled_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    CONSTRAINT users_check CHECK (student_id IS NULL OR teacher_id IS NULL AND cardinality(roles) = 0),
    CONSTRAINT users_name_check CHECK (name::text ~ '\S'::text),
    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_roles_check CHECK (roles::text ~ '^\{([a-z]+(,[a-z]+)*)?\}$'::text),
    CONSTRAINT users_student_id_key UNIQUE (student_id),
    CONSTRAINT users_teacher_id_key UNIQUE (teacher_id)
);
CREATE UNIQUE INDEX users_lower_idx ON users USING btree (lower(email::text));
CREATE TRIGGER users_administrator AFTER UPDATE ON users FOR EACH ROW WHEN (('admin'::text = ANY (old.roles)) AND old.disabled_at IS NULL AND NOT (('admin'::text = ANY (new.roles)) AND new.disabled_at IS NULL)) EXECUTE FUNCTION keep_administrator();
CREATE TRIGGER users_administrator_gone AFTER DELETE ON users FOR EACH ROW WHEN (('admin'::text = ANY (old.roles)) AND old.disabled_at IS NULL) EXECUTE FUNCTION keep_administrator();
CREATE TRIGGER users_answers AFTER DELETE ON users REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION forget_answers_of_users();
CREATE TRIGGER users_touch BEFORE UPDATE ON users FOR EACH ROW WHEN (old.id IS DISTINCT FROM new.id OR old.name::text IS DISTINCT FROM new.name::text OR old.email::text IS DISTINCT FROM new.email::text OR old.roles IS DISTINCT FROM new.roles OR old.student_id IS DISTINCT FROM new.student_id OR old.teacher_id IS DISTINCT FROM new.teacher_id OR old.disabled_at IS DISTINCT FROM new.disabled_at OR old.created_at IS DISTINCT FROM new.created_at OR old.updated_at IS DISTINCT FROM new.updated_at OR old.version IS DISTINCT FROM new.version) EXECUTE FUNCTION touch_row();
COMMENT ON TABLE users IS 'People who sign in';
COMMENT ON COLUMN users.id IS 'Made by the database, never reused';
COMMENT ON COLUMN users.name IS 'Full name';
COMMENT ON COLUMN users.email IS 'E-mail address, with which somebody signs in; unique without regard to case';
COMMENT ON COLUMN users.roles IS 'What the user may do; empty for a student, and for who is a teacher and nothing else';
COMMENT ON COLUMN users.student_id IS 'Student whose record the user reaches, and nothing else; the user goes with the student';
COMMENT ON COLUMN users.teacher_id IS 'Teacher who the user is, besides the roles';
COMMENT ON COLUMN users.password_hash IS 'bcrypt of the password; NULL until one is set';
COMMENT ON COLUMN users.last_seen_at IS 'When the user last did something, up to some minutes before';
COMMENT ON COLUMN users.disabled_at IS 'When the user was shut out; NULL while the user may sign in';
COMMENT ON COLUMN users.created_at IS 'When the row was made';
COMMENT ON COLUMN users.updated_at IS 'When the row last changed but for the password and last_seen_at, kept by touch_row';
COMMENT ON COLUMN users.version IS 'Count of these changes, the ETag of the row, kept by touch_row';

CREATE TABLE waitlist_entries (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    student_id bigint NOT NULL,
    course_id bigint NOT NULL,
    joined_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT waitlist_entries_pkey PRIMARY KEY (id),
    CONSTRAINT waitlist_entries_student_id_course_id_key UNIQUE (student_id, course_id)
);
CREATE INDEX waitlist_entries_course_id_id_idx ON waitlist_entries USING btree (course_id, id);
CREATE TRIGGER waitlist_entries_departed AFTER INSERT ON waitlist_entries REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_departed();
CREATE TRIGGER waitlist_entries_join BEFORE INSERT ON waitlist_entries FOR EACH ROW EXECUTE FUNCTION join_waitlist();
CREATE TRIGGER waitlist_entries_keep BEFORE UPDATE OR TRUNCATE ON waitlist_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('delete rows and insert others, so that the order of joining holds');
CREATE TRIGGER waitlist_entries_leave BEFORE DELETE ON waitlist_entries FOR EACH ROW EXECUTE FUNCTION leave_waitlist();
CREATE TRIGGER waitlist_entries_record AFTER INSERT OR DELETE ON waitlist_entries FOR EACH ROW EXECUTE FUNCTION record_waitlist();
COMMENT ON TABLE waitlist_entries IS 'Who waits for a seat in a full course';
COMMENT ON COLUMN waitlist_entries.id IS 'Order of joining, given while the course''s seats are locked';
COMMENT ON COLUMN waitlist_entries.student_id IS 'Who waits';
COMMENT ON COLUMN waitlist_entries.course_id IS 'For what';
COMMENT ON COLUMN waitlist_entries.joined_at IS 'Since when';

ALTER TABLE allocations ADD CONSTRAINT allocations_fee_id_fkey FOREIGN KEY (fee_id) REFERENCES fees(id);
ALTER TABLE allocations ADD CONSTRAINT allocations_freed_by_fkey FOREIGN KEY (freed_by) REFERENCES payments(id);
ALTER TABLE allocations ADD CONSTRAINT allocations_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payments(id);

ALTER TABLE assessment_results ADD CONSTRAINT assessment_results_assessment_id_fkey FOREIGN KEY (assessment_id) REFERENCES assessments(id);
ALTER TABLE assessment_results ADD CONSTRAINT assessment_results_scale_class_id_fkey FOREIGN KEY (scale_class_id) REFERENCES classes(id) ON DELETE SET NULL;
ALTER TABLE assessment_results ADD CONSTRAINT assessment_results_scale_course_id_fkey FOREIGN KEY (scale_course_id) REFERENCES courses(id) ON DELETE SET NULL;
ALTER TABLE assessment_results ADD CONSTRAINT assessment_results_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id);

ALTER TABLE assessments ADD CONSTRAINT assessments_class_id_fkey FOREIGN KEY (class_id) REFERENCES classes(id) ON DELETE SET NULL;
ALTER TABLE assessments ADD CONSTRAINT assessments_course_id_fkey FOREIGN KEY (course_id) REFERENCES courses(id) ON DELETE SET NULL;
ALTER TABLE assessments ADD CONSTRAINT assessments_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES assessments(id);
ALTER TABLE assessments ADD CONSTRAINT assessments_scale_class_id_fkey FOREIGN KEY (scale_class_id) REFERENCES classes(id) ON DELETE SET NULL;
ALTER TABLE assessments ADD CONSTRAINT assessments_scale_course_id_fkey FOREIGN KEY (scale_course_id) REFERENCES courses(id) ON DELETE SET NULL;

ALTER TABLE class_members ADD CONSTRAINT class_members_class_id_fkey FOREIGN KEY (class_id) REFERENCES classes(id);
ALTER TABLE class_members ADD CONSTRAINT class_members_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id) ON DELETE CASCADE;

ALTER TABLE class_teachers ADD CONSTRAINT class_teachers_class_id_fkey FOREIGN KEY (class_id) REFERENCES classes(id) ON DELETE CASCADE;
ALTER TABLE class_teachers ADD CONSTRAINT class_teachers_teacher_id_fkey FOREIGN KEY (teacher_id) REFERENCES teachers(id);

ALTER TABLE classes ADD CONSTRAINT classes_term_id_fkey FOREIGN KEY (term_id) REFERENCES terms(id);

ALTER TABLE clients ADD CONSTRAINT clients_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id) ON DELETE CASCADE;

ALTER TABLE course_prerequisites ADD CONSTRAINT course_prerequisites_course_id_fkey FOREIGN KEY (course_id) REFERENCES courses(id) ON DELETE CASCADE;
ALTER TABLE course_prerequisites ADD CONSTRAINT course_prerequisites_prerequisite_id_fkey FOREIGN KEY (prerequisite_id) REFERENCES courses(id);

ALTER TABLE course_seats ADD CONSTRAINT course_seats_course_id_fkey FOREIGN KEY (course_id) REFERENCES courses(id) ON DELETE CASCADE;

ALTER TABLE course_teachers ADD CONSTRAINT course_teachers_course_id_fkey FOREIGN KEY (course_id) REFERENCES courses(id) ON DELETE CASCADE;
ALTER TABLE course_teachers ADD CONSTRAINT course_teachers_teacher_id_fkey FOREIGN KEY (teacher_id) REFERENCES teachers(id);

ALTER TABLE courses ADD CONSTRAINT courses_term_id_fkey FOREIGN KEY (term_id) REFERENCES terms(id);

ALTER TABLE departures ADD CONSTRAINT departures_class_id_fkey FOREIGN KEY (class_id) REFERENCES classes(id) ON DELETE SET NULL;
ALTER TABLE departures ADD CONSTRAINT departures_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id) ON DELETE CASCADE;

ALTER TABLE fees ADD CONSTRAINT fees_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id);

ALTER TABLE import_parts ADD CONSTRAINT import_parts_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id) ON DELETE CASCADE;

ALTER TABLE import_refusals ADD CONSTRAINT import_refusals_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id) ON DELETE CASCADE;

ALTER TABLE marks ADD CONSTRAINT marks_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id);
ALTER TABLE marks ADD CONSTRAINT marks_test_id_maximum_fkey FOREIGN KEY (test_id, maximum) REFERENCES tests(id, maximum) ON UPDATE CASCADE;

ALTER TABLE materials ADD CONSTRAINT materials_class_id_fkey FOREIGN KEY (class_id) REFERENCES classes(id);
ALTER TABLE materials ADD CONSTRAINT materials_course_id_fkey FOREIGN KEY (course_id) REFERENCES courses(id);
ALTER TABLE materials ADD CONSTRAINT materials_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_files(id);

ALTER TABLE notice_seen ADD CONSTRAINT notice_seen_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notices(id) ON DELETE CASCADE;
ALTER TABLE notice_seen ADD CONSTRAINT notice_seen_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id) ON DELETE CASCADE;

ALTER TABLE notices ADD CONSTRAINT notices_class_id_fkey FOREIGN KEY (class_id) REFERENCES classes(id) ON DELETE CASCADE;
ALTER TABLE notices ADD CONSTRAINT notices_course_id_fkey FOREIGN KEY (course_id) REFERENCES courses(id) ON DELETE CASCADE;
ALTER TABLE notices ADD CONSTRAINT notices_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id) ON DELETE CASCADE;

ALTER TABLE password_links ADD CONSTRAINT password_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE;

ALTER TABLE payments ADD CONSTRAINT payments_reverses_fkey FOREIGN KEY (reverses) REFERENCES payments(id);
ALTER TABLE payments ADD CONSTRAINT payments_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id);

ALTER TABLE profile_pictures ADD CONSTRAINT profile_pictures_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id) ON DELETE CASCADE;

ALTER TABLE profiles ADD CONSTRAINT profiles_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id) ON DELETE CASCADE;

ALTER TABLE stopped_fees ADD CONSTRAINT stopped_fees_departure_id_fkey FOREIGN KEY (departure_id) REFERENCES departures(id) ON DELETE CASCADE;
ALTER TABLE stopped_fees ADD CONSTRAINT stopped_fees_fee_id_fkey FOREIGN KEY (fee_id) REFERENCES fees(id) ON DELETE CASCADE;

ALTER TABLE student_courses ADD CONSTRAINT student_courses_course_id_fkey FOREIGN KEY (course_id) REFERENCES courses(id);
ALTER TABLE student_courses ADD CONSTRAINT student_courses_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id);

ALTER TABLE student_pictures ADD CONSTRAINT student_pictures_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_files(id);
ALTER TABLE student_pictures ADD CONSTRAINT student_pictures_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id) ON DELETE CASCADE;

ALTER TABLE terms ADD CONSTRAINT terms_parent_id_parent_kind_fkey FOREIGN KEY (parent_id, parent_kind) REFERENCES terms(id, kind);

ALTER TABLE tests ADD CONSTRAINT tests_category_fkey FOREIGN KEY (category) REFERENCES test_categories(title) ON UPDATE CASCADE;
ALTER TABLE tests ADD CONSTRAINT tests_class_id_fkey FOREIGN KEY (class_id) REFERENCES classes(id);
ALTER TABLE tests ADD CONSTRAINT tests_course_id_fkey FOREIGN KEY (course_id) REFERENCES courses(id);

ALTER TABLE user_sessions ADD CONSTRAINT user_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE;

ALTER TABLE users ADD CONSTRAINT users_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id) ON DELETE CASCADE;
ALTER TABLE users ADD CONSTRAINT users_teacher_id_fkey FOREIGN KEY (teacher_id) REFERENCES teachers(id) ON DELETE SET NULL;

ALTER TABLE waitlist_entries ADD CONSTRAINT waitlist_entries_course_id_fkey FOREIGN KEY (course_id) REFERENCES courses(id);
ALTER TABLE waitlist_entries ADD CONSTRAINT waitlist_entries_student_id_fkey FOREIGN KEY (student_id) REFERENCES students(id);
