package dev.updraft.frames.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.api.Codec;
import dev.updraft.types.mapping.CodecFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codecs as a class path names them: good ones, two for one class, and broken ones. */
@NullUnmarked
class CodecsTest {
  private static final String HERE = CodecsTest.class.getName() + "$";

  @TempDir Path folder;

  /** Has a codec, or several. */
  static final class Model {
    final String weights;

    Model(String weights) {
      this.weights = weights;
    }
  }

  @Test
  void valueGoesThroughItsCodecAndBack() throws IOException {
    var codecs = codecs(ModelCodec.class);
    assertThat(codecs.format(Model.class)).isEqualTo(new CodecFormat.Named("weights"));

    var out = new ByteArrayOutputStream();
    codecs.write(new Model("0.5"), Model.class, out);
    var back = codecs.read(new ByteArrayInputStream(out.toByteArray()), Model.class, "file:///a");
    assertThat(((Model) back).weights).isEqualTo("0.5");
  }

  @Test
  void codecIsForExactlyItsClassAndNotForWhatHasALiteral() throws IOException {
    var codecs = codecs(ModelCodec.class, UuidCodec.class);
    assertThat(codecs.format(Object.class)).isEqualTo(CodecFormat.none());
    assertThat(codecs.format(UUID.class)).isEqualTo(CodecFormat.none());
    assertThat(codecs().format(Model.class)).isEqualTo(CodecFormat.none());
  }

  @Test
  void twoCodecsForOneClassAreRefusedByName() throws IOException {
    assertThat(codecs(ModelCodec.class, OtherCodec.class).format(Model.class))
        .isEqualTo(
            new CodecFormat.Refused(
                "has 2 codecs: " + HERE + "ModelCodec, " + HERE + "OtherCodec",
                "Leave one of them on the class path."));
  }

  @Test
  void brokenCodecIsNamedWithItsReasonAndSpoilsNoOther() throws IOException {
    var codecs = codecs(Stillborn.class, Mute.class, BadName.class, ModelCodec.class);
    assertThat(codecs.format(Model.class)).isEqualTo(new CodecFormat.Named("weights"));
    assertThat(codecs.format(Thread.State.class)).isEqualTo(codecs().format(Thread.State.class));
    assertThat(((CodecFormat.None) codecs.format(CodecsTest.class)).broken())
        .contains(
            "A codec could not be loaded: dev.updraft.api.Codec: Provider "
                + HERE
                + "Stillborn could not be instantiated: java.lang.IllegalStateException: no licence.")
        .contains("The codec " + HERE + "Mute does not say what it is for: ")
        .contains(
            "The codec "
                + HERE
                + "BadName has the format '../x', but a format's name is of letters");
  }

  @Test
  void namedClassThatIsMissingIsABrokenCodec() throws IOException {
    var broken = ((CodecFormat.None) named("com.example.Gone").format(Model.class)).broken();
    assertThat(broken).contains("com.example.Gone").contains("not found");
  }

  @Test
  void whatACodecThrowsIsToldWithItsName() throws IOException {
    var codecs = codecs(ModelCodec.class);
    assertThatThrownBy(
            () -> codecs.write(new Model(null), Model.class, new ByteArrayOutputStream()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "the codec " + HERE + "ModelCodec cannot write this " + HERE + "Model: ")
        .hasMessageContaining("NullPointerException");
    assertThatThrownBy(() -> codecs.read(new ByteArrayInputStream(new byte[0]), Model.class, "f"))
        .hasMessage("the codec " + HERE + "ModelCodec cannot read f: java.io.IOException: empty");
    var other = codecs(OtherCodec.class);
    assertThatThrownBy(() -> other.read(new ByteArrayInputStream(new byte[0]), Model.class, "f"))
        .hasMessage(
            "the codec " + HERE + "OtherCodec read null from f, which is no " + HERE + "Model.");
  }

  private Codecs codecs(Class<?>... codecs) throws IOException {
    return named(Arrays.stream(codecs).map(Class::getName).toArray(String[]::new));
  }

  private Codecs named(String... names) throws IOException {
    var services = folder.resolve("META-INF/services");
    Files.createDirectories(services);
    Files.writeString(
        services.resolve(Codec.class.getName()),
        Arrays.stream(names).collect(Collectors.joining("\n")));
    return Codecs.of(
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, CodecsTest.class.getClassLoader()));
  }

  /** As it should be. */
  public static final class ModelCodec implements Codec<Model> {
    @Override
    public Class<Model> type() {
      return Model.class;
    }

    @Override
    public String format() {
      return "weights";
    }

    @Override
    public void write(Model value, OutputStream out) throws IOException {
      out.write(value.weights.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Model read(InputStream in) throws IOException {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (text.isEmpty()) {
        throw new IOException("empty");
      }
      return new Model(text);
    }
  }

  /** A second one, which reads nothing. */
  public static final class OtherCodec extends Silent<Model> {
    public OtherCodec() {
      super(Model.class, "other");
    }
  }

  /** For a class that has a literal of its own. */
  public static final class UuidCodec extends Silent<UUID> {
    public UuidCodec() {
      super(UUID.class, "uuid");
    }
  }

  /** Cannot be made. */
  public static final class Stillborn extends Silent<Model> {
    public Stillborn() {
      super(Model.class, "x");
      throw new IllegalStateException("no licence");
    }
  }

  /** Does not say its type. */
  public static final class Mute extends Silent<Model> {
    public Mute() {
      super(null, "x");
    }

    @Override
    public Class<Model> type() {
      throw new NoClassDefFoundError("org/example/Model");
    }
  }

  /** Has a format that is no name. */
  public static final class BadName extends Silent<Model> {
    public BadName() {
      super(Model.class, "../x");
    }
  }

  private abstract static class Silent<T> implements Codec<T> {
    private final Class<T> type;
    private final String format;

    Silent(Class<T> type, String format) {
      this.type = type;
      this.format = format;
    }

    @Override
    public Class<T> type() {
      return type;
    }

    @Override
    public String format() {
      return format;
    }

    @Override
    public void write(T value, OutputStream out) {}

    @Override
    public T read(InputStream in) {
      return null;
    }
  }
}
