package dev.headway.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/**
 * The results of dynamic tests, which it runs as JUnit does.
 */
final class Outcomes {

	static final String UPGRADE = "upgrade from empty/";

	static final String DOWNGRADE = "upgrade, downgrade, upgrade/";

	static final String MERGE = "merges, branches in any order/";

	private final Map<String, Optional<Throwable>> results = new LinkedHashMap<>();

	static Outcomes of(HistoryTests tests) {
		return of(tests.stream());
	}

	static Outcomes of(Stream<? extends DynamicNode> nodes) {
		Outcomes outcomes = new Outcomes();
		outcomes.run("", nodes);
		return outcomes;
	}

	private void run(String path, Stream<? extends DynamicNode> nodes) {
		try (nodes) {
			nodes.forEach((node) -> {
				if (node instanceof DynamicContainer container) {
					run(path + container.getDisplayName() + "/", container.getChildren());
				}
				else if (node instanceof DynamicTest test) {
					this.results.put(path + test.getDisplayName(), Optional.ofNullable(run(test)));
				}
			});
		}
	}

	static @Nullable Throwable run(DynamicTest test) {
		try {
			test.getExecutable().execute();
			return null;
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	List<String> passed() {
		return names(Optional::isEmpty);
	}

	List<String> aborted() {
		return names((result) -> result.filter(TestAbortedException.class::isInstance).isPresent());
	}

	List<String> failed() {
		return names((result) -> result.filter((failure) -> !(failure instanceof TestAbortedException)).isPresent());
	}

	String message(String name) {
		return String.valueOf(failure(name).getMessage());
	}

	Throwable failure(String name) {
		return Objects.requireNonNull(this.results.get(name), name).orElseThrow();
	}

	private List<String> names(Predicate<Optional<Throwable>> predicate) {
		return this.results.entrySet()
			.stream()
			.filter((entry) -> predicate.test(entry.getValue()))
			.map(Map.Entry::getKey)
			.toList();
	}

	@Override
	public String toString() {
		return this.results.toString();
	}

}
