package dev.updraft.frames.codec;

import dev.updraft.api.Codec;
import dev.updraft.types.mapping.CodecFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The codecs on a user's class path. Make it anew when the class path has grown: it looks once. A
 * codec that cannot be used spoils nothing but the classes that need it.
 */
public final class Codecs {
  private static final int MOST_BROKEN = 20;

  /** What has a literal of its own, or is a collection of such. */
  private static final List<String> OURS =
      List.of("java.lang.", "java.util.", "java.time.", "java.math.", "java.nio.file.");

  private final List<FoundCodec> found;
  private final List<String> broken;

  private Codecs(List<FoundCodec> found, List<String> broken) {
    this.found = List.copyOf(found);
    this.broken = List.copyOf(broken);
  }

  /**
   * Finds the codecs that a loader sees.
   *
   * @param userLoader must share {@code dev.updraft.api} with us
   */
  public static Codecs of(ClassLoader userLoader) {
    var found = new ArrayList<FoundCodec>();
    var broken = new ArrayList<String>();
    var codecs = ServiceLoader.load(Codec.class, userLoader).iterator();
    while (broken.size() < MOST_BROKEN) {
      try {
        Codec<?> codec = next(codecs);
        if (codec == null) {
          break;
        }
        found.add(FoundCodec.of(codec));
      } catch (UnusableCodec e) {
        broken.add(String.valueOf(e.getMessage()));
      }
    }
    return new Codecs(found, broken);
  }

  @SuppressWarnings("rawtypes")
  private static @Nullable Codec<?> next(Iterator<Codec> codecs) {
    try {
      return codecs.hasNext() ? codecs.next() : null;
    } catch (ServiceConfigurationError | LinkageError e) {
      String why = e.getCause() == null ? "" : ": " + e.getCause();
      throw new UnusableCodec("A codec could not be loaded: " + e.getMessage() + why + ".");
    }
  }

  /** Whether a codec may be for this class; if not, nobody needs to look for one. */
  public static boolean mayBeFor(Class<?> type) {
    return OURS.stream().noneMatch(type.getName()::startsWith);
  }

  /** How values of exactly this class travel. */
  public CodecFormat format(Class<?> type) {
    if (!mayBeFor(type)) {
      return CodecFormat.none();
    }
    var codecs = codecs(type);
    return switch (codecs.size()) {
      case 0 -> new CodecFormat.None(String.join(" ", broken));
      case 1 -> new CodecFormat.Named(codecs.getFirst().format());
      default ->
          new CodecFormat.Refused(
              "has %d codecs: %s"
                  .formatted(
                      codecs.size(),
                      codecs.stream().map(FoundCodec::name).collect(Collectors.joining(", "))),
              "Leave one of them on the class path.");
    };
  }

  private List<FoundCodec> codecs(Class<?> type) {
    return found.stream().filter(codec -> codec.type() == type).toList();
  }

  /**
   * Writes a value.
   *
   * @throws IllegalArgumentException when the codec cannot
   */
  @SuppressWarnings("unchecked")
  public void write(Object value, Class<?> type, OutputStream out) {
    var codec = codec(type);
    try {
      ((Codec<Object>) codec.codec()).write(value, out);
    } catch (IOException | RuntimeException | LinkageError e) {
      throw new IllegalArgumentException(
          "the codec %s cannot write this %s: %s"
              .formatted(codec.name(), value.getClass().getName(), e),
          e);
    }
  }

  /**
   * Reads a value.
   *
   * @param from where the bytes come from, for messages
   * @throws IllegalArgumentException when the codec cannot
   */
  public Object read(InputStream in, Class<?> type, String from) {
    var codec = codec(type);
    Object value;
    try {
      value = codec.codec().read(in);
    } catch (IOException | RuntimeException | LinkageError e) {
      throw new IllegalArgumentException(
          "the codec %s cannot read %s: %s".formatted(codec.name(), from, e), e);
    }
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "the codec %s read %s from %s, which is no %s."
              .formatted(
                  codec.name(),
                  value == null ? "null" : "a " + value.getClass().getName(),
                  from,
                  type.getName()));
    }
    return value;
  }

  private FoundCodec codec(Class<?> type) {
    var codecs = codecs(type);
    if (codecs.size() != 1) {
      throw new IllegalArgumentException(
          "the class path has %d codecs for %s now; it had one when the task was declared."
              .formatted(codecs.size(), type.getName()));
    }
    return codecs.getFirst();
  }
}
