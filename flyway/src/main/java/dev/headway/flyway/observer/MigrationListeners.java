package dev.headway.flyway.observer;

import java.util.List;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.headway.migration.MigrationListener;

/**
 * Notifies listeners in their order. What one of them throws is logged.
 */
public final class MigrationListeners {

	private static final Log logger = LogFactory.getLog(MigrationListener.class);

	private final List<MigrationListener> listeners;

	public MigrationListeners(List<MigrationListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * Notify all of them.
	 * @param event calls one listener
	 */
	public void forEach(Consumer<MigrationListener> event) {
		for (MigrationListener listener : this.listeners) {
			try {
				event.accept(listener);
			}
			catch (RuntimeException ex) {
				logger.warn("A migration listener failed: " + listener.getClass().getName(), ex);
			}
		}
	}

}
