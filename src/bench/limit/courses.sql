\set student random(1, :students)
select e1_0.student_id,e1_0.course_id,c1_0.id,c1_0.code,c1_0.created_at,c1_0.description,c1_0.name,c1_0.updated_at,c1_0.version,e1_0.enrolled_at from student_courses e1_0 join courses c1_0 on c1_0.id=e1_0.course_id where e1_0.student_id=:student order by c1_0.code;
