package org.studentmanagement.enrollment;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class EnrollmentEventStreamIT extends EnrollmentEventStreamTest {}
