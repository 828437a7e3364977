package dev.updraft.frames.codec;

import dev.updraft.api.Codec;
import java.security.CodeSource;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A codec that said what it is for, asked once. */
record FoundCodec(Codec<?> codec, Class<?> type, String format) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

  /**
   * @throws UnusableCodec when it does not answer, or not with a name
   */
  static FoundCodec of(Codec<?> codec) {
    String format;
    Class<?> type;
    try {
      type = codec.type();
      format = codec.format();
    } catch (RuntimeException | LinkageError e) {
      throw new UnusableCodec(
          "The codec " + name(codec) + " does not say what it is for: " + e + ".");
    }
    if (type == null) {
      throw new UnusableCodec("The codec " + name(codec) + " names no type.");
    }
    if (format == null || !NAME.matcher(format).matches()) {
      throw new UnusableCodec(
          "The codec %s has the format '%s', but a format's name is of letters, digits and ._+- alone."
              .formatted(name(codec), format));
    }
    return new FoundCodec(codec, type, format);
  }

  /** Its class, and the jar it is in. */
  String name() {
    return name(codec);
  }

  private static String name(Codec<?> codec) {
    String jar = jar(codec.getClass().getProtectionDomain().getCodeSource());
    return codec.getClass().getName() + (jar.isEmpty() ? "" : " (" + jar + ")");
  }

  private static String jar(@Nullable CodeSource source) {
    String path =
        source == null || source.getLocation() == null ? "" : source.getLocation().getPath();
    return path.endsWith(".jar") ? path.substring(path.lastIndexOf('/') + 1) : "";
  }
}
