package dev.updraft.service;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
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
  private static final int PART = 1 << 20;

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
      return sources
          .find(id, part(call, "node"), Integer.parseInt(part(call, "attempt")))
          .map(source -> HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, whole(source)))
          .orElseGet(() -> HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, ""));
    } catch (NotFound e) {
      return text(HttpStatus.NOT_FOUND, e.getMessage());
    } catch (NumberFormatException _) {
      return text(HttpStatus.NOT_FOUND, "An attempt is named by a number, counted from 0.");
    }
  }

  private String whole(LogSource.Source source) {
    var all = new StringBuilder();
    var at = 0L;
    while (true) {
      var asked = at;
      var piece =
          logs.read(source.ranAs(), asked, PART).orElseGet(() -> new Logs.Piece("", asked, 0));
      if (piece.leftOut() > 0) {
        all.append("\n.. %d bytes left out ..\n".formatted(piece.leftOut()));
      }
      all.append(piece.text());
      at = piece.next();
      if (at == asked) {
        return all.toString();
      }
    }
  }

  private static String part(ServiceRequestContext call, String name) {
    return Objects.requireNonNullElse(call.pathParam(name), "");
  }

  private static HttpResponse text(HttpStatus status, @Nullable String sentence) {
    return HttpResponse.of(status, MediaType.PLAIN_TEXT_UTF_8, sentence + "\n");
  }
}
