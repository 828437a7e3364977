package dev.updraft.runner;

import dev.updraft.types.Literal;
import dev.updraft.types.StructValue;
import dev.updraft.types.bundle.Bundle;
import dev.updraft.types.bundle.EntryPoint;
import dev.updraft.types.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A small task that a spare runs before its first, so that the classes on the way from inputs to
 * outputs are loaded and the paths between them walked; and that the AOT cache is trained with. It
 * is made once, by the training run.
 *
 * @param folder holds {@code task.pb}, {@code inputs.pb}, {@code bundle.json} and the closure's jar
 */
record SelfTest(Path folder) {
  private static final String TASK = "task.pb";
  private static final String INPUTS = "inputs.pb";

  /** Writes it; the task is {@link SelfTestTask#greet}. */
  static SelfTest make(Path folder) {
    try {
      Files.createDirectories(folder);
      byte[] jar = closure(SelfTestTask.class, SelfTestTask.Point.class, SelfTestTask.Colour.class);
      write(folder, "closure.jar", jar);
      var entry =
          new EntryPoint(
              SelfTestTask.class.getName(),
              "greet",
              List.of(
                  "java.lang.String",
                  "long",
                  "double",
                  SelfTestTask.Point.class.getTypeName(),
                  "java.util.List"));
      var bundle =
          new Bundle(
              entry,
              25,
              new Bundle.Blob(Sha256.of(jar), uri(folder, "closure.jar")),
              List.of(),
              List.of(),
              new TreeMap<>());
      byte[] json = bundle.toJson();
      write(folder, "bundle.json", json);
      write(folder, TASK, template(uri(folder, "bundle.json"), Sha256.of(json)));
      write(folder, INPUTS, inputs());
      return new SelfTest(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not make the self-test in " + folder, e);
    }
  }

  /** Runs it, with outputs in the folder for temporary files. */
  void run(List<Path> adapters) {
    Path room = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    new Attempt(arguments(room), new UserJars(adapters), new ExitGuard(), InstantSource.system())
        .withVerifiedCode()
        .run(() -> {});
    Thread.currentThread().setContextClassLoader(SelfTest.class.getClassLoader());
  }

  /** As a container would get them, with outputs in {@code room}. */
  Arguments arguments(Path room) {
    String outputs = "file://" + room + "/updraft-self-test";
    return new Arguments(uri(folder, INPUTS), outputs, outputs + "/raw", uri(folder, TASK));
  }

  private static String uri(Path folder, String name) {
    return "file://" + folder.toAbsolutePath().resolve(name);
  }

  private static void write(Path folder, String name, byte[] bytes) throws IOException {
    LocalFiles.writeWhole(folder.resolve(name), bytes);
  }

  private static byte[] closure(Class<?>... classes) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new ZipOutputStream(bytes)) {
      for (Class<?> type : classes) {
        String name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new ZipEntry(name));
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
          in.transferTo(jar);
        }
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] inputs() {
    Literal numbers =
        new Literal.Collection(List.of(new Literal.Integer(1), new Literal.Integer(2)));
    Literal point =
        new Literal.Struct(
            Map.of(
                "x", new StructValue.Real(1.5),
                "colour", new StructValue.Text("RED")));
    return Wire.writeLiterals(
        Map.of(
            "name", new Literal.Text("updraft"),
            "count", new Literal.Integer(3),
            "share", new Literal.Float(0.5),
            "point", point,
            "numbers", numbers));
  }

  /**
   * A {@code core.TaskTemplate} with nothing but {@code custom} = {@code {"updraft": {"bundle": ..,
   * "sha256": ..}}}.
   */
  private static byte[] template(String bundle, String sha256) {
    byte[] fields = concat(field("bundle", text(bundle)), field("sha256", text(sha256)));
    byte[] custom = field("updraft", message(5, fields));
    return message(5, custom);
  }

  /** An entry of {@code Struct.fields}. */
  private static byte[] field(String name, byte[] value) {
    return message(1, concat(message(1, name.getBytes(StandardCharsets.UTF_8)), message(2, value)));
  }

  /** {@code Value.string_value}. */
  private static byte[] text(String text) {
    return message(3, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] message(int number, byte[] bytes) {
    var out = new ByteArrayOutputStream();
    out.write(number << 3 | 2);
    int length = bytes.length;
    while (length > 0x7F) {
      out.write((length & 0x7F) | 0x80);
      length >>>= 7;
    }
    out.write(length);
    out.writeBytes(bytes);
    return out.toByteArray();
  }

  private static byte[] concat(byte[] one, byte[] other) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(one);
    out.writeBytes(other);
    return out.toByteArray();
  }
}
