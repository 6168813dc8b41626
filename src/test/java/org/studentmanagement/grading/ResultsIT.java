package org.studentmanagement.grading;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("native")
@QuarkusIntegrationTest
class ResultsIT extends ResultsTest {}
