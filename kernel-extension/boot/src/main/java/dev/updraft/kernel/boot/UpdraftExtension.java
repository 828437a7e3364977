package dev.updraft.kernel.boot;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.jspecify.annotations.Nullable;

/**
 * Found by JJava on the notebook's class path. Updraft's own jars lie in the folders that the
 * environment variable {@code UPDRAFT_KERNEL_LIB} names as a path, else in {@code lib} beside the
 * folder of this class's jar. The backend's lie in {@code backend} there, unless {@code
 * UPDRAFT_LIB} or the property {@code updraft.lib} names another folder.
 */
public final class UpdraftExtension implements Extension {
  private static final String MAIN = "dev.updraft.kernel.UpdraftKernel";
  private @Nullable Extension updraft;

  @Override
  public void install(BaseKernel kernel) {
    findBackend();
    var opened =
        new IsolatedLoader(
            jars(lib()), UpdraftExtension.class.getClassLoader()); // closes with the process
    try {
      var main = (Extension) opened.loadClass(MAIN).getConstructor().newInstance();
      updraft = main;
      main.install(kernel);
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException(
          "Updraft cannot start in this kernel: "
              + MAIN
              + " is missing from "
              + lib()
              + ". Build again with ./updraft, or name the folder of its jars in UPDRAFT_KERNEL_LIB.",
          broken);
    }
  }

  @Override
  public void uninstall(BaseKernel kernel) {
    if (updraft != null) {
      updraft.uninstall(kernel);
    }
  }

  /** A kernelspec that is not ours says nothing of the backend. */
  private static void findBackend() {
    var beside = ownJar().resolveSibling("../backend").normalize();
    if (System.getenv("UPDRAFT_LIB") == null
        && System.getProperty("updraft.lib") == null
        && Files.isDirectory(beside)) {
      System.setProperty("updraft.lib", beside.toString());
    }
  }

  private static List<Path> lib() {
    var named = System.getenv("UPDRAFT_KERNEL_LIB");
    return named == null || named.isBlank()
        ? List.of(ownJar().resolveSibling("../lib").normalize())
        : Stream.of(named.split(File.pathSeparator)).map(Path::of).toList();
  }

  private static Path ownJar() {
    try {
      return Path.of(
          UpdraftExtension.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The jar of Updraft's extension has no path", e);
    }
  }

  private static URL[] jars(List<Path> folders) {
    return folders.stream()
        .flatMap(UpdraftExtension::jars)
        .map(UpdraftExtension::url)
        .toArray(URL[]::new);
  }

  private static Stream<Path> jars(Path folder) {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Updraft's jars are not in "
              + folder
              + ": build with ./updraft, or set UPDRAFT_KERNEL_LIB",
          e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("No URL for " + jar, e);
    }
  }
}
