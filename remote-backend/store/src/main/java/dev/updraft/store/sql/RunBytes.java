package dev.updraft.store.sql;

import dev.updraft.model.CatalogKey;
import dev.updraft.model.Resources;
import dev.updraft.model.TaskId;
import dev.updraft.model.TaskRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A {@link TaskRun} as bytes: read back only by restarts while its execution lives, so one format
 * at a time is enough.
 */
final class RunBytes {
  private static final int FORMAT = 1;

  private RunBytes() {}

  static byte[] encode(TaskRun run) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      text(out, run.task().project());
      text(out, run.task().domain());
      text(out, run.task().name());
      text(out, run.task().version());
      text(out, run.type());
      bytes(out, run.template());
      out.writeLong(run.resources().memory());
      out.writeLong(run.resources().timeout().map(Duration::toMillis).orElse(-1L));
      out.writeInt(run.retries());
      out.writeBoolean(run.declaresOutputs());
      out.writeBoolean(run.caching().isPresent());
      if (run.caching().isPresent()) {
        var caching = run.caching().get();
        text(out, caching.key().project());
        text(out, caching.key().domain());
        text(out, caching.key().task());
        text(out, caching.key().datasetVersion());
        text(out, caching.key().tag());
        out.writeBoolean(caching.serialize());
        out.writeBoolean(caching.overwrite());
      }
      text(out, run.codeKey());
      out.writeInt(run.environment().size());
      for (var entry : new TreeMap<>(run.environment()).entrySet()) {
        text(out, entry.getKey());
        text(out, entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Bytes in memory cannot be written.", e);
    }
    return bytes.toByteArray();
  }

  static TaskRun decode(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      var format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalStateException(
            "A stored call has format %d, but this Updraft reads %d.".formatted(format, FORMAT));
      }
      var task = new TaskId(text(in), text(in), text(in), text(in));
      var type = text(in);
      var template = bytes(in);
      var memory = in.readLong();
      var timeout = in.readLong();
      var resources =
          new Resources(
              memory, timeout < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(timeout)));
      return new TaskRun(
          task,
          type,
          template,
          resources,
          in.readInt(),
          in.readBoolean(),
          caching(in),
          text(in),
          texts(in));
    } catch (IOException e) {
      throw new UncheckedIOException("A stored call is cut off.", e);
    }
  }

  private static Optional<TaskRun.Caching> caching(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return Optional.empty();
    }
    var key = new CatalogKey(text(in), text(in), text(in), text(in), text(in));
    return Optional.of(new TaskRun.Caching(key, in.readBoolean(), in.readBoolean()));
  }

  private static Map<String, String> texts(DataInputStream in) throws IOException {
    var texts = new LinkedHashMap<String, String>();
    for (var left = in.readInt(); left > 0; left--) {
      texts.put(text(in), text(in));
    }
    return texts;
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    bytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }
}
