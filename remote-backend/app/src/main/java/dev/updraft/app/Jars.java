package dev.updraft.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What workers load: the runner's jar names its own class path, so that nothing of the backend
 * comes near a task. Where those jars do not lie beside it, as in a build's tests, it is all that
 * this process loads.
 *
 * @param runner the runner's class path, in order
 * @param adapters what joins the user's own jars, such as DFLib's adapter
 */
record Jars(List<Path> runner, List<Path> adapters) {
  private static final List<String> ADAPTERS = List.of("updraft-dflib", "fastcsv");

  static Jars find() {
    var runner = codeOf(dev.updraft.runner.Main.class);
    var own = classPath();
    var beside = Files.isRegularFile(runner) ? jarsBeside(runner) : own;
    var adapters = beside.stream().filter(Jars::isAdapter).toList();
    return new Jars(manifestPath(runner).orElse(own), adapters);
  }

  private static boolean isAdapter(Path jar) {
    var path = jar.toString();
    return ADAPTERS.stream().anyMatch(name -> jar.getFileName().toString().startsWith(name))
        || path.endsWith(Path.of("dflib", "target", "classes").toString());
  }

  private static Optional<List<Path>> manifestPath(Path jar) {
    if (!Files.isRegularFile(jar)) {
      return Optional.empty();
    }
    try (var file = new JarFile(jar.toFile())) {
      var manifest = file.getManifest();
      var path =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return Optional.ofNullable(path)
          .map(
              names ->
                  Stream.concat(
                          Stream.of(jar),
                          Arrays.stream(names.strip().split("\\s+")).map(jar::resolveSibling))
                      .toList())
          .filter(jars -> jars.stream().allMatch(Files::exists));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + jar + ". Install the backend again.", e);
    }
  }

  private static List<Path> jarsBeside(Path jar) {
    try (var files = Files.list(jar.toAbsolutePath().getParent())) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the folder of " + jar + ".", e);
    }
  }

  private static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isBlank())
        .map(Path::of)
        .map(Path::toAbsolutePath)
        .toList();
  }

  private static Path codeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
