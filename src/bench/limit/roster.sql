\set course random(1, 1000)
\set rows 51
select e1_0.student_id,s1_0.id,s1_0.created_at,s1_0.email,s1_0.name,s1_0.number,s1_0.updated_at,s1_0.version,e1_0.course_id,e1_0.enrolled_at from student_courses e1_0 join students s1_0 on s1_0.id=e1_0.student_id where e1_0.course_id=:course order by s1_0.name,s1_0.id fetch first :rows rows only;
