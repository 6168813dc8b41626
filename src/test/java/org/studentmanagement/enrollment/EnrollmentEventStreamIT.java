package org.studentmanagement.enrollment;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("native")
@QuarkusIntegrationTest
class EnrollmentEventStreamIT extends EnrollmentEventStreamTest {}
