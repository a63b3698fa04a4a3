package dev.headway.command;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import dev.headway.testing.database.TestDatabase;

/**
 * Databases that several cases begin with. On H2 each of them is made once, and every
 * case gets a copy.
 */
final class PreparedDatabases {

	private final Map<Object, String> scripts = new ConcurrentHashMap<>();

	/**
	 * Create a database.
	 * @param kind its kind
	 * @param content what says all that is done to prepare it
	 * @param prepare prepares an empty database
	 */
	TestDatabase.Access create(TestDatabase kind, Object content, Consumer<TestDatabase.Access> prepare) {
		TestDatabase.Access access = kind.create();
		if (kind == TestDatabase.H2) {
			kind.run(access, this.scripts.computeIfAbsent(content, (missing) -> script(prepare)));
		}
		else {
			prepare.accept(access);
		}
		return access;
	}

	private static String script(Consumer<TestDatabase.Access> prepare) {
		TestDatabase.Access access = TestDatabase.H2.create();
		prepare.accept(access);
		StringBuilder script = new StringBuilder();
		try (Connection connection = DriverManager.getConnection(access.url(), access.username(), access.password());
				Statement statement = connection.createStatement()) {
			try (ResultSet rows = statement.executeQuery("script")) {
				while (rows.next()) {
					script.append(rows.getString(1)).append('\n');
				}
			}
			statement.execute("shutdown");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return script.toString();
	}

}
