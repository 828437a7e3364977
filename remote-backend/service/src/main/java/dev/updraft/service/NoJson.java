package dev.updraft.service;

import com.linecorp.armeria.common.grpc.GrpcJsonMarshaller;
import io.grpc.MethodDescriptor;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What Armeria gets in place of a marshaller for gRPC over JSON, which nobody speaks here: its own
 * compiles a class for each message at the start.
 */
enum NoJson implements GrpcJsonMarshaller {
  INSTANCE;

  @Override
  public <T> void serializeMessage(
      MethodDescriptor.Marshaller<T> marshaller, T message, OutputStream json) {
    throw new UnsupportedOperationException("gRPC over JSON is not spoken here.");
  }

  @Override
  public <T> T deserializeMessage(MethodDescriptor.Marshaller<T> marshaller, InputStream json) {
    throw new UnsupportedOperationException("gRPC over JSON is not spoken here.");
  }
}
