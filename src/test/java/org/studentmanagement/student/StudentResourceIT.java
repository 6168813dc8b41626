package org.studentmanagement.student;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class StudentResourceIT extends StudentResourceTest {}
