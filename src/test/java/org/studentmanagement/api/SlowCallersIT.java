package org.studentmanagement.api;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SlowCallersIT extends SlowCallersTest {}
