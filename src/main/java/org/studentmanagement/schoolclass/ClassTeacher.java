package org.studentmanagement.schoolclass;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.studentmanagement.people.Teacher;

/** That a teacher has a class. {@link ClassTeachers} has the statements. */
@Entity
@Table(name = "class_teachers", indexes = @Index(columnList = "teacher_id"))
@IdClass(ClassTeacher.Key.class)
class ClassTeacher extends PanacheEntityBase {
    record Key(Long schoolClass, Long teacher) {}

    @Id
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "class_id", foreignKey = @ForeignKey(name = "class_teachers_class_id_fkey"))
    @OnDelete(action = OnDeleteAction.CASCADE)
    SchoolClass schoolClass;

    @Id
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "teacher_id", foreignKey = @ForeignKey(name = "class_teachers_teacher_id_fkey"))
    Teacher teacher;
}
