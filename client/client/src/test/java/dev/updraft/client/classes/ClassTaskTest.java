package dev.updraft.client.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.client.RemoteTask;
import dev.updraft.client.model.TaskOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntUnaryOperator;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassTaskTest {
  private static final TaskOptions PLAIN = TaskOptions.plain();

  @TempDir Path folder;

  @Test
  void codeIsTheFolderOfClassesAndItsKeyItsContent() throws Exception {
    var one = task(compiled("one", "static int inc(int a) { return a + 1; }"));
    var same = task(compiled("two", "static int inc(int a) { return a + 1; }"));
    var other = task(compiled("three", "static int inc(int a) { return a + 2; }"));

    assertThat(same.code().jar()).isEqualTo(one.code().jar());
    assertThat(same.code().key()).isEqualTo(one.code().key()).matches("c1-[0-9a-f]{52}");
    assertThat(other.code().key()).isNotEqualTo(one.code().key());
    assertThat(one.code().entry()).hasToString("Tasks#inc(int)");
    assertThat(one.code().release()).isEqualTo(21);
    assertThat(one.mapping().typedInterface().inputs()).containsOnlyKeys("a");
  }

  @Test
  void librariesBelongToTheKey() throws Exception {
    var type = compiled("one", "static int inc(int a) { return a + 1; }");
    var jar = Files.writeString(folder.resolve("a.jar"), "a");
    var with = ClassTask.of(type, "inc", PLAIN, List.of(jar));
    Files.writeString(jar, "b");
    var changed = ClassTask.of(type, "inc", PLAIN, List.of(jar));

    assertThat(with.code().libraries())
        .singleElement()
        .extracting(RemoteTask.Library::path)
        .isEqualTo(jar.toAbsolutePath());
    assertThat(with.code().key())
        .isNotEqualTo(task(type).code().key())
        .isNotEqualTo(changed.code().key());
    assertThatThrownBy(() -> ClassTask.of(type, "inc", PLAIN, List.of(folder.resolve("gone.jar"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Not a jar: " + folder.resolve("gone.jar").toAbsolutePath());
  }

  @Test
  void whatCannotTravelIsRefusedWithItsReason() throws Exception {
    var type =
        compiled(
            "one",
            "int own(int a) { return a; } static int twice(int a) { return a; } static int twice(long a) { return 1; } static Thread strange() { return null; }");
    refused(type, "inc", "Tasks has no method 'inc'. Its static methods: strange, twice.");
    refused(type, "own", "Tasks.own is not static.");
    refused(type, "twice", "Tasks has 2 methods 'twice'.");
    refused(String.class, "copyValueOf", "java.lang.String has 2 methods");
    refused(Math.class, "hypot", "java.lang.Math belongs to the JDK.");
    assertThatThrownBy(() -> ClassTask.of(type, "strange", PLAIN))
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining("Thread");
  }

  @Test
  void classThatIsNoFileIsRefused() {
    IntUnaryOperator lambda = a -> a + 1;
    assertThatThrownBy(() -> LoadedCode.of(lambda.getClass(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was made at run time");
  }

  private static RemoteTask task(Class<?> type) {
    return ClassTask.of(type, "inc", PLAIN);
  }

  private static void refused(Class<?> type, String method, String why) {
    assertThatThrownBy(() -> ClassTask.of(type, method, PLAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  private Class<?> compiled(String name, String body) throws Exception {
    var out = Files.createDirectories(folder.resolve(name));
    var source =
        Files.writeString(
            folder.resolve("Tasks.java"), "public class Tasks { %s }".formatted(body));
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(
                    null,
                    null,
                    null,
                    "-parameters",
                    "--release",
                    "21",
                    "-d",
                    out.toString(),
                    source.toString()))
        .isZero();
    return new java.net.URLClassLoader(new java.net.URL[] {out.toUri().toURL()}, null)
        .loadClass("Tasks");
  }
}
