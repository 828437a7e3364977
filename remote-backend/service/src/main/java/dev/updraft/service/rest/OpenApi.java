package dev.updraft.service.rest;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import dev.updraft.protocol.openapi.Annotations;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The gateway's description in <a href="https://spec.openapis.org/oas/v3.1.0">OpenAPI 3.1</a>, made
 * from the routes and the messages' descriptors. Names are the protocol's.
 */
final class OpenApi {
  /** What protobuf's JSON mapping writes otherwise than as an object of its fields. */
  private static final Map<String, JsonObject> WELL_KNOWN =
      Map.of(
          "google.protobuf.Timestamp", formatted("string", "date-time"),
          "google.protobuf.Duration", typed("string"),
          "google.protobuf.Struct", typed("object"),
          "google.protobuf.Value", new JsonObject(),
          "google.protobuf.ListValue", typed("array"),
          "google.protobuf.Any", typed("object"),
          "google.protobuf.BoolValue", typed("boolean"),
          "google.protobuf.StringValue", typed("string"),
          "google.protobuf.DoubleValue", typed("number"),
          "google.protobuf.UInt32Value", typed("integer"));

  private final Map<String, Descriptor> messages = new TreeMap<>();

  private OpenApi() {}

  static JsonObject of(List<Route> routes, String version) {
    return new OpenApi().document(routes, version);
  }

  private JsonObject document(List<Route> routes, String version) {
    var paths = new JsonObject();
    var templates = new HashMap<String, Template>();
    for (var route : routes) {
      // Paths that differ in their parameters' names alone are one path, says OpenAPI.
      var template = templates.computeIfAbsent(route.template().shape(), _ -> route.template());
      var path = template.toString();
      if (!paths.has(path)) {
        paths.add(path, new JsonObject());
      }
      paths
          .getAsJsonObject(path)
          .add(route.verb().toLowerCase(Locale.ROOT), operation(route, template.fields()));
    }
    var info = object("title", "Flyte's API, served by Updraft");
    info.addProperty("version", version);
    var bearer = typed("http");
    bearer.addProperty("scheme", "bearer");
    var security = new JsonArray();
    security.add(with("bearer", new JsonArray()));
    var components = new JsonObject();
    components.add("schemas", schemas());
    components.add("securitySchemes", with("bearer", bearer));
    var document = object("openapi", "3.1.0");
    document.add("info", info);
    document.add("security", security);
    document.add("paths", paths);
    document.add("components", components);
    return document;
  }

  /**
   * @param names of the path's parameters
   */
  private JsonObject operation(Route route, List<String> names) {
    var operation = object("operationId", id(route));
    operation.addProperty("summary", about(route));
    var parameters = new JsonArray();
    var fields = route.template().fields();
    for (var i = 0; i < fields.size(); i++) {
      parameters.add(parameter(names.get(i), "path", field(route, fields.get(i))));
    }
    if (route.body().isEmpty()) {
      query(route.request().getDescriptorForType(), "", fields, parameters, 0);
    } else {
      operation.add("requestBody", body(route));
    }
    operation.add("parameters", parameters);
    var responses = new JsonObject();
    responses.add("200", answer("The answer", route.answer().getDescriptorForType()));
    responses.add("default", answer("A refusal", com.google.rpc.Status.getDescriptor()));
    operation.add("responses", responses);
    return operation;
  }

  /** An operation's name says its call, and its path where a call has several. */
  private static String id(Route route) {
    var call = route.call().getFullMethodName().replace('/', '.');
    return call.substring(call.lastIndexOf('.', call.lastIndexOf('.') - 1) + 1)
        + "."
        + route.verb().toLowerCase(Locale.ROOT)
        + route.template().segments().size();
  }

