package org.studentmanagement.idempotency;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("native")
@QuarkusIntegrationTest
class IdempotencyKeyIT extends IdempotencyKeyTest {}
