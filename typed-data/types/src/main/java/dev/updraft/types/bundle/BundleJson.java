package dev.updraft.types.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.updraft.types.bundle.Bundle.Blob;
import dev.updraft.types.bundle.Bundle.Library;
import dev.updraft.types.bundle.Bundle.Segment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** {@link Bundle} as JSON: the fields in a fixed order, so that equal bundles are equal bytes. */
final class BundleJson {
  private static final int FORMAT = 1;

  private BundleJson() {}

  static byte[] write(Bundle bundle) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("format", FORMAT);
    fields.put("entry", bundle.entry().toString());
    fields.put("release", bundle.release());
    fields.put(
        "closure", ordered("sha256", bundle.closure().sha256(), "uri", bundle.closure().uri()));
    fields.put(
        "jars",
        bundle.jars().stream()
            .map(jar -> ordered("name", jar.name(), "sha256", jar.sha256(), "uri", jar.uri()))
            .toList());
    fields.put(
        "segments",
        bundle.segments().stream()
            .map(
                s ->
                    ordered(
                        "unitLine",
                        s.unitLine(),
                        "lines",
                        s.lines(),
                        "member",
                        s.member(),
                        "line",
                        s.line()))
            .toList());
    fields.put("members", bundle.members());
    return Json.write(fields).getBytes(UTF_8);
  }

  static Bundle read(byte[] json) {
    var root = new Fields("", Json.parse(json));
    int format = root.integer("format");
    if (format != FORMAT) {
      throw new InvalidBundle(
          "bundle.json has format "
              + format
              + ", but this build reads format "
              + FORMAT
              + ": use a newer runner.");
    }
    var closure = root.object("closure");
    var members = new TreeMap<String, String>();
    var hashes = root.object("members");
    hashes.values.keySet().forEach(member -> members.put(member, hashes.text(member)));
    return new Bundle(
        EntryPoint.parse(root.text("entry")),
        root.integer("release"),
        new Blob(closure.text("sha256"), closure.text("uri")),
        root.list(
            "jars", jar -> new Library(jar.text("name"), jar.text("sha256"), jar.text("uri"))),
        root.list(
            "segments",
            s ->
                new Segment(
                    s.integer("unitLine"),
                    s.integer("lines"),
                    s.text("member"),
                    s.integer("line"))),
        members);
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  /** An object of the file, which knows its own place in it. */
  private static final class Fields {
    private final String path;
    private final Map<String, @Nullable Object> values;

    @SuppressWarnings("unchecked")
    Fields(String path, @Nullable Object value) {
      this.path = path;
      if (!(value instanceof Map<?, ?> map)) {
        throw new InvalidBundle(
            "bundle.json: " + (path.isEmpty() ? "the file" : path) + " is not an object.");
      }
      this.values = (Map<String, @Nullable Object>) map;
    }

    String text(String name) {
      return as(name, "a text", (value, where) -> value instanceof String text ? text : null);
    }

    int integer(String name) {
      return as(
          name,
          "a whole number",
          (value, where) ->
              value instanceof BigDecimal number
                      && number.scale() <= 0
                      && number.abs().compareTo(INT_MAX) <= 0
                  ? number.intValueExact()
                  : null);
    }

    Fields object(String name) {
      return as(name, "an object", (value, where) -> new Fields(where, value));
    }

    <T> List<T> list(String name, java.util.function.Function<Fields, T> read) {
      return as(
          name,
          "a list",
          (value, where) -> {
            if (!(value instanceof List<?> items)) {
              return null;
            }
            var result = new ArrayList<T>();
            for (int i = 0; i < items.size(); i++) {
              result.add(read.apply(new Fields(where + "[" + i + "]", items.get(i))));
            }
            return List.copyOf(result);
          });
    }

    private <T> T as(
        String name, String what, BiFunction<@Nullable Object, String, @Nullable T> cast) {
      var where = path.isEmpty() ? name : path + "." + name;
      if (!values.containsKey(name)) {
        throw new InvalidBundle("bundle.json: " + where + " is missing.");
      }
      var result = cast.apply(values.get(name), where);
      if (result == null) {
        throw new InvalidBundle("bundle.json: " + where + " is not " + what + ".");
      }
      return result;
    }

    private static final BigDecimal INT_MAX = BigDecimal.valueOf(Integer.MAX_VALUE);
  }
}
