package org.studentmanagement.api;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("native")
@QuarkusIntegrationTest
class PreconditionsIT extends PreconditionsTest {}
