package dev.updraft.service;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Refuses what is too deep to be answered. Protobuf reads 100 levels, and an answer puts what was
 * registered a few levels deeper than the request had it: taken at the limit, no client could ever
 * read it again.
 */
final class DepthLimit implements ServerInterceptor {
  private static final int MOST = 85;

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    var listener = next.startCall(call, headers);
    if (!String.valueOf(call.getMethodDescriptor().getBareMethodName()).startsWith("Create")) {
      return listener;
    }
    return new SimpleForwardingServerCallListener<>(listener) {
      private boolean refused;

      @Override
      public void onMessage(Q request) {
        if (request instanceof MessageLite message && deep(message)) {
          refused = true;
          call.close(
              Status.INVALID_ARGUMENT.withDescription(
                  "The request nests more than %d levels, in a type, a value or a branch. Nest less, or move the inner part to a file or an inner workflow."
                      .formatted(MOST)),
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

  /** Each level takes two bytes at least. */
  private static boolean deep(MessageLite message) {
    if (message.getSerializedSize() < 2 * MOST) {
      return false;
    }
    var bytes = CodedInputStream.newInstance(message.toByteArray());
    bytes.setRecursionLimit(MOST);
    try {
      message.getParserForType().parseFrom(bytes);
      return false;
    } catch (InvalidProtocolBufferException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("Reading bytes in memory", e);
    }
  }
}
