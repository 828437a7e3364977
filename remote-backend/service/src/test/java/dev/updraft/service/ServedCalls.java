package dev.updraft.service;

import com.flyteidl.service.AdminServiceGrpc;
import com.flyteidl.service.AuthMetadataServiceGrpc;
import com.flyteidl.service.DataProxyServiceGrpc;
import com.flyteidl.service.SignalServiceGrpc;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import dev.updraft.service.v1.UpdraftServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Every call of the served services, and requests for any of them whose every text is given. */
final class ServedCalls {
  private static final int DEPTH = 6;

  /** What a request needs so that its other texts are looked at, too. */
  private static final Map<String, String> VALID =
      Map.of("project", "updraft", "domain", "development");

  private ServedCalls() {}

  @SuppressWarnings("unchecked") // protobuf's marshallers are of messages
  static List<MethodDescriptor<Message, Message>> all() {
    return Stream.of(
            AdminServiceGrpc.getServiceDescriptor(),
            DataProxyServiceGrpc.getServiceDescriptor(),
            SignalServiceGrpc.getServiceDescriptor(),
            AuthMetadataServiceGrpc.getServiceDescriptor(),
            UpdraftServiceGrpc.getServiceDescriptor())
        .flatMap(service -> service.getMethods().stream())
        .map(call -> (MethodDescriptor<Message, Message>) call)
        .toList();
  }

  static List<MethodDescriptor<Message, Message>> unary() {
    return all().stream()
        .filter(call -> call.getType() == MethodDescriptor.MethodType.UNARY)
        .toList();
  }

  /**
   * A request whose every text, also those within, is this one.
   *
   * @param valid whether project and domain are such as there are
   */
  static Message filled(MethodDescriptor<Message, Message> call, String text, boolean valid) {
    var request = prototype(call).newBuilderForType();
    fill(request, text, valid ? VALID : Map.of(), DEPTH);
    return request.build();
  }

  private static void fill(
      Message.Builder message, String text, Map<String, String> valid, int depth) {
    var chosen = new HashSet<>();
    for (var field : message.getDescriptorForType().getFields()) {
      var choice = field.getRealContainingOneof();
      if (choice == null || chosen.add(choice)) {
        fill(message, field, text, valid, depth);
      }
    }
  }

  private static void fill(
      Message.Builder message,
      FieldDescriptor field,
      String text,
      Map<String, String> valid,
      int depth) {
    var value = valid.getOrDefault(field.getName(), text);
    if (field.getJavaType() == JavaType.STRING) {
      put(message, field, value);
    } else if (field.getName().equals("limit") && field.getJavaType() == JavaType.INT) {
      put(message, field, 10);
    } else if (field.getJavaType() == JavaType.MESSAGE && depth > 0 && !wellKnown(field)) {
      var within = message.newBuilderForField(field);
      fill(within, text, valid, depth - 1);
      put(message, field, within.build());
    }
  }

  private static void put(Message.Builder message, FieldDescriptor field, Object value) {
    if (field.isRepeated()) {
      message.addRepeatedField(field, value);
    } else {
      message.setField(field, value);
    }
  }

  private static boolean wellKnown(FieldDescriptor field) {
    Descriptor type = field.getMessageType();
    return type.getFullName().startsWith("google.protobuf.");
  }

  private static Message prototype(MethodDescriptor<Message, Message> call) {
    var marshaller = (PrototypeMarshaller<Message>) call.getRequestMarshaller();
    return Objects.requireNonNull(marshaller.getMessagePrototype());
  }
}
