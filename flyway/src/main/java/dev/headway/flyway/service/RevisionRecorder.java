package dev.headway.flyway.service;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.headway.flyway.RevisionObserver;
import dev.headway.revision.Version;

/**
 * Records which revisions one upgrade applied or one downgrade undid, and notifies the
 * {@link MigrationListeners}.
 */
final class RevisionRecorder implements RevisionObserver {

	private final StateInput input;

	private final Consumer<String> onStart;

	private final BiConsumer<String, @Nullable Throwable> onFinish;

	private final List<String> succeeded = new ArrayList<>();

	private @Nullable String failed;

	private RevisionRecorder(StateInput input, Consumer<String> onStart,
			BiConsumer<String, @Nullable Throwable> onFinish) {
		this.input = input;
		this.onStart = onStart;
		this.onFinish = onFinish;
	}

	static RevisionRecorder ofUpgrade(StateInput input, MigrationListeners listeners) {
		return new RevisionRecorder(input, (id) -> listeners.forEach((listener) -> listener.revisionStarted(id)),
				(id, failure) -> listeners.forEach((listener) -> listener.revisionFinished(id, failure)));
	}

	static RevisionRecorder ofDowngrade(StateInput input, MigrationListeners listeners) {
		return new RevisionRecorder(input, (id) -> listeners.forEach((listener) -> listener.undoStarted(id)),
				(id, failure) -> listeners.forEach((listener) -> listener.undoFinished(id, failure)));
	}

	@Override
	public void started(Version version) {
		this.failed = null;
		this.onStart.accept(this.input.id(version));
	}

	@Override
	public void finished(Version version, @Nullable Throwable failure) {
		String id = this.input.id(version);
		if (failure == null) {
			this.succeeded.add(id);
		}
		else {
			this.failed = id;
		}
		this.onFinish.accept(id, failure);
	}

	List<String> succeeded() {
		return this.succeeded;
	}

	/**
	 * The revision whose script failed, or {@code null} if none did.
	 */
	@Nullable String failed() {
		return this.failed;
	}

}
