package dev.headway.boot.command;

import org.springframework.context.LifecycleProcessor;

/**
 * Starts nothing: no web server, message listener or scheduler is to run beside a
 * command.
 */
final class IdleLifecycleProcessor implements LifecycleProcessor {

	@Override
	public void onRefresh() {
	}

	@Override
	public void onClose() {
	}

	@Override
	public void start() {
	}

	@Override
	public void stop() {
	}

	@Override
	public boolean isRunning() {
		return false;
	}

}
