package dev.headway.flyway;

import java.util.List;

import javax.sql.DataSource;

import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import dev.headway.HeadwayException;

/**
 * Finds the JDBC URL of a database without a connection to it.
 */
final class DatabaseUrl {

	private static final List<String> PROPERTIES = List.of("jdbcUrl", "url", "URL");

	private DatabaseUrl() {
	}

	static String of(Configuration configuration) {
		String url = configuration.getUrl();
		if (url == null || url.isBlank()) {
			url = of(configuration.getDataSource());
		}
		if (url == null) {
			throw new HeadwayException("The kind of database is not known: Flyway has no URL, and its DataSource does"
					+ " not tell one. Set spring.flyway.url, or leave out where to start from, so that the database"
					+ " is asked.");
		}
		return url;
	}

	private static @Nullable String of(@Nullable DataSource dataSource) {
		if (dataSource instanceof DelegatingDataSource delegating) {
			return of(delegating.getTargetDataSource());
		}
		return (dataSource != null) ? property(PropertyAccessorFactory.forBeanPropertyAccess(dataSource)) : null;
	}

	private static @Nullable String property(BeanWrapper bean) {
		for (String property : PROPERTIES) {
			if (bean.isReadableProperty(property) && bean.getPropertyValue(property) instanceof String url) {
				return url;
			}
		}
		return null;
	}

}
