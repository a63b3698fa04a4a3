package dev.headway.library.shop.orders;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestPropertySource;

import dev.headway.boot.MigrationServices;
import dev.headway.migration.MigrationStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test of one module, in which Spring Modulith migrates that module only.
 */
@ApplicationModuleTest
@TestPropertySource(properties = "spring.modulith.runtime.flyway-enabled=true")
class OrdersModuleTests {

	@Autowired
	private MigrationServices services;

	@Test
	void startMigratesTheModule() {
		assertThat(this.services.names()).contains("orders").doesNotContain("inventory");
		assertThat(this.services.get("orders").state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

}
