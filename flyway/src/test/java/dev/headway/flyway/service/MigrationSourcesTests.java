package dev.headway.flyway.service;

import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.UpgradeResult;
import dev.headway.testing.flyway.SqlInJava;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Settings of the user that say where migrations are and how they are named and read keep
 * their meaning.
 */
class MigrationSourcesTests extends AbstractServiceTests {

	@Test
	void upgradeWhenNamesAreOfTheUsersOwnStyleReadsThem() {
		this.folder.with("M1~create.psql", "create table a (id int);")
			.with("M2~more.ddl", "-- revises: 1", "create table b (id int);")
			.with("Z~view.psql", "create or replace view v as select id from a;")
			.with("V3__not_ours.sql", "-- revises: 99");
		MigrationService service = service((settings) -> settings.sqlMigrationPrefix("M")
			.sqlMigrationSeparator("~")
			.repeatableSqlMigrationPrefix("Z")
			.sqlMigrationSuffixes(".psql", ".ddl"));
		UpgradeResult result = service.upgrade();
		assertThat(result.applied()).containsExactly("1", "2");
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(historyRows()).hasSize(3);
	}

	@Test
	void upgradeWhenEncodingIsLatin1ReadsIt() {
		this.folder.with("V1__a.sql", "create table a (name varchar(9));")
			.with("V2__b.sql", StandardCharsets.ISO_8859_1, "-- revises: 1", "-- größer",
					"insert into a values ('ä');");
		MigrationService service = service((settings) -> settings.encoding(StandardCharsets.ISO_8859_1));
		assertThat(service.upgrade().applied()).containsExactly("1", "2");
		assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(sql("select name from a").query(String.class).single()).isEqualTo("ä");
		flyway((settings) -> settings.encoding(StandardCharsets.ISO_8859_1)).validate();
	}

	@Test
	void upgradeWhenScriptsComeFromAProviderReadsThem() {
		ResourceProvider provider = new Scripts(
				Map.of("V1__a.sql", "create table a (id int);", "V2__b.sql", "-- revises: 1\ncreate table b (id int);",
						"V3__c.sql", "-- revises: 1", "U3__c.sql", "select 1;", "V4__d.sql", "-- revises: 2, 3"));
		MigrationService service = service((settings) -> settings.resourceProvider(provider));
		assertThat(service.state().heads()).containsExactly("4");
		assertThat(service.upgrade().applied()).containsExactly("1", "2", "3", "4");
		assertThat(storedParents()).contains("4 <- 2,3");
		assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@Test
	void upgradeWhenClassesComeFromAProviderReadsThem() {
		this.folder.withConflict().without("V3__add_avatars.sql");
		MigrationService service = service(
				(settings) -> settings.javaMigrationClassProvider(() -> List.of(AddEmails.class)));
		assertThat(service.upgrade().applied()).containsExactly("1", "2", "7");
		assertThat(storedParents()).contains("7 <- 2");
	}

	@Test
	void upgradeWhenDefaultResolversAreSkippedSeesOnlyWhatItIsHanded() {
		this.folder.withConflict();
		JavaMigration only = new SqlInJava("1", "only", "create table only_one (id int)");
		MigrationService service = service((settings) -> settings.skipDefaultResolvers(true)
			.javaMigrationClassProvider(() -> List.of(AddEmails.class))
			.javaMigrations(only));
		assertThat(service.state().heads()).containsExactly("1");
		UpgradeResult result = service.upgrade();
		assertThat(result.applied()).containsExactly("1");
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(tables()).contains("only_one").doesNotContain("users");
	}

	@Test
	void upgradeWhenSkippedResolversLeaveNothingHasNothingToDo() {
		this.folder.withConflict();
		UpgradeResult result = service((settings) -> settings.skipDefaultResolvers(true)).upgrade();
		assertThat(result.applied()).isEmpty();
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@Test
	void upgradeWhenSeveralLocationsReadsAll() {
		this.folder.withConflict();
		this.folder.beside("more").with("V4__merge.sql", "-- revises: 2, 3");
		String more = this.folder.beside("more").location();
		this.folder.beside("more").with("R__view.sql", "create or replace view v as select id from users;");
		MigrationService service = service((settings) -> settings.locations(this.folder.location(), more));
		assertThat(service.upgrade().applied()).containsExactly("1", "2", "3", "4");
	}

	/**
	 * Scripts in memory.
	 *
	 * @param contents their texts by name
	 */
	private record Scripts(Map<String, String> contents) implements ResourceProvider {

		@Override
		public @Nullable LoadableResource getResource(String name) {
			String content = this.contents.get(name);
			return (content != null) ? new InMemory(name, content) : null;
		}

		@Override
		public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
			return this.contents.entrySet()
				.stream()
				.filter((file) -> file.getKey().startsWith(prefix)
						&& Arrays.stream(suffixes).anyMatch(file.getKey()::endsWith))
				.<LoadableResource>map((file) -> new InMemory(file.getKey(), file.getValue()))
				.toList();
		}

	}

	private static final class InMemory extends LoadableResource {

		private final String name;

		private final String content;

		InMemory(String name, String content) {
			this.name = name;
			this.content = content;
		}

		@Override
		public Reader read() {
			return new StringReader(this.content);
		}

		@Override
		public String getAbsolutePath() {
			return "memory/" + this.name;
		}

		@Override
		public String getAbsolutePathOnDisk() {
			return "memory/" + this.name;
		}

		@Override
		public String getFilename() {
			return this.name;
		}

		@Override
		public String getRelativePath() {
			return this.name;
		}

	}

}
