package dev.headway.command.invocation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares the JPA model of an application with its database, which only an application
 * can do.
 */
@FunctionalInterface
public interface ModelSource {

	/**
	 * Compare the model with the database. Changes nothing in the database.
	 * @param options what the user says about the changes
	 * @return the changes
	 * @throws dev.headway.HeadwayException if there is no model, or it cannot be compared
	 */
	Changes compare(Options options);

	/**
	 * What the user says about changes, because only the user can know.
	 *
	 * @param renamedColumns the new name of columns, by table and old name
	 * @param renamedTables the new name of tables, by their old name
	 * @param fills an SQL expression for the rows of columns that are added without a
	 * default, by table and column
	 * @param droppedTables tables that are no longer needed
	 * @param strict whether to compare also what a model cannot describe
	 * @param fromScripts whether to compare with what all migrations make in an empty
	 * schema, instead of with the database
	 */
	record Options(Map<String, String> renamedColumns, Map<String, String> renamedTables, Map<String, String> fills,
			Set<String> droppedTables, boolean strict, boolean fromScripts) {

		public Options {
			renamedColumns = Map.copyOf(renamedColumns);
			renamedTables = Map.copyOf(renamedTables);
			fills = Map.copyOf(fills);
			droppedTables = Set.copyOf(droppedTables);
		}

		/**
		 * Compare without anything that only the user can know.
		 * @param fromScripts whether to compare with what all migrations make
		 * @return the options
		 */
		public static Options of(boolean fromScripts) {
			return new Options(Map.of(), Map.of(), Map.of(), Set.of(), false, fromScripts);
		}

	}

	/**
	 * The changes from the database to the model.
	 *
	 * @param database the database that the SQL is written for
	 * @param remarks what the user should know, such as that the model does not fit the
	 * database
	 * @param suggestions options that only the user can decide on
	 * @param detected one line for each change
	 * @param upgrade the lines of the SQL that makes the changes
	 * @param downgrade the lines of the SQL that undoes them
	 */
	record Changes(String database, List<String> remarks, List<Suggestion> suggestions, List<String> detected,
			List<String> upgrade, List<String> downgrade) {

		public Changes {
			remarks = List.copyOf(remarks);
			suggestions = List.copyOf(suggestions);
			detected = List.copyOf(detected);
			upgrade = List.copyOf(upgrade);
			downgrade = List.copyOf(downgrade);
		}

		/**
		 * The changes as machines read them.
		 * @return the values by key
		 */
		public Map<String, Object> values() {
			Map<String, Object> values = new LinkedHashMap<>();
			values.put("database", this.database);
			values.put("detected", this.detected);
			values.put("upgrade", String.join("\n", this.upgrade));
			values.put("downgrade", String.join("\n", this.downgrade));
			return values;
		}

	}

	/**
	 * An option that only the user can decide on.
	 *
	 * @param condition when it is right, such as {@code If 'users.name' was renamed}
	 * @param option the option, such as {@code --rename=users.name=full_name}
	 */
	record Suggestion(String condition, String option) {

	}

}
