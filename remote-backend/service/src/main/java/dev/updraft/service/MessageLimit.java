package dev.updraft.service;

import com.flyteidl.service.AdminServiceGrpc;
import com.google.protobuf.MessageLite;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/**
 * Refuses large requests, except where they carry an execution's inputs: those have a limit of
 * their own.
 */
final class MessageLimit implements ServerInterceptor {
  private final int bytes;

  MessageLimit(int bytes) {
    this.bytes = bytes;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    var listener = next.startCall(call, headers);
    var method = call.getMethodDescriptor().getFullMethodName();
    if (method.equals(AdminServiceGrpc.getCreateExecutionMethod().getFullMethodName())) {
      return listener;
    }
    return new SimpleForwardingServerCallListener<>(listener) {
      private boolean refused;

      @Override
      public void onMessage(Q request) {
        if (request instanceof MessageLite message && message.getSerializedSize() > bytes) {
          refused = true;
          call.close(
              Status.RESOURCE_EXHAUSTED.withDescription(
                  "The request has %d bytes; %s takes at most %d."
                      .formatted(message.getSerializedSize(), method, bytes)),
              new Metadata());
          return;
        }
        super.onMessage(request);
      }

      @Override
      public void onHalfClose() {
        if (!refused) {
          super.onHalfClose();
        }
      }
    };
  }
}
