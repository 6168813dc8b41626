package org.studentmanagement.course;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("native")
@QuarkusIntegrationTest
class CourseResourceIT extends CourseResourceTest {}
