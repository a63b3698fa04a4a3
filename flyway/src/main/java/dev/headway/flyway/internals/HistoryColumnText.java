package dev.headway.flyway.internals;

import org.flywaydb.core.internal.util.AbbreviationUtils;

/**
 * Texts as Flyway shortens them to the columns of its history.
 */
public final class HistoryColumnText {

	private HistoryColumnText() {
	}

	/**
	 * Shorten a description.
	 * @param description the description
	 * @return what the history holds of it
	 */
	public static String description(String description) {
		return AbbreviationUtils.abbreviateDescription(description);
	}

	/**
	 * Shorten the name of a script.
	 * @param script the script
	 * @return what the history holds of it
	 */
	public static String script(String script) {
		return AbbreviationUtils.abbreviateScript(script);
	}

}
