package org.studentmanagement.oneroster;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The school, in one row that the first request makes. */
@Entity
@Table(name = "oneroster_schools")
class OneRosterSchool {
    /** Where it is not there yet. */
    static final String MAKE =
            "INSERT INTO oneroster_schools (id) VALUES (1) ON CONFLICT (id) DO NOTHING RETURNING created_at";

    static final String READ = "SELECT created_at FROM oneroster_schools";

    /** In statements: the prefix of every sourcedId. */
    static final String PREFIX = "(SELECT s.prefix FROM oneroster_schools s)";

    /** In statements: when what never changes was last modified. */
    static final String MADE = "(SELECT s.created_at FROM oneroster_schools s)";

    @Id
    short id;

    @Column(nullable = false)
    long prefix;

    @Column(nullable = false)
    Instant createdAt;
}
