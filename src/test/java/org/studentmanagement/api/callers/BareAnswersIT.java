package org.studentmanagement.api.callers;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("native")
@QuarkusIntegrationTest
class BareAnswersIT extends BareAnswersTest {}
