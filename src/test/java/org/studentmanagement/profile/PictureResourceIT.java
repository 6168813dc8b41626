package org.studentmanagement.profile;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("awt")
@Tag("native")
@QuarkusIntegrationTest
class PictureResourceIT extends PictureResourceTest {}
