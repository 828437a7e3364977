package dev.updraft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/java.md, as it stands there, in a JVM of its own. */
@Timeout(240)
class JavaProgramTest {
  private static final Path DOCUMENT = Path.of("../../docs/java.md");

  @TempDir Path folder;
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void prepare() throws IOException {
    environment =
        Map.of(
            "UPDRAFT_HOME", folder.resolve("home").toString(),
            "UPDRAFT_LIB", BackendJars.in(folder.resolve("lib")).toString(),
            "UPDRAFT_ENDPOINT", "embedded");
  }

  @AfterEach
  void stop() {
    Main.run(
        new Main.Surroundings(environment, java.time.Clock.systemUTC(), System.out, System.err),
        "backend",
        "stop");
  }

  @Test
  void programOfTheDocumentRunsAsItStands() throws Exception {
    var text = Files.readString(DOCUMENT);
    var program = text.substring(text.indexOf("```java\n") + 8);
    program = program.substring(0, program.indexOf("```"));
    assertThat(
            program.lines().filter(line -> !line.isBlank() && !line.startsWith("import")).count())
        .as("twenty lines do it")
        .isLessThanOrEqualTo(20);
    var source = Files.writeString(folder.resolve("Program.java"), program);
    var classes = Files.createDirectory(folder.resolve("classes"));
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(
                    null,
                    null,
                    null,
                    "-parameters",
                    "-cp",
                    classPath(),
                    "-d",
                    classes.toString(),
                    source.toString()))
        .isZero();

    var first = run(classes);
    assertThat(first).startsWith("3.0 from ");
    assertThat(run(classes)).startsWith("3.0 from ").isNotEqualTo(first);
    var out = new java.io.ByteArrayOutputStream();
    var said = new java.io.PrintStream(out, true, StandardCharsets.UTF_8);
    Main.run(
        new Main.Surroundings(environment, java.time.Clock.systemUTC(), said, said),
        "outputs",
        "mean");
    assertThat(
            out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("mean@")))
        .as("the second program got what the first had made")
        .hasSize(1);
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private String run(Path classes) throws Exception {
    var command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp"));
    command.add(classes + File.pathSeparator + classPath());
    command.add("Program");
    var builder = new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("err"))).isZero();
    return said;
  }
}
