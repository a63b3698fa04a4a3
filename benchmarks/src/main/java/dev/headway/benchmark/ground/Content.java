package dev.headway.benchmark.ground;

/**
 * What migrations do.
 */
public enum Content {

	/** Each creates a table. */
	CREATE {

		@Override
		String sql(int number) {
			return "create table t_%d (id bigint primary key, name varchar(100))".formatted(number);
		}

	},

	/** The first creates a table, each other one inserts a row. */
	INSERT {

		@Override
		String sql(int number) {
			return (number == 1) ? "create table t (id bigint primary key, name varchar(100))"
					: "insert into t (id, name) values (%d, 'row %d')".formatted(number, number);
		}

	};

	abstract String sql(int number);

}
