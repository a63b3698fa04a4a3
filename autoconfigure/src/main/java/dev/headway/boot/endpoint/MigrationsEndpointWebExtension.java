package dev.headway.boot.endpoint;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} that adds the parameters and formats
 * of {@link MigrationsEndpoint} and returns a status and a message where that throws.
 */
@EndpointWebExtension(endpoint = MigrationsEndpoint.class)
public class MigrationsEndpointWebExtension {

	private final MigrationsEndpoint endpoint;

	private final AnswerCache cache;

	/**
	 * Create the extension.
	 * @param endpoint the endpoint to extend
	 * @param timeToLive how long an answer to a request without parameters is reused
	 */
	public MigrationsEndpointWebExtension(MigrationsEndpoint endpoint, Duration timeToLive) {
		this.endpoint = endpoint;
		this.cache = new AnswerCache(timeToLive);
	}

	/**
	 * Return all histories as JSON, with all revisions or those that the parameters
	 * select, or draw them.
	 * @param format what the client accepts
	 * @param state the state of the revisions
	 * @param offset the number of revisions to skip; if negative, counted from the end
	 * @param limit the maximum number of revisions
	 * @return the histories, 400 if a parameter is invalid, or 503 if a database cannot
	 * be read
	 */
	@ReadOperation(producesFrom = MigrationsFormat.class)
	public WebEndpointResponse<Object> migrations(MigrationsFormat format, @Nullable String state,
			@Nullable String offset, @Nullable String limit) {
		if (format.isDrawn()) {
			return this.cache.get(format, () -> draw(format));
		}
		if (state == null && offset == null && limit == null) {
			return this.cache.get(format, () -> answer(format, this.endpoint::migrations));
		}
		return answer(format, () -> this.endpoint.migrations(HistorySelection.parse(state, offset, limit)));
	}

	private WebEndpointResponse<Object> draw(MigrationsFormat format) {
		try {
			return new WebEndpointResponse<>(format.draw(this.endpoint.histories()), format.textType());
		}
		catch (MigrationsRequestException ex) {
			return new WebEndpointResponse<>(format.renderFailure(String.valueOf(ex.getMessage())), ex.status(),
					format.failureType());
		}
	}

	private static WebEndpointResponse<Object> answer(MigrationsFormat format,
			Supplier<@Nullable OperationResponseBody> body) {
		WebEndpointResponse<OperationResponseBody> answer = answer(body);
		return new WebEndpointResponse<>(answer.getBody(), answer.getStatus(), format.getProducedMimeType());
	}

	/**
	 * Return one revision.
	 * @param revision the revision's id
	 * @return the revision, 404 if there is none, or 503 if a database cannot be read
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> revision(@Selector String revision) {
		return answer(() -> this.endpoint.revision(revision));
	}

	private static WebEndpointResponse<OperationResponseBody> answer(Supplier<@Nullable OperationResponseBody> body) {
		try {
			OperationResponseBody found = body.get();
			return (found != null) ? new WebEndpointResponse<>(found)
					: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		catch (MigrationsRequestException ex) {
			return new WebEndpointResponse<>(new ErrorDescriptor(String.valueOf(ex.getMessage())), ex.status());
		}
	}

	/**
	 * Body of a response with an error status.
	 */
	record ErrorDescriptor(String error) implements OperationResponseBody {

	}

}
