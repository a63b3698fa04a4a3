package dev.headway.script;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import dev.headway.script.name.ScriptNaming;

/**
 * How scripts are named and read.
 *
 * @param naming how they are named
 * @param encoding their encoding
 * @param detectEncoding whether to detect the encoding of each file, as Flyway can
 * @param parentRule which parent a script without a header has
 * @param failOnMissingLocations whether a location that does not exist is a problem, and
 * not only a warning
 * @param validateNaming whether a file that Flyway skips because of its name is a
 * problem, and not only a warning
 * @param verifyContent whether to read files to their end, check their encoding and
 * compute checksums, or to read their headers only
 * @param headRule how many heads there may be
 * @param resolution which way to resolve a conflict messages name first
 */
public record ScriptSettings(ScriptNaming naming, Charset encoding, boolean detectEncoding, ParentRule parentRule,
		boolean failOnMissingLocations, boolean validateNaming, boolean verifyContent, HeadRule headRule,
		Resolution resolution) {

	public ScriptSettings(ScriptNaming naming, Charset encoding, boolean detectEncoding, ParentRule parentRule,
			boolean failOnMissingLocations, boolean validateNaming, boolean verifyContent) {
		this(naming, encoding, detectEncoding, parentRule, failOnMissingLocations, validateNaming, verifyContent,
				HeadRule.ONE, Resolution.AUTO);
	}

	/**
	 * Return Flyway's defaults with everything verified.
	 * @return the settings
	 */
	public static ScriptSettings standard() {
		return new ScriptSettings(ScriptNaming.standard(), StandardCharsets.UTF_8, false, ParentRule.AUTO, false, false,
				true);
	}

}
