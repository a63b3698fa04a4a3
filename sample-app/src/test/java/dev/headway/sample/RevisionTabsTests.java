package dev.headway.sample;

import java.io.IOException;
import java.util.Map;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

import dev.headway.migration.MigrationService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the endpoint's page shows several {@link Flyway} beans as tabs.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "headway.on-problem=block", "headway.refresh-interval=0" })
class RevisionTabsTests extends AbstractPageTests {

	@Autowired
	private MigrationService migrations;

	@Test
	void tabOfTheMostSevereStatusIsSelected() {
		open("");
		assertThat(texts("[role=tablist] [role=tab]")).containsExactly("flyway UP_TO_DATE", "orders CONFLICT",
				"products CONFLICT");
		assertThat(texts("[aria-selected=true]")).containsExactly("orders CONFLICT");
		assertThat(shown("[role=tabpanel]")).containsExactly("history-orders");
	}

	@Test
	void keysSelectTabs() {
		open("");
		browser.press("Tab");
		assertThat(focus()).isEqualTo("tab-1");
		browser.press("ArrowRight");
		assertThat(shown("section")).containsExactly("history-products");
		assertThat(browser.evaluate("location.hash").asString()).isEqualTo("#history-products");
		browser.press("ArrowRight");
		assertThat(shown("section")).containsExactly("history-flyway");
		browser.press("End", "Home", "ArrowLeft", "ArrowLeft");
		assertThat(focus()).isEqualTo("tab-1");
		assertThat(texts("[aria-selected=true]")).containsExactly("orders CONFLICT");
		browser.press("ArrowDown", "Enter");
		assertThat(openRevisions()).containsExactly("orders/3");
	}

	@Test
	void clickSelectsTab() {
		open("");
		browser.evaluate("document.querySelector('#tab-0').click()");
		assertThat(shown("section")).containsExactly("history-flyway");
		assertThat(focus()).isEqualTo("tab-0");
	}

	@Test
	void searchCountsOtherTabs() {
		open("#history-flyway");
		browser.press("/", "h", "a", "s", "h");
		assertThat(shown(".revision")).containsExactly("4", "2");
		assertThat(texts("output")).containsExactly("2 revisions, 2 in other tabs");
		browser.evaluate("document.querySelector('#tab-2').click()");
		assertThat(texts("output")).containsExactly("1 revision, 3 in other tabs");
	}

	@Test
	void linkSelectsTab() {
		open("#products%2F2");
		browser.await("document.getElementById('products/2').open");
		assertThat(shown("section")).containsExactly("history-products");
		browser.evaluate("location.hash = '#history-flyway'");
		browser.await("!document.getElementById('history-flyway').hidden");
		assertThat(shown("section")).containsExactly("history-flyway");
	}

	@Test
	void updateKeepsTabAndFocus() {
		open("");
		browser.press("Tab", "Home");
		browser.await("document.querySelector('#live').textContent.startsWith('Updated ')");
		this.migrations.downgrade("2");
		browser.await("document.querySelector('#tab-0 .status').textContent === 'PENDING'");
		assertThat(shown("section")).containsExactly("history-flyway");
		assertThat(focus()).isEqualTo("tab-0");
		this.migrations.upgrade();
		browser.await("document.querySelector('#tab-0 .status').textContent === 'UP_TO_DATE'");
	}

	@Test
	void historiesFollowEachOtherWithoutScript() {
		browser.send("Emulation.setScriptExecutionDisabled", Map.of("value", true));
		open("");
		assertThat(shown("section")).containsExactly("history-flyway", "history-orders", "history-products");
		assertThat(texts("nav a")).containsExactly("flyway UP_TO_DATE", "orders CONFLICT", "products CONFLICT");
		assertThat(shown("[role]")).doesNotContain("tab-0");
	}

	@Test
	void allHistoriesArePrinted() {
		open("");
		browser.send("Emulation.setEmulatedMedia", Map.of("media", "print"));
		try {
			assertThat(shown("section")).containsExactly("history-flyway", "history-orders", "history-products");
		}
		finally {
			browser.send("Emulation.setEmulatedMedia", Map.of("media", ""));
		}
	}

	@ParameterizedTest
	@CsvSource({ "900, light", "900, dark", "390, light" })
	void axeFindsNothing(int width, String colors) throws IOException {
		display(width, colors);
		open("");
		assertThat(violations()).isEmpty();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Histories {

		@Bean
		@Primary
		Flyway flyway(DataSource dataSource) {
			return Flyway.configure()
				.dataSource(dataSource)
				.locations("classpath:db/story", "classpath:db/merge")
				.load();
		}

		@Bean
		FlywayMigrationInitializer initializer(Flyway flyway, FlywayMigrationStrategy strategy) {
			return new FlywayMigrationInitializer(flyway, strategy);
		}

		@Bean
		Flyway orders() {
			return conflict("orders");
		}

		@Bean
		Flyway products() {
			return conflict("products");
		}

		private static Flyway conflict(String database) {
			return Flyway.configure()
				.dataSource("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(database), "sa", "")
				.locations("classpath:db/story")
				.load();
		}

	}

}
