package org.studentmanagement.enrollment;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class EnrollmentEventsIT extends EnrollmentEventsTest {}
