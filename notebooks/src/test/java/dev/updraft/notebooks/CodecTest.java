package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page about codecs, cell by cell: a Tribuo model from the notebook to a worker and back. The
 * class path only grows, and so the tests have an order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CodecTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)\n```");

  @TempDir static Path folder;
  private static Workplace workplace;
  private static Kernel kernel;
  private static List<String> cells;

  @BeforeAll
  static void start() throws IOException {
    workplace = Workplace.fresh();
    kernel = workplace.kernel();
    var page = Files.readString(Workplace.CHECKOUT.resolve("docs/codecs.md"));
    var blocks = BLOCK.matcher(page).results().map(match -> match.group(1)).toList();
    Files.writeString(folder.resolve("TribuoCodec.java"), blocks.getFirst());
    cells = blocks.subList(1, blocks.size());
    kernel.ok(cells.get(0)); // %maven
    kernel.ok("import java.nio.file.*;");
  }

  @AfterAll
  static void stop() {
    kernel.close();
    workplace.close();
  }

  @Test
  @Order(1)
  void aClassWithoutACodecIsRefusedWhenTheTaskIsDeclared() {
    kernel.ok(cells.get(3)); // imports and the record
    assertThat(kernel.run(cells.get(4)).error())
        .contains("the result: Model<Label> is an abstract class.")
        .contains("or provide a Codec for it.");
  }

  @Test
  @Order(2)
  void aModelTravelsThroughTheCodecOfThePage() {
    kernel.ok(inFolder(cells.get(1)));
    kernel.ok(inFolder(cells.get(2)));
    kernel.ok(cells.get(4));
    kernel.ok(cells.get(5));

    var ran = kernel.ok(cells.get(6));
    assertThat(ran.value()).isEqualTo("late");
    assertThat(ran.text()).contains("✓ train ran").contains("✓ predict ran");
    assertThat(kernel.ok("model.getClass().getSimpleName()").value()).isEqualTo("LinearSGDModel");

    assertThat(kernel.ok(cells.get(6)).text()).contains("◆ hit train@").contains("◆ hit predict@");
    assertThat(kernel.ok("predict.run(model, new Flight(0.25, 0.15))").text())
        .contains("✓ predict ran")
        .contains("early");
  }

  @Test
  @Order(3)
  void whatACodecThrowsIsToldWithItsNameAndTheArgument() {
    codec(
        "Grumpy",
        "org.tribuo.Example",
        "throw new IllegalStateException(\"not today\");",
        "throw new java.io.IOException(\"never\");");
    kernel.ok("%%task --retries 2\nint size(Example<Label> example) { return example.size(); }");
    assertThat(kernel.run("size.run(new Flight(1, 2).example(\"late\"))").error())
        .contains("size was not called: argument 'example': the codec Grumpy (Grumpy.jar)")
        .contains("cannot write this org.tribuo.impl.ArrayExample")
        .contains("not today");

    kernel.ok(
        "%%task --retries 2\nExample<Label> example(Flight flight) { return flight.example(\"late\"); }");
    var failed = kernel.run("example.run(new Flight(1, 2))");
    assertThat(failed.error())
        .contains("example failed: ")
        .contains("the result: the codec Grumpy (Grumpy.jar) cannot write this")
        .contains("not today");
    assertThat(failed.text()).contains("attempt 1 of 3");
  }

  @Test
  @Order(4)
  void aCodecThatCannotBeLoadedIsNamedWhereItWouldHaveBeenNeeded() {
    codec(
        "Stillborn",
        "org.tribuo.Feature",
        "} { if (true) throw new IllegalStateException(\"no licence\");",
        "return null;");
    assertThat(
            kernel
                .run("%%task\ndouble value(Feature feature) { return feature.getValue(); }")
                .error())
        .contains("parameter 'feature': Feature is a class whose state is hidden.")
        .contains("Provider Stillborn could not be instantiated")
        .contains("no licence");
    assertThat(kernel.ok(cells.get(6)).value()).isEqualTo("late");
  }

  @Test
  @Order(5)
  void twoCodecsForOneClassAreRefusedByName() {
    codec("Second", "org.tribuo.Model", "", "return null;");
    assertThat(
            kernel
                .run("%%task\nString name(Model<Label> model) { return model.getName(); }")
                .error())
        .contains("parameter 'model': Model<Label> has 2 codecs: ")
        .contains("TribuoCodec (tribuo-codec.jar)")
        .contains("Second (Second.jar)")
        .contains("Leave one of them on the class path.");
  }

  /** A codec of a few words, built as the page builds its own. */
  private static void codec(String name, String type, String write, String read) {
    var source =
        """
        @SuppressWarnings("rawtypes")
        public final class %s implements dev.updraft.api.Codec<%s> {
          public Class<%s> type() { return %s.class; }
          public String format() { return "%s"; }
          public void write(%s value, java.io.OutputStream out) throws java.io.IOException { %s }
          public %s read(java.io.InputStream in) throws java.io.IOException { %s }
        }
        """
            .formatted(name, type, type, type, name.toLowerCase(), type, write, type, read);
    try {
      Files.writeString(folder.resolve(name + ".java"), source);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Writing a codec", e);
    }
    kernel.ok(
        inFolder(cells.get(1).replace("TribuoCodec", name).replace("tribuo-codec", name))
            .replace("/codec", "/" + name));
    kernel.ok("%jars " + folder.resolve(name + ".jar"));
  }

  /** The page's files are beside the notebook; the test's are in a folder of its own. */
  private static String inFolder(String cell) {
    return cell.replaceAll(
        "(?<=[\" ])(codec(?=[\"/])|[\\w-]+\\.jar|\\w+\\.java\\b)", folder + "/$1");
  }
}
