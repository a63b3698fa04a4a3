package dev.headway.flyway.internals;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;

import org.flywaydb.core.api.resource.LoadableResource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ParserResource}.
 */
class ParserResourceTests {

	private int reads;

	@Test
	void readAsksOnceForWhatComesAfterTheEnd() throws IOException {
		Reader reader = new ParserResource(new Script()).read();
		char[] buffer = new char[20];
		assertThat(reader.read(buffer, 0, 20)).isEqualTo(9);
		assertThat(new String(buffer, 0, 9)).isEqualTo("select 1;");
		assertThat(reader.read(buffer, 0, 20)).isEqualTo(-1);
		assertThat(reader.read(buffer, 0, 20)).isEqualTo(-1);
		assertThat(reader.read()).isEqualTo(-1);
		assertThat(this.reads).isEqualTo(2);
	}

	@Test
	void readBeginsAtTheStartEachTime() throws IOException {
		ParserResource resource = new ParserResource(new Script());
		for (int i = 0; i < 2; i++) {
			try (Reader reader = resource.read()) {
				assertThat(reader.read()).isEqualTo('s');
			}
		}
	}

	@Test
	void namesAreThoseOfTheScript() {
		ParserResource resource = new ParserResource(new Script());
		assertThat(resource.getFilename()).isEqualTo("V1__a.sql");
		assertThat(resource.getRelativePath()).isEqualTo("db/V1__a.sql");
		assertThat(resource.getAbsolutePath()).isEqualTo("classpath:db/V1__a.sql");
		assertThat(resource.getAbsolutePathOnDisk()).isEqualTo("/app/db/V1__a.sql");
		assertThat(resource.shouldStream()).isTrue();
	}

	private final class Script extends LoadableResource {

		@Override
		public Reader read() {
			return new StringReader("select 1;") {

				@Override
				public int read(char[] buffer, int offset, int length) throws IOException {
					ParserResourceTests.this.reads++;
					return super.read(buffer, offset, length);
				}

			};
		}

		@Override
		public boolean shouldStream() {
			return true;
		}

		@Override
		public String getAbsolutePath() {
			return "classpath:db/V1__a.sql";
		}

		@Override
		public String getAbsolutePathOnDisk() {
			return "/app/db/V1__a.sql";
		}

		@Override
		public String getFilename() {
			return "V1__a.sql";
		}

		@Override
		public String getRelativePath() {
			return "db/V1__a.sql";
		}

	}

}
