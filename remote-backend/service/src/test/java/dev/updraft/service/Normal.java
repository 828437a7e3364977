package dev.updraft.service;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.Set;

/** An answer with ids, times, hosts and texts replaced by their kind. */
final class Normal {
  private static final Set<String> TIMES =
      Set.of("created_at", "updated_at", "started_at", "occurred_at", "duration", "timestamp");
  private static final Set<String> TEXTS = Set.of("message", "reason", "plugin_identifier");

  /** Of a log: a name and a host. */
  private static final Set<String> URLS =
      Set.of("output_uri", "input_uri", "checkpoint_uri", "uri");

  private Normal() {}

  static JsonElement of(JsonElement element) {
    if (element instanceof JsonArray array) {
      var normal = new JsonArray();
      array.forEach(one -> normal.add(of(one)));
      return normal;
    }
    if (element instanceof JsonObject object) {
      var normal = new JsonObject();
      object.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(entry -> normal.add(entry.getKey(), of(entry.getKey(), entry.getValue())));
      return normal;
    }
    return element;
  }

  private static JsonElement of(String name, JsonElement value) {
    if (value.isJsonPrimitive()) {
      var text = value.getAsString();
      if (TIMES.contains(name)) {
        return new JsonPrimitive("a time");
      }
      if (TEXTS.contains(name)) {
        return new JsonPrimitive("a text");
      }
      if (URLS.contains(name)) {
        return new JsonPrimitive(path(text));
      }
      return new JsonPrimitive(ids(name, text));
    }
    return switch (name) {
      case "reasons" -> new JsonPrimitive("some reasons");
      case "logs" -> logs(value.getAsJsonArray());
      case "node_execution_id" -> new JsonPrimitive("a node execution");
      default -> of(value);
    };
  }

  private static JsonElement logs(JsonArray logs) {
    var normal = new JsonArray();
    for (var log : logs) {
      var one = new JsonObject();
      log.getAsJsonObject().keySet().stream()
          .sorted()
          .forEach(key -> one.add(key, new JsonPrimitive("set")));
      normal.add(one);
    }
    return normal;
  }

  /** Where a file lies below the store's root: bucket, execution, node and shard are ids. */
  private static String path(String uri) {
    return uri.replaceFirst("^s3://my-s3-bucket/|^file://.*?/blobs/", "")
        .replaceFirst("^(metadata/propeller)/[^/]+/", "$1/ID/")
        .replaceFirst("^(metadata/propeller/ID)/(?!start-node|end-node)[^/]+/", "$1/NODE/")
        .replaceFirst("^data/[^/]+/[^/]+", "data/XX/ID");
  }

  private static String ids(String name, String text) {
    if (name.equals("name") && text.matches("a[a-z0-9]{19}")) {
      return "an execution";
    }
    if (name.equals("name") && text.startsWith("flyte_cached-")) {
      return "flyte_cached-tag";
    }
    if (name.equals("artifact_id")) {
      return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? "a UUID" : text;
    }
    if (name.equals("generated_name")) {
      return text.replaceFirst("^a[a-z0-9]{19}-[a-z0-9]+-", "ID-NODE-");
    }
    if (name.equals("version") && text.startsWith("rec")) {
      return "rec";
    }
    return text.replaceFirst("^(flyte://v1/[^/]+/[^/]+)/[^/]+/", "$1/ID/")
        .replaceFirst("^(flyte://v1/[^/]+/[^/]+/ID)/(?!start-node|end-node)[^/]+/", "$1/NODE/");
  }
}
