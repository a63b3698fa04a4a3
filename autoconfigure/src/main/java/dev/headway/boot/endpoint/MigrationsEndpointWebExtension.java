package dev.headway.boot.endpoint;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} that adds the parameters of
 * {@link MigrationsEndpoint} and returns a status and a message where that throws.
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
	 * Return all histories, with all revisions or those that the parameters select.
	 * @param state the state of the revisions
	 * @param offset the number of revisions to skip; if negative, counted from the end
	 * @param limit the maximum number of revisions
	 * @return the histories, 400 if a parameter is invalid, or 503 if a database cannot
	 * be read
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> migrations(@Nullable String state, @Nullable String offset,
			@Nullable String limit) {
		if (state == null && offset == null && limit == null) {
			return answer(this.endpoint::migrations);
		}
		return answer(() -> this.endpoint.migrations(HistorySelection.parse(state, offset, limit)));
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
