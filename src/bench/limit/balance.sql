\set student random(1, :students)
WITH charged AS (
    SELECT coalesce(sum(f.amount), 0.00) AS charged, coalesce(sum(f.discount), 0.00) AS discounted,
      coalesce(sum(f.amount - f.discount - paid(f.id)) FILTER (WHERE NOT f.settled AND f.due_on < (now() AT TIME ZONE 'UTC')::date), 0.00) AS overdue
    FROM fees f WHERE f.student_id = :student),
  taken AS (
    SELECT coalesce(sum(p.amount), 0.00) AS paid,
      coalesce(sum((SELECT sum(a.amount) FROM allocations a WHERE a.payment_id = p.id)), 0.00) AS allocated
    FROM payments p
    WHERE p.student_id = :student AND p.reverses IS NULL AND NOT EXISTS (SELECT FROM payments r WHERE r.reverses = p.id))
SELECT coalesce((SELECT s.value #>> '{}' FROM settings s WHERE s.name = 'currency'), 'EUR') AS currency,
  charged, discounted, paid, charged - discounted - paid AS balance, paid - allocated AS credit, overdue,
  f.id AS fee, f.month, f.due_on, f.amount - f.discount - paid(f.id) AS open, f.due_on < (now() AT TIME ZONE 'UTC')::date AS late
FROM students s CROSS JOIN charged CROSS JOIN taken
LEFT JOIN fees f ON f.student_id = s.id AND NOT f.settled
WHERE s.id = :student
ORDER BY f.month;
