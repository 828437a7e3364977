package dev.updraft.service;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.AbstractHttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.NotFound;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Logs over HTTP, where Flyte's clients look for them: {@code
 * /logs/<project>/<domain>/<execution>/<node>/<attempt>}. Needs the token.
 */
final class AttemptLogs extends AbstractHttpService {
  static final String PATH = "/logs";
  static final String ROUTE = PATH + "/{project}/{domain}/{execution}/{node}/{attempt}";
  private static final int PART = 256 << 10;

  private final LogSource sources;
  private final Logs logs;
  private final TokenCheck tokens;

  AttemptLogs(LogSource sources, Logs logs, TokenCheck tokens) {
    this.sources = sources;
    this.logs = logs;
    this.tokens = tokens;
  }

  @Override
  protected HttpResponse doGet(ServiceRequestContext call, HttpRequest request) {
    if (!tokens.opens(request.headers().get("authorization"))) {
      return text(HttpStatus.UNAUTHORIZED, TokenCheck.why(false));
    }
    return HttpResponse.of(() -> log(call), call.blockingTaskExecutor());
  }

  private HttpResponse log(ServiceRequestContext call) {
    try {
      var id =
          new ExecutionId(part(call, "project"), part(call, "domain"), part(call, "execution"));
      var source = sources.find(id, part(call, "node"), Integer.parseInt(part(call, "attempt")));
      var answer = HttpResponse.streaming();
      answer.write(
          ResponseHeaders.of(
              HttpStatus.OK, HttpHeaderNames.CONTENT_TYPE, MediaType.PLAIN_TEXT_UTF_8));
      source.ifPresentOrElse(found -> send(found, 0, answer, call), answer::close);
      return answer;
    } catch (NotFound e) {
      return text(HttpStatus.NOT_FOUND, e.getMessage());
    } catch (NumberFormatException _) {
      return text(HttpStatus.NOT_FOUND, "An attempt is named by a number, counted from 0.");
    }
  }

  /** Sends a part, and the next one when it is on its way: a reader may be slow, or never read. */
  private void send(
      LogSource.Source source, long at, HttpResponseWriter answer, ServiceRequestContext call) {
    var piece = logs.read(source.ranAs(), at, PART).orElseGet(() -> new Logs.Piece("", at, 0));
    if (piece.leftOut() > 0) {
      answer.write(HttpData.ofUtf8("\n.. %d bytes left out ..\n".formatted(piece.leftOut())));
    }
    if (piece.next() == at) {
      answer.close();
      return;
    }
    answer.write(HttpData.ofUtf8(piece.text()));
    answer
        .whenConsumed()
        .thenRunAsync(() -> send(source, piece.next(), answer, call), call.blockingTaskExecutor())
        .exceptionally(
            failure -> {
              answer.close(failure);
              return null;
            });
  }

  private static String part(ServiceRequestContext call, String name) {
    return Objects.requireNonNullElse(call.pathParam(name), "");
  }

  private static HttpResponse text(HttpStatus status, @Nullable String sentence) {
    return HttpResponse.of(status, MediaType.PLAIN_TEXT_UTF_8, sentence + "\n");
  }
}
