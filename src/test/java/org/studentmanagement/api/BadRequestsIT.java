package org.studentmanagement.api;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class BadRequestsIT extends BadRequestsTest {}
