package dev.headway.benchmark.ground;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/**
 * How to reach a database.
 *
 * @param url its JDBC URL
 * @param user the user
 * @param password the user's password
 */
public record Access(String url, String user, String password) {

	private static final int CONNECTIONS = 3;

	/**
	 * Open a pool, with its connections open.
	 * @return the pool
	 */
	public HikariDataSource pool() {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(this.url);
		config.setUsername(this.user);
		config.setPassword(this.password);
		config.setMaximumPoolSize(CONNECTIONS);
		HikariDataSource pool = new HikariDataSource(config);
		try (Connection first = pool.getConnection();
				Connection second = pool.getConnection();
				Connection third = pool.getConnection()) {
			first.isValid(1);
			second.isValid(1);
			third.isValid(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return pool;
	}

	/**
	 * Execute a statement.
	 * @param sql the statement
	 */
	public void execute(String sql) {
		try (Connection connection = DriverManager.getConnection(this.url, this.user, this.password);
				var statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
