package dev.updraft.notebooks;

import dev.updraft.magics.notebook.Display;
import dev.updraft.magics.notebook.EvaluationFailed;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.Notebook;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.magics.notebook.View;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/** Magics that show what a notebook gives to magics; loaded by the kernel beside the real ones. */
public final class ProbeMagics implements Magics {
  private static final String PROVIDER =
      "META-INF/services/dev.updraft.magics.notebook.Magics$Provider";

  private final Notebook notebook;
  private @Nullable Display display;

  private ProbeMagics(Notebook notebook) {
    this.notebook = notebook;
  }

  @Override
  public Map<String, LineMagic> lines() {
    return Map.of("probe", words -> shown(line(words.getFirst(), words.subList(1, words.size()))));
  }

  @Override
  public Map<String, CellMagic> cells() {
    return Map.of(
        "probe", (words, body) -> shown(words.getFirst().equals("body") ? body : evaluate(body)));
  }

  @Override
  public void close() {}

  private @Nullable String line(String what, List<String> words) throws Exception {
    return switch (what) {
      case "words" -> words.toString();
      case "refuse" ->
          throw new NotebookError(
              "Unknown option --cach.\nDid you mean --cache?",
              View.of("<i>seen above</i>", "seen"),
              null);
      case "display" -> {
        display = notebook.show(text("shown"));
        yield null;
      }
      case "update" -> {
        Objects.requireNonNull(display).update(text("updated"));
        yield null;
      }
      case "update-later" -> {
        Thread.ofPlatform().daemon().start(this::later);
        yield null;
      }
      case "block" -> block();
      case "cell" -> String.valueOf(notebook.cell());
      case "where" -> notebook.session() + " " + notebook.name().orElse("");
      case "jars" -> notebook.userJars().stream().map(Path::getFileName).toList().toString();
      case "add-jar" -> {
        notebook.addJars(
            List.of(
                Path.of(
                    System.getenv("UPDRAFT_KERNEL_LIB").split(File.pathSeparator, 2)[1],
                    "probe.jar")));
        yield null;
      }
      default -> throw new IllegalArgumentException(what);
    };
  }

  /** Long enough for the asking cell to be over. */
  private void later() {
    LockSupport.parkNanos(300_000_000);
    Objects.requireNonNull(display).update(text("later"));
  }

  private @Nullable String block() throws InterruptedException {
    var shown = notebook.show(text("blocking"));
    try {
      new CountDownLatch(1).await();
      return null;
    } catch (InterruptedException e) {
      shown.update(text("interrupted"));
      throw e;
    }
  }

  private @Nullable String evaluate(String source) throws InterruptedException {
    try {
      return String.valueOf(notebook.evaluate(source));
    } catch (EvaluationFailed.Rejected rejected) {
      return "rejected: "
          + rejected.problems().stream()
              .map(problem -> problem.getMessage(Locale.ROOT) + " at " + problem.getPosition())
              .findFirst()
              .orElse(rejected.source());
    } catch (EvaluationFailed.Threw threw) {
      return "threw " + threw.exceptionClass() + ": " + threw.getMessage();
    }
  }

  private static @Nullable View shown(@Nullable String text) {
    return text == null ? null : text(text);
  }

  private static View text(String text) {
    return View.of("<pre>" + text + "</pre>", text);
  }

  /**
   * A class path for {@code UPDRAFT_KERNEL_LIB}: the folder of our jars, and one that holds a jar
   * of this class.
   */
  static String besideOurs() {
    try {
      var folder = Files.createTempDirectory("probe ");
      try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("probe.jar")))) {
        for (var type : List.of(ProbeMagics.class, Provider.class)) {
          var name = type.getName().replace('.', '/') + ".class";
          jar.putNextEntry(new ZipEntry(name));
          try (var bytes =
              Objects.requireNonNull(type.getClassLoader().getResourceAsStream(name))) {
            bytes.transferTo(jar);
          }
        }
        jar.putNextEntry(new ZipEntry(PROVIDER));
        jar.write(Provider.class.getName().getBytes(StandardCharsets.UTF_8));
      }
      return Workplace.DIST.resolve("lib") + File.pathSeparator + folder;
    } catch (IOException e) {
      throw new UncheckedIOException("Packing the probe", e);
    }
  }

  /** Found by service loader. */
  public static final class Provider implements Magics.Provider {
    @Override
    public Magics open(Notebook notebook) {
      return new ProbeMagics(notebook);
    }
  }
}
