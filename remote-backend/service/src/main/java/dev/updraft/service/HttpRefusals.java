package dev.updraft.service;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.updraft.service.rest.HttpStatuses;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP transport refuses itself, before any of us sees it, in words and in the gateway's
 * form.
 */
final class HttpRefusals implements ServerErrorHandler {
  private static final String ADDRESS =
      "The address cannot be served: it has an escape that is none, a control character or more"
          + " steps '..' than it has parts. Write %25 for %, and leave out the others.";

  private static final String BODY =
      "The body is larger than %d bytes. Upload large values and pass them as files or frames.";

  private final int largestBody;

  HttpRefusals(int largestBody) {
    this.largestBody = largestBody;
  }

  /** Failures of ours are handled where they happen. */
  @Override
  public @Nullable HttpResponse onServiceException(ServiceRequestContext call, Throwable cause) {
    return null;
  }

  @Override
  public @Nullable AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext call,
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    if (!status.isClientError()) {
      return null;
    }
    var body = new JsonObject();
    body.addProperty("code", HttpStatuses.code(status).value());
    body.addProperty("message", words(status, description));
    body.add("details", new JsonArray());
    return AggregatedHttpResponse.of(
        ResponseHeaders.of(status, HttpHeaderNames.CONTENT_TYPE, MediaType.JSON),
        HttpData.ofUtf8(body.toString()));
  }

  private String words(HttpStatus status, @Nullable String description) {
    if (status.equals(HttpStatus.BAD_REQUEST) && "Invalid request path".equals(description)) {
      return ADDRESS;
    }
    if (status.equals(HttpStatus.REQUEST_ENTITY_TOO_LARGE)) {
      return BODY.formatted(largestBody);
    }
    if (status.equals(HttpStatus.REQUEST_URI_TOO_LONG)) {
      return "The address is too long. Filter by less, or make the call over gRPC.";
    }
    return status.reasonPhrase() + (description == null ? "" : ": " + description);
  }
}
