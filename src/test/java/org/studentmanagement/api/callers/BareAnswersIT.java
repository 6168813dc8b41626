package org.studentmanagement.api.callers;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class BareAnswersIT extends BareAnswersTest {}
