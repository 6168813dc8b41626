package org.studentmanagement.student;

import java.util.Objects;
import java.util.Set;
import org.studentmanagement.api.Taken;

/** 409: others have the number, the e-mail address, or both. */
class StudentTaken extends Taken {
    private static final long serialVersionUID = 1L;

    private final transient Student student;

    StudentTaken(Student student, Throwable refused) {
        super(refused);
        this.student = student;
    }

    @Override
    public Set<String> members() {
        return Set.copyOf(Student.getEntityManager()
                .createQuery("""
                        select 'number' from Student s where s.number = :number and s.id <> :id
                        union all
                        select 'email' from Student s where lower(s.email) = lower(:email) and s.id <> :id
                        """, String.class)
                .setParameter("number", student.number)
                .setParameter("email", student.email)
                // one that was to be new has no id
                .setParameter("id", Objects.requireNonNullElse(student.id, 0L))
                .getResultList());
    }
}
