package org.studentmanagement.student;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("native")
@QuarkusIntegrationTest
class StudentResourceIT extends StudentResourceTest {}
