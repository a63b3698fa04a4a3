package dev.headway.boot.endpoint;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Keeps the last answer in each {@link MigrationsFormat} for a while, as Spring Boot
 * itself does for operations that have one format.
 */
final class AnswerCache {

	private final Duration timeToLive;

	private final Map<MigrationsFormat, KeptAnswer> answers = new EnumMap<>(MigrationsFormat.class);

	/**
	 * Create a cache.
	 * @param timeToLive how long an answer is kept; zero to keep none
	 */
	AnswerCache(Duration timeToLive) {
		this.timeToLive = timeToLive;
	}

	WebEndpointResponse<Object> get(MigrationsFormat format, Supplier<WebEndpointResponse<Object>> answer) {
		if (this.timeToLive.isZero() || this.timeToLive.isNegative()) {
			return answer.get();
		}
		long now = System.nanoTime();
		KeptAnswer kept = kept(format);
		if (kept != null && now - kept.at() < this.timeToLive.toNanos()) {
			return kept.answer();
		}
		return keep(format, new KeptAnswer(answer.get(), now));
	}

	private synchronized @Nullable KeptAnswer kept(MigrationsFormat format) {
		return this.answers.get(format);
	}

	private synchronized WebEndpointResponse<Object> keep(MigrationsFormat format, KeptAnswer answer) {
		this.answers.put(format, answer);
		return answer.answer();
	}

	/**
	 * An answer that was given.
	 *
	 * @param answer the answer
	 * @param at when it was given, in nanoseconds
	 */
	private record KeptAnswer(WebEndpointResponse<Object> answer, long at) {

	}

}
