package dev.headway.flyway.observer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.headway.flyway.RevisionObserver;
import dev.headway.revision.Version;

/**
 * Records which revisions one upgrade applied or one downgrade undid, and notifies the
 * {@link MigrationListeners}.
 */
public final class RevisionRecorder implements RevisionObserver {

	private final Function<Version, String> ids;

	private final Consumer<String> onStart;

	private final BiConsumer<String, @Nullable Throwable> onFinish;

	private final List<String> succeeded = new ArrayList<>();

	private @Nullable String failed;

	private RevisionRecorder(Function<Version, String> ids, Consumer<String> onStart,
			BiConsumer<String, @Nullable Throwable> onFinish) {
		this.ids = ids;
		this.onStart = onStart;
		this.onFinish = onFinish;
	}

	/**
	 * Record an upgrade.
	 * @param ids the ids of revisions by version
	 * @param listeners notified of each revision
	 * @return the recorder
	 */
	public static RevisionRecorder ofUpgrade(Function<Version, String> ids, MigrationListeners listeners) {
		return new RevisionRecorder(ids, (id) -> listeners.forEach((listener) -> listener.revisionStarted(id)),
				(id, failure) -> listeners.forEach((listener) -> listener.revisionFinished(id, failure)));
	}

	/**
	 * Record a downgrade.
	 * @param ids the ids of revisions by version
	 * @param listeners notified of each revision
	 * @return the recorder
	 */
	public static RevisionRecorder ofDowngrade(Function<Version, String> ids, MigrationListeners listeners) {
		return new RevisionRecorder(ids, (id) -> listeners.forEach((listener) -> listener.undoStarted(id)),
				(id, failure) -> listeners.forEach((listener) -> listener.undoFinished(id, failure)));
	}

	@Override
	public void started(Version version) {
		this.failed = null;
		this.onStart.accept(this.ids.apply(version));
	}

	@Override
	public void finished(Version version, @Nullable Throwable failure) {
		String id = this.ids.apply(version);
		if (failure == null) {
			this.succeeded.add(id);
		}
		else {
			this.failed = id;
		}
		this.onFinish.accept(id, failure);
	}

	public List<String> succeeded() {
		return this.succeeded;
	}

	/**
	 * The revision whose script failed.
	 * @return its id, or {@code null} if none did
	 */
	public @Nullable String failed() {
		return this.failed;
	}

}
