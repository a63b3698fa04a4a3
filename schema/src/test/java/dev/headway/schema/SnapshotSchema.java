package dev.headway.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.TableConstraint;
import dev.headway.testing.database.TestDatabase;

/**
 * A new database in which a test runs statements and takes snapshots.
 */
public final class SnapshotSchema {

	private final DriverManagerDataSource dataSource;

	public SnapshotSchema(TestDatabase database, String... statements) {
		TestDatabase.Access access = database.create();
		this.dataSource = new DriverManagerDataSource(access.url(), access.username(), access.password());
		run(statements);
	}

	public DriverManagerDataSource dataSource() {
		return this.dataSource;
	}

	public SnapshotSchema run(String... statements) {
		return run(List.of(statements));
	}

	public SnapshotSchema run(List<String> statements) {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return this;
	}

	public SchemaSnapshot snapshot() {
		return SchemaSnapshot.of(this.dataSource);
	}

	SchemaSnapshot snapshot(SnapshotScope scope) {
		return SchemaSnapshot.of(this.dataSource, scope);
	}

	/**
	 * The first column of a query.
	 */
	public List<String> strings(String sql) {
		return JdbcClient.create(this.dataSource).sql(sql).query((row, number) -> row.getString(1)).list();
	}

	static List<TableConstraint> constraints(SchemaSnapshot snapshot, ElementKind kind) {
		return snapshot.all(TableConstraint.class).stream().filter((constraint) -> constraint.kind() == kind).toList();
	}

	/**
	 * Run statements, and return what they changed.
	 */
	SchemaDifference change(String... statements) {
		SchemaSnapshot before = snapshot();
		run(statements);
		return before.diffTo(snapshot());
	}

}
