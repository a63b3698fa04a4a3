package dev.headway.benchmark;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * How to reach a database that a {@link DatabaseServer} created.
 *
 * @param url the JDBC URL
 * @param user the user
 * @param password the password of the user
 */
record DatabaseAccess(String url, String user, String password) {

	static {
		System.setProperty("com.zaxxer.hikari.blockUntilFilled", "true");
	}

	/**
	 * Open a pool and all of its connections.
	 */
	HikariDataSource pool() {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(this.url);
		config.setUsername(this.user);
		config.setPassword(this.password);
		config.setMaximumPoolSize(3);
		config.setInitializationFailTimeout(30_000);
		return new HikariDataSource(config);
	}

	void execute(String sql) {
		new JdbcTemplate(new DriverManagerDataSource(this.url, this.user, this.password)).execute(sql);
	}

}
