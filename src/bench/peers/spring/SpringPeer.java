package peer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.Generated;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Persistable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The reads and writes of the service with Spring Boot and JPA repositories, as its guides write them. */
@SpringBootApplication
@EnableJpaRepositories(considerNestedRepositories = true)
public class SpringPeer {
    public static void main(String... arguments) {
        SpringApplication peer = new SpringApplication(SpringPeer.class);
        peer.setDefaultProperties(Map.of(
                "server.port",
                System.getenv("PEER_PORT"),
                "spring.datasource.url",
                "jdbc:" + System.getenv("PEER_DATABASE"),
                "spring.datasource.username",
                System.getenv("PEER_USER"),
                "spring.datasource.hikari.maximum-pool-size",
                "20",
                "spring.jpa.open-in-view",
                "false",
                "spring.jackson.property-naming-strategy",
                "SNAKE_CASE"));
        peer.run(arguments);
    }

    @Entity(name = "Student")
    @Table(name = "students")
    public static class Student {
        @Id
        public Long id;

        public String number;
        public String name;
        public String email;
        public Instant createdAt;
        public Instant updatedAt;
        public long version;
    }

    @Entity(name = "Course")
    @Table(name = "courses")
    public static class Course {
        @Id
        public Long id;

        public String code;
        public String name;
        public String description;
    }

    @Entity(name = "Enrollment")
    @Table(name = "student_courses")
    @IdClass(Enrollment.Key.class)
    public static class Enrollment implements Persistable<Enrollment.Key> {
        public record Key(Long student, Long course) implements Serializable {}

        @Id
        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "student_id")
        public Student student;

        @Id
        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "course_id")
        public Course course;

        @Generated
        @Column(insertable = false, updatable = false)
        public Instant enrolledAt;

        @Override
        public Key getId() {
            return new Key(student.id, course.id);
        }

        /** Rows that were read are only ever deleted, by their ids. */
        @Override
        public boolean isNew() {
            return enrolledAt == null;
        }
    }

    interface Students extends JpaRepository<Student, Long> {}

    interface Courses extends JpaRepository<Course, Long> {}

    interface Enrollments extends JpaRepository<Enrollment, Enrollment.Key> {
        @Query("from Enrollment e join fetch e.course c where e.student.id = ?1 order by c.code")
        List<Enrollment> ofStudent(long student);

        @Query("from Enrollment e join fetch e.student s where e.course.id = ?1 order by s.name, s.id")
        List<Enrollment> roster(long course, Limit limit);

        @Query("select e.course.id from Enrollment e where e.student.id = ?1 and e.course.id in ?2")
        Set<Long> taken(long student, List<Long> courses);
    }

    record TakenCourse(long id, String code, String name, Instant enrolledAt) {}

    record RosterEntry(long id, String number, String name, String email, Instant enrolledAt) {}

    record Items<T>(List<T> items) {}

    record Enrolling(List<Long> courseIds) {}

    record Enrolled(List<Long> added, Set<Long> alreadyEnrolled) {}

    @RestController
    static class Api {
        private final Students students;
        private final Courses courses;
        private final Enrollments enrollments;

        Api(Students students, Courses courses, Enrollments enrollments) {
            this.students = students;
            this.courses = courses;
            this.enrollments = enrollments;
        }

        @GetMapping("/api/students/{id}")
        Student student(@PathVariable long id) {
            return students.findById(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        }

        @GetMapping("/api/students/{id}/courses")
        Items<TakenCourse> courses(@PathVariable long id) {
            return new Items<>(enrollments.ofStudent(id).stream()
                    .map(e -> new TakenCourse(e.course.id, e.course.code, e.course.name, e.enrolledAt))
                    .toList());
        }

        @GetMapping("/api/courses/{id}/students")
        Items<RosterEntry> roster(@PathVariable long id, @RequestParam(defaultValue = "50") int limit) {
            return new Items<>(enrollments.roster(id, Limit.of(limit)).stream()
                    .map(e -> new RosterEntry(
                            e.student.id, e.student.number, e.student.name, e.student.email, e.enrolledAt))
                    .toList());
        }

        @Transactional
        @PostMapping("/api/students/{id}/courses")
        public Enrolled enroll(@PathVariable long id, @RequestBody Enrolling asked) {
            Student student = student(id);
            List<Course> known = courses.findAllById(asked.courseIds);
            if (known.size() < asked.courseIds.size()) {
                throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY);
            }
            Set<Long> taken = new HashSet<>(enrollments.taken(id, asked.courseIds));
            List<Long> added = new ArrayList<>();
            for (Course course : known) {
                if (!taken.contains(course.id)) {
                    Enrollment enrollment = new Enrollment();
                    enrollment.student = student;
                    enrollment.course = course;
                    enrollments.save(enrollment);
                    added.add(course.id);
                }
            }
            return new Enrolled(added, taken);
        }

        @Transactional
        @DeleteMapping("/api/students/{id}/courses/{course}")
        @ResponseStatus(HttpStatus.NO_CONTENT)
        public void withdraw(@PathVariable long id, @PathVariable long course) {
            enrollments.deleteById(new Enrollment.Key(id, course));
        }
    }
}
