\set student random(1, :students)
select s1_0.id,s1_0.created_at,s1_0.email,s1_0.name,s1_0.number,s1_0.updated_at,s1_0.version from students s1_0 where s1_0.id=:student;
