\set student random(1, :students)
SELECT r.id, r.number, r.name, r.email, r.created_at, r.updated_at, r.version FROM students r WHERE r.id = :student;
