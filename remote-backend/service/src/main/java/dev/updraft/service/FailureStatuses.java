package dev.updraft.service;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/** Ends calls that fail with the status of their failure, where no transport asks for it. */
final class FailureStatuses implements ServerInterceptor {
  private final Statuses statuses;

  FailureStatuses(Statuses statuses) {
    this.statuses = statuses;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    var told = new Told<>(call);
    return new SimpleForwardingServerCallListener<>(next.startCall(told, headers)) {
      @Override
      public void onHalfClose() {
        try {
          super.onHalfClose();
        } catch (RuntimeException e) {
          told.close(Status.fromThrowable(e).withCause(e), new Metadata());
        }
      }
    };
  }

  /** A call whose failure, thrown or handed over, is put into words before it is sent. */
  private final class Told<Q, A> extends SimpleForwardingServerCall<Q, A> {
    private Told(ServerCall<Q, A> call) {
      super(call);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      var cause = status.getCause();
      super.close(
          status.isOk() || cause == null
              ? status
              : statuses.of(getMethodDescriptor().getFullMethodName(), status, cause, trailers),
          trailers);
    }
  }
}
