package dev.updraft.task.closure;

import com.sun.source.util.JavacTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * The compiler of this JVM, kept warm: one file manager for all of its runs, so that the indexes of
 * libraries are read once. Not for several threads at a time.
 */
final class Javac {
  private final JavaCompiler compiler;
  private final StandardJavaFileManager files;
  private List<Path> classPath = List.of();

  Javac() {
    var present = ToolProvider.getSystemJavaCompiler();
    if (present == null) {
      throw new IllegalStateException(
          "This Java has no compiler: start the kernel with a JDK, not with a JRE (java.home is "
              + System.getProperty("java.home")
              + ").");
    }
    this.compiler = present;
    this.files = present.getStandardFileManager(null, Locale.ENGLISH, null);
  }

  /**
   * A run over sources: what it reports goes to {@link #problems}, what it generates to {@link
   * #classes}.
   */
  final class Run {
    private final DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    private final SortedMap<String, ByteArrayOutputStream> output = new TreeMap<>();
    private final JavacTask task;

    private Run(List<String> options, List<? extends JavaFileObject> sources) {
      this.task =
          (JavacTask)
              compiler.getTask(
                  null, new Collecting(files, output), diagnostics, options, null, sources);
    }

    JavacTask task() {
      return task;
    }

    List<Diagnostic<? extends JavaFileObject>> problems() {
      return diagnostics.getDiagnostics().stream()
          .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
          .toList();
    }

    SortedMap<String, byte[]> classes() {
      var classes = new TreeMap<String, byte[]>();
      output.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    }
  }

  /** A run that only parses, at the newest syntax. */
  Run parsing(List<Source> sources) {
    return new Run(List.of("-proc:none", "-XDshould-stop.ifError=FLOW"), sources);
  }

  /** A run that can go all the way. */
  Run compiling(Source source, int release, List<Path> theClassPath, List<String> moreOptions) {
    if (!theClassPath.equals(classPath)) {
      try {
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, theClassPath);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot use the class path " + theClassPath, e);
      }
      classPath = List.copyOf(theClassPath);
    }
    var options =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-implicit:none",
                "-parameters",
                "-nowarn",
                "-g:source,lines,vars",
                "-XDshould-stop.ifError=FLOW",
                "--release",
                Integer.toString(release)));
    options.addAll(moreOptions);
    return new Run(options, List.of(source));
  }

  /** A source in memory. */
  static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String typeName, String text) {
      super(URI.create("cell:///" + typeName + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Collecting extends ForwardingJavaFileManager<JavaFileManager> {
    private final SortedMap<String, ByteArrayOutputStream> output;

    Collecting(JavaFileManager files, SortedMap<String, ByteArrayOutputStream> output) {
      super(files);
      this.output = output;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(
          URI.create("cell:///" + className.replace('.', '/') + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          var bytes = new ByteArrayOutputStream();
          output.put(className.replace('.', '/') + ".class", bytes);
          return bytes;
        }
      };
    }
  }
}
