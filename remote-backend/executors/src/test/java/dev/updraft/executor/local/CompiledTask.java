package dev.updraft.executor.local;

import com.flyteidl.core.TaskTemplate;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.updraft.types.bundle.Bundle;
import dev.updraft.types.bundle.EntryPoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A task from source, as a notebook would store it: one unit, its classes in a jar, a bundle, a
 * template.
 */
record CompiledTask(byte[] template) {
  private static final String UNIT = "Cell_test";

  /**
   * @param method the task, a static method named {@code task}
   * @param parameters the erased types of its parameters
   */
  static CompiledTask of(Path folder, String method, String... parameters) {
    return of(folder, List.of(), method, parameters);
  }

  /**
   * @param jars the user's libraries
   */
  static CompiledTask of(Path folder, List<Path> jars, String method, String... parameters) {
    try {
      Path classes = Files.createDirectories(folder.resolve("classes"));
      String source = "import java.util.*;\nfinal class " + UNIT + " {\n" + method + "\n}\n";
      compile(folder, source, classes);
      byte[] jar = jar(classes);
      Path closure = Files.write(folder.resolve("closure.jar"), jar);
      var segment = new Bundle.Segment(3, (int) method.lines().count(), "m:task", 1);
      var bundle =
          new Bundle(
              new EntryPoint(UNIT, "task", List.of(parameters)),
              25,
              new Bundle.Blob(sha256(jar), "file://" + closure),
              libraries(jars),
              List.of(segment),
              new TreeMap<>());
      byte[] json = bundle.toJson();
      Path bundleFile = Files.write(folder.resolve("bundle.json"), json);
      return new CompiledTask(template("file://" + bundleFile, sha256(json)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, in a kept JVM. */
  CompiledTask reusing() {
    try {
      var known = TaskTemplate.parseFrom(template).toBuilder();
      var updraft =
          known.getCustomBuilder().getFieldsOrThrow("updraft").getStructValue().toBuilder();
      updraft.putFields("reuse", Value.newBuilder().setBoolValue(true).build());
      known
          .getCustomBuilder()
          .putFields("updraft", Value.newBuilder().setStructValue(updraft).build());
      return new CompiledTask(known.build().toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Bundle.Library> libraries(List<Path> jars) throws IOException {
    var libraries = new ArrayList<Bundle.Library>();
    for (Path jar : jars) {
      String name = jar.getFileName().toString();
      libraries.add(new Bundle.Library(name, sha256(Files.readAllBytes(jar)), "file://" + jar));
    }
    return libraries;
  }

  static byte[] template(String bundle, String sha256) {
    var fields =
        Struct.newBuilder()
            .putFields("bundle", text(bundle))
            .putFields("sha256", text(sha256))
            .build();
    return TaskTemplate.newBuilder()
        .setType("java-task")
        .setCustom(
            Struct.newBuilder()
                .putFields("updraft", Value.newBuilder().setStructValue(fields).build()))
        .build()
        .toByteArray();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static void compile(Path folder, String source, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path file = Files.writeString(folder.resolve(UNIT + ".java"), source);
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var messages = new StringWriter();
      var options =
          List.of(
              "-d",
              classes.toString(),
              "-cp",
              System.getProperty("java.class.path"),
              "-parameters",
              "-g:source,lines",
              "--release",
              "25");
      if (!compiler
          .getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
          .call()) {
        throw new IllegalArgumentException(messages + source);
      }
    }
  }

  private static byte[] jar(Path classes) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new ZipOutputStream(bytes);
        var files = Files.list(classes)) {
      for (Path file : files.sorted().toList()) {
        jar.putNextEntry(new ZipEntry(file.getFileName().toString()));
        jar.write(Files.readAllBytes(file));
      }
    }
    return bytes.toByteArray();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
