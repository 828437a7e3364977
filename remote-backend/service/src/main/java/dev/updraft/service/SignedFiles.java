package dev.updraft.service;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.stream.StreamMessage;
import com.linecorp.armeria.server.AbstractHttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.updraft.blobs.BlobNotFound;
import dev.updraft.blobs.Blobs;
import dev.updraft.blobs.StoreUnavailable;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files over plain HTTP: PUT and GET at the addresses that the data proxy signed. A file is there
 * whole and verified, or not at all.
 */
final class SignedFiles extends AbstractHttpService {
  static final String PATH = "/files/";
  private static final Logger LOG = LoggerFactory.getLogger(SignedFiles.class);

  private final Blobs blobs;
  private final Tickets tickets;
  private final Limits limits;
  private final Clock clock;

  SignedFiles(Blobs blobs, Tickets tickets, Limits limits, Clock clock) {
    this.blobs = blobs;
    this.tickets = tickets;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  protected HttpResponse doPut(ServiceRequestContext call, HttpRequest request) {
    return HttpResponse.of(
        () -> admitted(call, Ticket.Act.PUT, ticket -> store(ticket, request)),
        call.blockingTaskExecutor());
  }

  @Override
  protected HttpResponse doGet(ServiceRequestContext call, HttpRequest request) {
    return HttpResponse.of(
        () -> admitted(call, Ticket.Act.GET, ticket -> send(ticket, request)),
        call.blockingTaskExecutor());
  }

  private HttpResponse admitted(ServiceRequestContext call, Ticket.Act act, Deed deed) {
    var ticket = tickets.check(call.mappedPath().substring(1));
    if (ticket.isEmpty() || ticket.get().act() != act) {
      return answer(
          HttpStatus.FORBIDDEN,
          "This address was not signed for a "
              + act
              + " by this backend. Ask the data proxy for one.");
    }
    if (ticket.get().expires().isBefore(clock.instant())) {
      return answer(
          HttpStatus.FORBIDDEN,
          "This address expired at %s. Ask the data proxy for a new one."
              .formatted(ticket.get().expires()));
    }
    try {
      return deed.with(ticket.get());
    } catch (BlobNotFound e) {
      return answer(HttpStatus.NOT_FOUND, e.getMessage());
    } catch (StoreUnavailable e) {
      LOG.atWarn().setCause(e).log("A file could not be stored or read");
      return answer(HttpStatus.INSUFFICIENT_STORAGE, e.getMessage());
    }
  }

  private HttpResponse store(Ticket ticket, HttpRequest request) {
    if (request.headers().contentLength() > limits.upload()) {
      return tooLarge();
    }
    var announced = request.headers().get(HttpHeaderNames.CONTENT_MD5);
    if (announced != null && ticket.md5().filter(md5 -> !md5.equals(announced)).isPresent()) {
      return answer(
          HttpStatus.BAD_REQUEST,
          "The header Content-MD5 is %s, but this address was signed for %s."
              .formatted(announced, ticket.md5().get()));
    }
    try (var body =
        new VerifiedStream(request.toInputStream(SignedFiles::data), ticket, limits.upload())) {
      var bytes = blobs.put(ticket.uri(), body);
      LOG.atDebug().addKeyValue("bytes", bytes).log("Stored an upload");
      return HttpResponse.of(HttpStatus.OK);
    } catch (VerifiedStream.TooLarge _) {
      return tooLarge();
    } catch (VerifiedStream.WrongContent e) {
      return answer(HttpStatus.BAD_REQUEST, e.getMessage());
    } catch (StoreUnavailable e) {
      return refusedOrCutOff(e);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The store says only that reading or writing failed; who is to blame is in the cause. */
  private static HttpResponse refusedOrCutOff(StoreUnavailable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof com.linecorp.armeria.common.stream.AbortedStreamException
          || cause instanceof com.linecorp.armeria.common.ClosedSessionException
          || cause instanceof com.linecorp.armeria.common.stream.ClosedStreamException) {
        return answer(
            HttpStatus.BAD_REQUEST, "The upload was cut off. Nothing was stored: upload it again.");
      }
    }
    throw failure;
  }

  private HttpResponse tooLarge() {
    return answer(
        HttpStatus.REQUEST_ENTITY_TOO_LARGE,
        "The file is larger than the limit of %d bytes for one upload. Split it, or raise the limit in the backend's configuration."
            .formatted(limits.upload()));
  }

  private HttpResponse send(Ticket ticket, HttpRequest request) {
    var blob = blobs.find(ticket.uri());
    if (blob.isEmpty()) {
      return answer(HttpStatus.NOT_FOUND, "There is nothing at '%s'.".formatted(ticket.uri()));
    }
    var size = blob.get().bytes();
    var range = ByteRange.of(request.headers().get(HttpHeaderNames.RANGE), size);
    if (range.isEmpty() && size > 0) {
      return answer(
          HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
          "The file has %d bytes; the range asked for begins after its end.".formatted(size));
    }
    var headers =
        ResponseHeaders.builder(range.whole() ? HttpStatus.OK : HttpStatus.PARTIAL_CONTENT)
            .contentType(MediaType.OCTET_STREAM)
            .contentLength(range.length())
            .set(HttpHeaderNames.ACCEPT_RANGES, "bytes");
    if (ticket.uri().endsWith("/deck.html")) {
      headers
          .contentType(MediaType.HTML_UTF_8)
          .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, "sandbox")
          .set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
    }
    if (!range.whole()) {
      headers.set(
          HttpHeaderNames.CONTENT_RANGE,
          "bytes %d-%d/%d".formatted(range.from(), range.from() + range.length() - 1, size));
    }
    if (range.isEmpty()) {
      return HttpResponse.of(headers.build());
    }
    var path = blobs.local(ticket.uri(), Path.of("unused"));
    return HttpResponse.of(
        headers.build(), StreamMessage.of(path).range(range.from(), range.length()));
  }

  private static HttpData data(HttpObject part) {
    return part instanceof HttpData data ? data : HttpData.empty();
  }

  private static HttpResponse answer(HttpStatus status, @Nullable String sentence) {
    return HttpResponse.of(status, MediaType.PLAIN_TEXT_UTF_8, sentence + "\n");
  }

  /** What is done once the ticket is known to be good. */
  private interface Deed {
    HttpResponse with(Ticket ticket);
  }
}
