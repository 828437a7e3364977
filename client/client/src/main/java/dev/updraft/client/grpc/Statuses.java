package dev.updraft.client.grpc;

import com.flyteidl.service.CreateUploadLocationResponse;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.updraft.client.model.BackendException;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * gRPC's statuses as our exceptions. Nobody else reads a status, and only the exceptions' types
 * know what may be repeated.
 */
final class Statuses {
  private Statuses() {}

  static BackendException fromWire(Throwable error, Address address) {
    var status = Status.fromThrowable(error);
    var said = said(status);
    return switch (status.getCode()) {
      case INVALID_ARGUMENT, OUT_OF_RANGE -> new BackendException.InvalidRequest(said, error);
      case NOT_FOUND -> new BackendException.NotFound(said, error);
      case ALREADY_EXISTS -> new BackendException.Conflict(said, true, error);
      case FAILED_PRECONDITION, ABORTED -> new BackendException.Conflict(said, false, error);
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          new BackendException.Denied(
              "The backend at %s denies this: %s".formatted(address.shown(), said), error);
      case RESOURCE_EXHAUSTED -> new BackendException.Exhausted(said, error);
      case UNAVAILABLE ->
          new BackendException.Unavailable(
              "The backend at %s cannot be reached: %s"
                  .formatted(address.shown(), cause(status, said)),
              error);
      case UNIMPLEMENTED ->
          new BackendException.Unknown(
              "The backend at %s does not know this call: %s".formatted(address.shown(), said),
              error);
      case DEADLINE_EXCEEDED ->
          new BackendException.Unavailable(
              "The backend at %s does not answer in time: %s".formatted(address.shown(), said),
              error);
      case CANCELLED -> new BackendException.GivenUp("Interrupted.", error);
      case OK, UNKNOWN, INTERNAL, DATA_LOSS ->
          new BackendException.Broken(
              "The backend at %s failed (%s): %s"
                  .formatted(address.shown(), status.getCode(), said),
              error);
    };
  }

  /** Whether the caller's credentials were the reason. */
  static boolean unauthenticated(Throwable error) {
    return Status.fromThrowable(error).getCode() == Status.Code.UNAUTHENTICATED;
  }

  /** Where a file lies that is there already, when the backend says so. */
  static Optional<String> uploaded(@Nullable Throwable error) {
    var status =
        switch (error) {
          case StatusRuntimeException e -> StatusProto.fromThrowable(e);
          case StatusException e -> StatusProto.fromThrowable(e);
          case null, default -> null;
        };
    if (status == null) {
      return Optional.empty();
    }
    for (var detail : status.getDetailsList()) {
      if (detail.is(CreateUploadLocationResponse.class)) {
        try {
          return Optional.of(detail.unpack(CreateUploadLocationResponse.class).getNativeUrl());
        } catch (InvalidProtocolBufferException _) {
          return Optional.empty(); // then we ask for the address
        }
      }
    }
    return Optional.empty();
  }

  private static String said(Status status) {
    var description = status.getDescription();
    return description == null || description.isBlank() ? status.getCode().name() : description;
  }

  /** gRPC says {@code io exception}; why is in the causes. */
  private static String cause(Status status, String said) {
    var cause = status.getCause();
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    var message = cause == null ? null : cause.getMessage();
    return message == null ? said.lines().findFirst().orElse(said) : message;
  }
}
