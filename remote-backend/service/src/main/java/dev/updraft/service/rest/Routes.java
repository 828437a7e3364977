package dev.updraft.service.rest;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.Descriptors;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All HTTP rules of a server's calls, as their descriptors have them. */
final class Routes {
  private static final ExtensionRegistry HTTP = ExtensionRegistry.newInstance();

  static {
    HTTP.add(AnnotationsProto.http);
  }

  private final List<Route> routes;
  private final Map<Integer, List<Route>> bySegments;

  private Routes(List<Route> routes) {
    this.routes = routes;
    this.bySegments =
        routes.stream()
            .sorted(Comparator.comparing((Route route) -> -route.template().words()))
            .collect(Collectors.groupingBy(route -> route.template().segments().size()));
  }

  static Routes of(List<ServerServiceDefinition> services) {
    var routes = new ArrayList<Route>();
    for (var service : services) {
      for (var method : service.getMethods()) {
        var call = method.getMethodDescriptor();
        if (call.getType() == MethodType.UNARY
            && call.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema) {
          rules(schema.getMethodDescriptor()).forEach(each -> routes.add(route(each, call)));
        }
      }
    }
    return new Routes(List.copyOf(routes));
  }

  List<Route> all() {
    return routes;
  }

  /** A route with the values that its path gave. */
  record Found(Route route, Map<String, String> values) {}

  /** The call that is meant; empty if there is none under this verb. */
  Optional<Found> find(String verb, String path) {
    return bySegments.getOrDefault(depth(path), List.of()).stream()
        .filter(route -> route.verb().equals(verb))
        .flatMap(
            route -> route.template().match(path).map(values -> new Found(route, values)).stream())
        .findFirst();
  }

  /** The verbs that a path takes, for who used another. */
  TreeSet<String> verbs(String path) {
    return bySegments.getOrDefault(depth(path), List.of()).stream()
        .filter(route -> route.template().match(path).isPresent())
        .map(Route::verb)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int depth(String path) {
    return (int) path.chars().filter(c -> c == '/').count();
  }

  /** Read anew: generated descriptors know their options' extensions only in part. */
  private static List<HttpRule> rules(Descriptors.MethodDescriptor method) {
    try {
      var rule =
          MethodOptions.parseFrom(method.getOptions().toByteString(), HTTP)
              .getExtension(AnnotationsProto.http);
      var all = new ArrayList<HttpRule>();
      if (rule.getPatternCase() != HttpRule.PatternCase.PATTERN_NOT_SET) {
        all.add(rule);
        all.addAll(rule.getAdditionalBindingsList());
      }
      return all;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("The options of " + method.getFullName(), e);
    }
  }

  @SuppressWarnings("unchecked") // protobuf's marshallers are of messages
  private static Route route(HttpRule rule, io.grpc.MethodDescriptor<?, ?> method) {
    var call = (io.grpc.MethodDescriptor<Message, Message>) method;
    return new Route(
        rule.getPatternCase().name(),
        Template.of(path(rule)),
        rule.getBody(),
        call,
        prototype(call.getRequestMarshaller()),
        prototype(call.getResponseMarshaller()));
  }

  private static String path(HttpRule rule) {
    return switch (rule.getPatternCase()) {
      case GET -> rule.getGet();
      case PUT -> rule.getPut();
      case POST -> rule.getPost();
      case DELETE -> rule.getDelete();
      case PATCH -> rule.getPatch();
      case CUSTOM, PATTERN_NOT_SET ->
          throw new IllegalArgumentException("An HTTP rule with a verb of its own: " + rule);
    };
  }

  private static Message prototype(io.grpc.MethodDescriptor.Marshaller<Message> marshaller) {
    var prototype = ((PrototypeMarshaller<Message>) marshaller).getMessagePrototype();
    if (prototype == null) {
      throw new IllegalArgumentException("A call without a message type");
    }
    return prototype;
  }
}
