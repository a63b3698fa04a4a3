package dev.headway.boot.endpoint;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} that answers with a status and a
 * plain message where {@link MigrationsEndpoint} throws.
 */
@EndpointWebExtension(endpoint = MigrationsEndpoint.class)
public class MigrationsEndpointWebExtension {

	private final MigrationsEndpoint endpoint;

	/**
	 * Create the extension.
	 * @param endpoint the endpoint to extend
	 */
	public MigrationsEndpointWebExtension(MigrationsEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * All histories.
	 * @return what they are like, or 503 if a database cannot be read
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> migrations() {
		return answer(this.endpoint::migrations);
	}

	/**
	 * One revision.
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
		catch (HistoryUnreadableException ex) {
			return new WebEndpointResponse<>(new ErrorDescriptor(String.valueOf(ex.getMessage())),
					WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
		}
	}

	/**
	 * Why there is no answer.
	 *
	 * @param error what is wrong, in plain words
	 */
	record ErrorDescriptor(String error) implements OperationResponseBody {

	}

}
