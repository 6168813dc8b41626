package org.studentmanagement.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.studentmanagement.student.Student;

/** That a student has seen a notice. {@link StudentNotices} has the statements. */
@Entity
@Table(name = "notice_seen", indexes = @Index(columnList = "notice_id"))
@IdClass(SeenNotice.Key.class)
class SeenNotice {
    record Key(Long student, Long notice) {}

    @Id
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @OnDelete(action = OnDeleteAction.CASCADE)
    @JoinColumn(name = "student_id", foreignKey = @ForeignKey(name = "notice_seen_student_id_fkey"))
    Student student;

    @Id
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @OnDelete(action = OnDeleteAction.CASCADE)
    @JoinColumn(name = "notice_id", foreignKey = @ForeignKey(name = "notice_seen_notice_id_fkey"))
    Notice notice;

    @Column(nullable = false)
    Instant seenAt;
}