  /** What Flyte says of the call; where it says nothing, the call's name in words. */
  private static String about(Route route) {
    var said =
        route.call().getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema
            ? schema
                .getMethodDescriptor()
                .getOptions()
                .getExtension(Annotations.openapiv2Operation)
                .getDescription()
            : "";
    var name = route.call().getBareMethodName();
    return said.isEmpty() && name != null
        ? name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT)
        : said;
  }

  private static FieldDescriptor field(Route route, String path) {
    var type = route.request().getDescriptorForType();
    var names = path.split("\\.");
    for (var i = 0; i < names.length - 1; i++) {
      type = type.findFieldByName(names[i]).getMessageType();
    }
    return type.findFieldByName(names[names.length - 1]);
  }

  /**
   * Query parameters: all that is no message, those of messages with dots; three levels are enough.
   */
  private void query(
      Descriptor type, String prefix, List<String> taken, JsonArray parameters, int depth) {
    for (var field : type.getFields()) {
      var name = prefix + field.getName();
      if (field.isMapField() || taken.contains(name)) {
        continue;
      }
      if (field.getJavaType() != JavaType.MESSAGE
          || WELL_KNOWN.containsKey(field.getMessageType().getFullName())) {
        parameters.add(parameter(name, "query", field));
      } else if (!field.isRepeated() && depth < 3) {
        query(field.getMessageType(), name + ".", taken, parameters, depth + 1);
      }
    }
  }

  private JsonObject parameter(String name, String place, FieldDescriptor field) {
    var parameter = object("name", name);
    parameter.addProperty("in", place);
    parameter.addProperty("required", place.equals("path"));
    parameter.add("schema", schema(field));
    return parameter;
  }

  private JsonObject body(Route route) {
    var type = route.request().getDescriptorForType();
    var body =
        answer(
            "",
            route.body().equals("*") ? type : type.findFieldByName(route.body()).getMessageType());
    body.addProperty("required", true);
    return body;
  }

  private JsonObject answer(String description, Descriptor type) {
    var answer = object("description", description);
    answer.add("content", with("application/json", with("schema", reference(type))));
    return answer;
  }

  private JsonObject reference(Descriptor type) {
    var known = WELL_KNOWN.get(type.getFullName());
    if (known != null) {
      return known;
    }
    messages.putIfAbsent(type.getFullName(), type);
    return object("$ref", "#/components/schemas/" + type.getFullName());
  }

  /** Writing one message's schema may name others: until none is new. */
  private JsonObject schemas() {
    var written = new LinkedHashMap<String, JsonObject>();
    while (written.size() < messages.size()) {
      for (var type : List.copyOf(messages.values())) {
        if (!written.containsKey(type.getFullName())) {
          written.put(type.getFullName(), schema(type));
        }
      }
    }
    var schemas = new JsonObject();
    new TreeMap<>(written).forEach(schemas::add);
    return schemas;
  }

  private JsonObject schema(Descriptor type) {
    var properties = new JsonObject();
    type.getFields().forEach(field -> properties.add(field.getName(), schema(field)));
    var schema = typed("object");
    schema.add("properties", properties);
    return schema;
  }

  private JsonObject schema(FieldDescriptor field) {
    if (field.isMapField()) {
      var map = typed("object");
      map.add("additionalProperties", single(field.getMessageType().findFieldByName("value")));
      return map;
    }
    if (field.isRepeated()) {
      var list = typed("array");
      list.add("items", single(field));
      return list;
    }
    return single(field);
  }

  private JsonObject single(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT -> formatted("integer", "int32");
      case LONG -> formatted("string", "int64");
      case FLOAT, DOUBLE -> typed("number");
      case BOOLEAN -> typed("boolean");
      case STRING -> typed("string");
      case BYTE_STRING -> formatted("string", "byte");
      case ENUM -> constants(field.getEnumType().getValues());
      case MESSAGE -> reference(field.getMessageType());
    };
  }

  private static JsonObject constants(List<EnumValueDescriptor> values) {
    var names = new JsonArray();
    values.forEach(value -> names.add(value.getName()));
    var schema = typed("string");
    schema.add("enum", names);
    return schema;
  }

  private static JsonObject typed(String type) {
    return object("type", type);
  }

  private static JsonObject formatted(String type, String format) {
    var schema = typed(type);
    schema.addProperty("format", format);
    return schema;
  }

  private static JsonObject object(String name, String value) {
    var object = new JsonObject();
    object.addProperty(name, value);
    return object;
  }

  private static JsonObject with(String name, JsonElement value) {
    var object = new JsonObject();
    object.add(name, value);
    return object;
  }
}
