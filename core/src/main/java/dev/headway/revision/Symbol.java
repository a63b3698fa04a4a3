package dev.headway.revision;

import org.jspecify.annotations.Nullable;

/**
 * A symbol as written: a name, and the branch it is meant on, as in {@code billing@head}.
 *
 * @param branch the id or label before the {@code @}, or {@code null} if there is none
 * @param name an id, a label, a prefix, {@code head}, {@code heads} or {@code base}
 */
record Symbol(@Nullable String branch, String name) {

	static Symbol parse(String text) {
		int at = text.indexOf('@');
		return new Symbol((at > 0) ? text.substring(0, at) : null, text.substring(at + 1));
	}

}
