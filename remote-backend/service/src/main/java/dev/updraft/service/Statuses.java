package dev.updraft.service;

import com.google.protobuf.InvalidProtocolBufferException;
import com.linecorp.armeria.common.RequestContext;
import com.linecorp.armeria.common.grpc.GrpcExceptionHandlerFunction;
import dev.updraft.blobs.BlobNotFound;
import dev.updraft.blobs.OutsideRoot;
import dev.updraft.blobs.StoreUnavailable;
import dev.updraft.model.Conflict;
import dev.updraft.model.Denied;
import dev.updraft.model.Exhausted;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.NotFound;
import dev.updraft.model.Refusal;
import dev.updraft.model.Unavailable;
import dev.updraft.types.wire.Malformed;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a failure becomes a gRPC status. UNKNOWN never leaves here: Flyte's clients
 * take it for a missing login.
 */
final class Statuses implements GrpcExceptionHandlerFunction {
  private static final Logger LOG = LoggerFactory.getLogger(Statuses.class);
  private final Limits limits;

  Statuses(Limits limits) {
    this.limits = limits;
  }

  @Override
  public Status apply(RequestContext call, Status proposed, Throwable failure, Metadata trailers) {
    var name = call.rpcRequest() == null ? "" : call.rpcRequest().method();
    return TrailerSize.cut(of(name, proposed, failure, trailers), trailers);
  }

  /**
   * @param call its name
   * @param proposed what the transport makes of the failure
   * @param trailers to be sent with the status; may be added to
   */
  Status of(String call, Status proposed, Throwable failure, Metadata trailers) {
    return notProtobuf(failure)
        .or(() -> known(failure, trailers))
        .or(() -> transport(proposed))
        .orElseGet(() -> bug(call, failure));
  }

  private Optional<Status> known(Throwable failure, Metadata trailers) {
    return Optional.ofNullable(
        switch (failure) {
          case Refusal refusal -> refused(refusal);
          case Malformed e -> Status.INVALID_ARGUMENT.withDescription(e.getMessage());
          case OutsideRoot e -> Status.INVALID_ARGUMENT.withDescription(e.getMessage());
          case BlobNotFound e -> Status.NOT_FOUND.withDescription(e.getMessage());
          case StoreUnavailable e -> Status.UNAVAILABLE.withDescription(e.getMessage());
          case StatusRuntimeException e -> spoken(e.getStatus(), e.getTrailers(), trailers);
          case StatusException e -> spoken(e.getStatus(), e.getTrailers(), trailers);
          default -> null;
        });
  }

  private static Status refused(Refusal refusal) {
    var status =
        switch (refusal) {
          case InvalidRequest _ -> Status.INVALID_ARGUMENT;
          case NotFound _ -> Status.NOT_FOUND;
          case Denied _ -> Status.PERMISSION_DENIED;
          case Exhausted _ -> Status.RESOURCE_EXHAUSTED;
          case Unavailable _ -> Status.UNAVAILABLE;
          case Conflict conflict ->
              switch (conflict.kind()) {
                case SAME_CONTENT, NAME_TAKEN -> Status.ALREADY_EXISTS;
                case OTHER_CONTENT -> Status.INVALID_ARGUMENT;
                case ENDED, RUNNING -> Status.FAILED_PRECONDITION;
              };
        };
    return status.withDescription(refusal.getMessage());
  }

  private static Optional<Status> notProtobuf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidProtocolBufferException e) {
        return Optional.of(
            Status.INVALID_ARGUMENT.withDescription(
                "The request's bytes are not the protobuf message that this call takes: "
                    + e.getMessage()));
      }
    }
    return Optional.empty();
  }

  /** What the transport itself found wrong before the call reached any of us. */
  private Optional<Status> transport(Status proposed) {
    return switch (proposed.getCode()) {
      case RESOURCE_EXHAUSTED -> Optional.of(tooLarge());
      case CANCELLED, UNIMPLEMENTED, DEADLINE_EXCEEDED, UNAVAILABLE -> Optional.of(proposed);
      default -> Optional.empty();
    };
  }

  private Status tooLarge() {
    return Status.RESOURCE_EXHAUSTED.withDescription(
        "The request is larger than %d bytes. Upload large values and pass them as files or frames."
            .formatted(limits.transport()));
  }

  /** Our own refusals come by their types: an exhausted limit among these is the transport's. */
  private @org.jspecify.annotations.Nullable Status spoken(
      Status status, @org.jspecify.annotations.Nullable Metadata more, Metadata trailers) {
    if (status.getCode() == Status.Code.UNKNOWN || status.getCode() == Status.Code.OK) {
      return null;
    }
    if (status.getCode() == Status.Code.RESOURCE_EXHAUSTED) {
      return tooLarge();
    }
    if (more != null) {
      trailers.merge(more);
    }
    return status;
  }

  private static Status bug(String call, Throwable failure) {
    var id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    LOG.atError()
        .addKeyValue("incident", id)
        .addKeyValue("call", call)
        .setCause(failure)
        .log("A call failed for a reason that nobody foresaw");
    return Status.INTERNAL.withDescription(
        "The backend failed in a way that it should not (incident %s, %s). Its log says more: 'updraft backend logs'."
            .formatted(id, failure.getClass().getSimpleName()));
  }
}
