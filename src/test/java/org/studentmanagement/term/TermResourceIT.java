package org.studentmanagement.term;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("native")
@QuarkusIntegrationTest
class TermResourceIT extends TermResourceTest {}
