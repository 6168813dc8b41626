package org.studentmanagement.term;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class TermResourceIT extends TermResourceTest {}
