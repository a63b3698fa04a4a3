package dev.headway.flyway;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import dev.headway.HeadwayException;
import dev.headway.flyway.history.HistoryStatements;
import dev.headway.flyway.history.SqlDialect;
import dev.headway.flyway.internals.FlywayConventions;
import dev.headway.flyway.internals.FlywaySession;
import dev.headway.flyway.internals.OfflineParser;
import dev.headway.flyway.internals.ScriptParser;
import dev.headway.script.Script;

/**
 * Writes a {@link Preview} as SQL. Flyway parses the scripts, with the parser of the
 * database or the one for its URL. No callbacks are invoked.
 */
final class PreviewRun {

	private static final List<String> URL_PROPERTIES = List.of("jdbcUrl", "url", "URL");

	private final Configuration configuration;

	private final ScriptResources resources;

	PreviewRun(Configuration configuration) {
		this.configuration = configuration;
		this.resources = new ScriptResources(configuration);
	}

	String write(Preview preview) {
		if (preview.isEmpty()) {
			return PreviewText.nothing(preview);
		}
		try {
			return preview.connected() ? connected(preview) : offline(preview);
		}
		catch (FlywayException ex) {
			throw new HeadwayException("The SQL cannot be shown: " + ex.getMessage(), ex);
		}
	}

	private String offline(Preview preview) {
		String url = url(this.configuration);
		OfflineParser parser = OfflineParser
			.find(this.configuration, this.resources.visible(), url, SqlDialect::isKnown)
			.orElseThrow(() -> SqlDialect.unsupported(kind(url)));
		return write(preview, parser, (script) -> parser.checksum(this.resources.find(script)));
	}

	/**
	 * The part of a URL that names the database type.
	 */
	private static String kind(String url) {
		int end = url.indexOf(':', "jdbc:".length());
		return (end > 0) ? url.substring(0, end) : "this URL";
	}

	private String connected(Preview preview) {
		FluentConfiguration quiet = Flyway.configure(this.configuration.getClassLoader())
			.configuration(this.configuration)
			.resourceProvider(this.resources.visible())
			.callbacks(new Callback[0])
			.skipDefaultCallbacks(true);
		Map<String, @Nullable Integer> pending = preview.repeatables().isEmpty() ? Map.of() : pendingRepeatables(quiet);
		Preview reduced = preview.with(
				preview.repeatables().stream().filter((script) -> pending.containsKey(script.relativePath())).toList());
		if (reduced.isEmpty()) {
			return PreviewText.nothing(reduced);
		}
		AtomicReference<String> text = new AtomicReference<>();
		FlywaySession.open(quiet.javaMigrationClassProvider(Set::of), (session) -> {
			if (reduced.blank() && session.lacksBaseline()) {
				throw new HeadwayException("The SQL cannot be shown: the database has no schema history and is not"
						+ " empty. Record what it contains with 'db stamp' or with Flyway's baseline, and try again.");
			}
			text.set(write(reduced, session, (script) -> pending.get(script.relativePath())));
		});
		return Objects.requireNonNull(text.get());
	}

	private static Map<String, @Nullable Integer> pendingRepeatables(FluentConfiguration configuration) {
		Map<String, @Nullable Integer> checksums = new HashMap<>();
		Arrays.stream(FlywayConventions.load(configuration).info().pending())
			.filter((info) -> info.getVersion() == null)
			.forEach((MigrationInfo info) -> checksums.put(info.getScript(), info.getChecksum()));
		return checksums;
	}

	private String write(Preview preview, ScriptParser parser, Function<Script, @Nullable Integer> checksums) {
		SqlDialect dialect = SqlDialect.of(parser.databaseType());
		return new PreviewText(parser, this.resources, dialect, new HistoryStatements(this.configuration, dialect))
			.write(preview, checksums);
	}

	/**
	 * The JDBC URL of the database, found without a connection.
	 */
	private static String url(Configuration configuration) {
		String url = configuration.getUrl();
		if (url == null || url.isBlank()) {
			url = url(configuration.getDataSource());
		}
		if (url == null) {
			throw new HeadwayException(
					"Cannot determine the database type: Flyway has no URL and its DataSource does not"
							+ " expose one. Set spring.flyway.url, or omit the start revision so that Headway asks the database.");
		}
		return url;
	}

	private static @Nullable String url(@Nullable DataSource dataSource) {
		if (dataSource instanceof DelegatingDataSource delegating) {
			return url(delegating.getTargetDataSource());
		}
		return (dataSource != null) ? property(PropertyAccessorFactory.forBeanPropertyAccess(dataSource)) : null;
	}

	private static @Nullable String property(BeanWrapper bean) {
		for (String property : URL_PROPERTIES) {
			if (bean.isReadableProperty(property) && bean.getPropertyValue(property) instanceof String url) {
				return url;
			}
		}
		return null;
	}

}
