package dev.headway.library.embedded;

import io.zonky.test.db.AutoConfigureEmbeddedDatabase;
import io.zonky.test.db.AutoConfigureEmbeddedDatabase.DatabaseType;
import io.zonky.test.db.AutoConfigureEmbeddedDatabase.RefreshMode;

/**
 * Tests on H2.
 */
@AutoConfigureEmbeddedDatabase(type = DatabaseType.H2, refresh = RefreshMode.BEFORE_EACH_TEST_METHOD)
class H2EmbeddedDatabaseTests extends AbstractEmbeddedDatabaseTests {

}
