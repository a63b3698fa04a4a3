package dev.headway.command;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The migrations that a branch adds. Each writes its description into a table, so that
 * its runs can be counted.
 *
 * @param list the migrations, such as {@code 2 o1 1; 3 o2 2}: version, description, and
 * the parents, which its header names if it has one
 * @param headers whether they have headers
 * @param extras whether there are undo scripts and a repeatable migration
 */
record BranchMigrations(String list, boolean headers, boolean extras) {

	/**
	 * What all branches start from.
	 * @param others descriptions by versions
	 */
	static Map<String, String> base(Map<Integer, String> others) {
		Map<String, String> files = new TreeMap<>();
		files.put("V1__base.sql", "create table log (id serial, name varchar(20));\n" + sql("base"));
		others.forEach(
				(version, description) -> files.put("V%d__%s.sql".formatted(version, description), sql(description)));
		return files;
	}

	Map<String, String> files() {
		Map<String, String> files = new TreeMap<>();
		for (String[] each : parts()) {
			files.put("V%s__%s.sql".formatted(each[0], each[1]),
					(this.headers ? "-- revises: %s\n".formatted(each[2]) : "") + sql(each[1]));
			if (this.extras) {
				files.put("U%s__%s.sql".formatted(each[0], each[1]),
						"delete from log where name = '%s';".formatted(each[1]));
			}
		}
		if (this.extras) {
			files.put("R__report.sql", sql("report"));
		}
		return files;
	}

	private static String sql(String description) {
		return "insert into log (name) values ('%s');".formatted(description);
	}

	List<String> descriptions() {
		return parts().stream().map((each) -> each[1]).toList();
	}

	boolean sharesVersionWith(BranchMigrations other) {
		return !Collections.disjoint(versions(), new HashSet<>(other.versions()));
	}

	List<String> versions() {
		return parts().stream().map((each) -> each[0]).toList();
	}

	private List<String[]> parts() {
		return Arrays.stream(this.list.split("; ", -1)).map((each) -> each.split(" ", 3)).toList();
	}

}
