package dev.updraft.cli;

import dev.updraft.client.json.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether Jupyter finds the kernel, and the kernel what it names. */
final class ExamineKernelspec {
  private static final String MEND = "Make it anew: ./updraft prepare in your checkout.";

  private final Optional<Path> file;

  ExamineKernelspec(Map<String, String> environment) {
    this.file =
        Optional.ofNullable(environment.get("UPDRAFT_LIB"))
            .map(lib -> Path.of(lib).resolveSibling("jupyter/kernels/updraft/kernel.json"));
  }

  List<Finding> findings() {
    if (file.isEmpty()) {
      return List.of(
          Finding.note("started without ./updraft, so that the kernel is not looked for"));
    }
    var spec = file.get();
    if (!Files.isRegularFile(spec)) {
      return List.of(Finding.wrong("the kernel is not installed: no " + spec, MEND));
    }
    try {
      var gone =
          Json.texts(Files.readAllBytes(spec)).stream()
              .flatMap(text -> Stream.of(text.split(File.pathSeparator)))
              .filter(ExamineKernelspec::isFile)
              .filter(word -> !Files.exists(Path.of(word)))
              .distinct()
              .map(
                  word ->
                      Finding.wrong(
                          "the kernel names %s, which is not there".formatted(word), MEND))
              .toList();
      return gone.isEmpty()
          ? List.of(Finding.good("kernel \"Java (Updraft)\" in " + spec.getParent()))
          : gone;
    } catch (IOException e) {
      return List.of(Finding.wrong("%s cannot be read: %s".formatted(spec, e), MEND));
    }
  }

  /** A program or a jar, of which the kernel's command and class path are made. */
  private static boolean isFile(String word) {
    return word.startsWith("/") && (word.endsWith("/bin/java") || word.endsWith(".jar"));
  }
}
