package org.studentmanagement.course;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class CourseResourceIT extends CourseResourceTest {}
