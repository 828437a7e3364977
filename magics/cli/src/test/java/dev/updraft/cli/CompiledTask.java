package dev.updraft.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.updraft.client.RemoteTask;
import dev.updraft.client.UserTypes;
import dev.updraft.client.model.TaskOptions;
import dev.updraft.types.bundle.Bundle;
import dev.updraft.types.bundle.EntryPoint;
import dev.updraft.types.mapping.Signature;
import dev.updraft.types.mapping.TaskMapping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** A method as a task that travels: what a notebook's cell becomes, without a notebook. */
final class CompiledTask {
  private CompiledTask() {}

  static RemoteTask of(Path folder, String name, String method, TaskOptions options)
      throws Exception {
    var type = "Cell_" + name;
    var source = folder.resolve(type + ".java");
    Files.writeString(source, "public class %s {\n%s\n}\n".formatted(type, method));
    var compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-parameters", "--release", "25", source.toString());
    if (compiled != 0) {
      throw new IllegalArgumentException(method);
    }
    var java =
        Arrays.stream(
                new URLClassLoader(new URL[] {folder.toUri().toURL()})
                    .loadClass(type)
                    .getDeclaredMethods())
            .filter(each -> each.getName().equals(name))
            .findFirst()
            .orElseThrow();
    var parameters = Arrays.stream(java.getParameterTypes()).map(Class::getTypeName).toList();
    var key =
        "c1-"
            + HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(method.getBytes(UTF_8)))
                .substring(0, 52);
    return new RemoteTask(
        name,
        "",
        TaskMapping.of(Signature.of(name, java), new UserTypes(CompiledTask.class::getClassLoader)),
        options,
        new RemoteTask.Code(
            key,
            new EntryPoint(type, name, parameters),
            25,
            jar(folder.resolve(type + ".class")),
            List.of(),
            List.of(new Bundle.Segment(2, 100, "m:" + name, 1)),
            new TreeMap<>()));
  }

  private static byte[] jar(Path file) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new JarOutputStream(bytes)) {
      var entry = new JarEntry(file.getFileName().toString());
      entry.setTime(0);
      out.putNextEntry(entry);
      Files.copy(file, out);
    }
    return bytes.toByteArray();
  }
}
