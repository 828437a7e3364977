package dev.updraft.types.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** The interface that a signature makes, and values whose classes differ on the two sides. */
@NullUnmarked
class TaskMappingTest {
  /** Stands for a dataframe. */
  record Frame(String content) {}

  /** Stands for a dataframe that says its columns. */
  record Rows<R>(R first) {}

  record Flight(String origin, Optional<String> carrier) {}

  /** Has a codec. */
  record Model(String weights) {}

  record Split(Frame train, Optional<Frame> test, List<Path> files, Model model, double share) {}

  record Empty() {}

  enum Mode {
    FAST
  }

  record Job(Mode mode, Map<String, List<Optional<Empty>>> steps) {}

  @SuppressWarnings("unused")
  abstract static class Signatures {
    abstract Split split(Frame all, double share, String... labels);

    abstract void nothing(Set<String> names, Map<String, Integer> counts);

    abstract Job job(Job job);

    abstract List<Rows<Flight>> rows(Rows<Flight> flights);

    abstract Model model(Optional<Model> start);
  }

  @Test
  void recordResultThatHoldsDataBecomesNamedOutputs() {
    var mapping = mapping("split");
    assertThat(mapping.typedInterface().inputs().keySet())
        .containsExactly("all", "share", "labels");
    assertThat(mapping.typedInterface().outputs().keySet())
        .containsExactly("train", "test", "files", "model", "share");
    assertThat(mapping.typedInterface().outputs().get("model").type())
        .isEqualTo(new LiteralType.Blob("onnx", false));

    var split =
        new Split(
            new Frame("a"),
            Optional.of(new Frame("b")),
            List.of(Path.of("x")),
            new Model("w"),
            0.5);
    var outputs = mapping.outputs(split, new Shelf());
    assertThat(outputs.keySet()).containsExactly("train", "test", "files", "model", "share");
    assertThat(outputs.get("share")).isEqualTo(new Literal.Float(0.5));
    assertThat(mapping.result(outputs, new Shelf())).isEqualTo(split);
    assertThat(mapping.output("train", outputs.get("train"), new Shelf()))
        .isEqualTo(new Frame("a"));
    assertThatThrownBy(() -> mapping.output("trian", outputs.get("train"), new Shelf()))
        .hasMessage("There is no output 'trian'.");
    assertThatThrownBy(() -> mapping.outputs(null, new Shelf()))
        .hasMessage("the result: null cannot travel. Return a Split.");
    assertThatThrownBy(
            () ->
                mapping.outputs(
                    new Split(new Frame("a"), null, List.of(), new Model("w"), 0), new Shelf()))
        .hasMessage("the result.test: null cannot travel. Pass Optional.empty().");
  }

  @Test
  void everyOtherResultIsTheOneOutput() {
    var mapping = mapping("job");
    assertThat(mapping.typedInterface().outputs().keySet()).containsExactly("o0");
    assertThat(mapping("nothing").typedInterface().outputs()).isEmpty();
    assertThat(mapping("nothing").outputs(null, new Shelf())).isEmpty();
    assertThat(mapping("nothing").result(Map.of(), new Shelf())).isNull();
  }

  @Test
  void codecsClassTravelsAsAFileOfItsFormat() {
    var mapping = mapping("model");
    assertThat(mapping.typedInterface().inputs().get("start").type())
        .isEqualTo(
            new LiteralType.Union(
                List.of(new LiteralType.Blob("onnx", false), LiteralType.simple(SimpleKind.NONE))));
    var literals = mapping.inputs(new Object[] {Optional.of(new Model("w"))}, new Shelf());
    assertThat(mapping.arguments(literals, new Shelf()))
        .containsExactly(Optional.of(new Model("w")));
  }

  @Test
  void recordOfRowsIsTheColumnsOfTheType() {
    var mapping = mapping("rows");
    var string = LiteralType.simple(SimpleKind.STRING);
    var columns =
        List.of(
            new LiteralType.Column("origin", string), new LiteralType.Column("carrier", string));
    var dataset = new LiteralType.StructuredDataset(columns, "");
    assertThat(mapping.typedInterface().inputs().get("flights").type()).isEqualTo(dataset);
    assertThat(mapping.typedInterface().outputs().get("o0").type())
        .isEqualTo(new LiteralType.Collection(dataset, Optional.empty()));

    var rows = new Rows<>(new Flight("JFK", Optional.empty()));
    var literals = mapping.inputs(new Object[] {rows}, new Shelf());
    assertThat(mapping.arguments(literals, new Shelf())).containsExactly(rows);
    assertThatThrownBy(() -> mapping.inputs(new Object[] {new Rows<>(rows)}, new Shelf()))
        .isInstanceOf(ValueRefused.class)
        .hasMessage("argument 'flights': no Flight");
    assertThatThrownBy(() -> mapping.inputs(new Object[] {"x"}, new Shelf()))
        .hasMessage(
            "argument 'flights': a Rows<Flight> is expected, but got a value of java.lang.String.");
  }

  @Test
  void varargsAreAList() {
    var mapping = mapping("split");
    assertThat(mapping.typedInterface().inputs().get("labels").type())
        .isEqualTo(
            new LiteralType.Collection(
                LiteralType.simple(SimpleKind.STRING), Optional.of("array")));
    var literals =
        mapping.inputs(new Object[] {new Frame("a"), 0.5, new String[] {"x", "y"}}, new Shelf());
    assertThat((String[]) mapping.arguments(literals, new Shelf())[2]).containsExactly("x", "y");
  }

  @Test
  void setsAndMapsTravelInOneOrder() {
    var mapping = mapping("nothing");
    var one = new LinkedHashMap<String, Integer>();
    one.put("b", 1);
    one.put("a", 2);
    var other = new LinkedHashMap<String, Integer>();
    other.put("a", 2);
    other.put("b", 1);
    var sent =
        mapping.inputs(
            new Object[] {new LinkedHashSet<>(List.of("z", "y", "x")), one}, new Shelf());
    var again =
        mapping.inputs(
            new Object[] {new LinkedHashSet<>(List.of("y", "x", "z")), other}, new Shelf());
    assertThat(sent).isEqualTo(again);
    assertThat(((Literal.MapOf) sent.get("counts")).entries().keySet()).containsExactly("a", "b");
    assertThat(sent.get("names"))
        .isEqualTo(
            new Literal.Collection(
                List.of(new Literal.Text("x"), new Literal.Text("y"), new Literal.Text("z"))));
  }

  @Test
  void collectionsComeBackFreshAndOpenToChange() {
    var mapping = mapping("job");
    var literals =
        mapping.inputs(new Object[] {new Job(Mode.FAST, Map.of("a", List.of()))}, new Shelf());
    var job = (Job) mapping.arguments(literals, new Shelf())[0];
    job.steps().put("b", new ArrayList<>());
    job.steps().get("a").add(Optional.of(new Empty()));
    assertThat(mapping.arguments(literals, new Shelf()))
        .containsExactly(new Job(Mode.FAST, Map.of("a", List.of())));
  }

  @Test
  void recordsOfEqualShapeFromTwoLoadersConvertIntoOneAnother() throws Exception {
    var here = mapping("job");
    Class<?> thereSignatures = new Apart().loadClass(Signatures.class.getName());
    var there = mapping(thereSignatures, "job");
    assertThat(there.typedInterface()).isEqualTo(here.typedInterface());

    var job = new Job(Mode.FAST, Map.of("a", List.of(Optional.of(new Empty()), Optional.empty())));
    Object arrived = there.arguments(here.inputs(new Object[] {job}, new Shelf()), new Shelf())[0];
    assertThat(arrived.getClass()).isNotEqualTo(Job.class);
    assertThat(arrived.getClass().getName()).isEqualTo(Job.class.getName());
    assertThat(here.result(there.outputs(arrived, new Shelf()), new Shelf())).isEqualTo(job);
    assertThatThrownBy(() -> here.outputs(arrived, new Shelf()))
        .isInstanceOf(ValueRefused.class)
        .hasMessageStartingWith("the result: a Job is expected, but got a value of ");
  }

  private static TaskMapping mapping(String name) {
    return mapping(Signatures.class, name);
  }

  private static TaskMapping mapping(Class<?> signatures, String name) {
    var method =
        Arrays.stream(signatures.getDeclaredMethods())
            .filter(one -> one.getName().equals(name))
            .findFirst()
            .orElseThrow();
    return TaskMapping.of(
        Signature.of(name, method),
        new DataClasses() {
          @Override
          public boolean isFrame(Class<?> type) {
            return type == Frame.class;
          }

          @Override
          public boolean isFrameOfRows(Class<?> type) {
            return type == Rows.class;
          }

          @Override
          public Optional<LiteralType> column(Type component) {
            return Optional.of(LiteralType.simple(SimpleKind.STRING));
          }

          @Override
          public CodecFormat codecFormat(Class<?> type) {
            return type == Model.class ? new CodecFormat.Named("onnx") : CodecFormat.none();
          }
        });
  }

  /** Defines this test's classes once more. */
  private static final class Apart extends ClassLoader {
    Apart() {
      super(TaskMappingTest.class.getClassLoader());
    }

    @Override
    public Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(TaskMappingTest.class.getName())) {
        return super.loadClass(name, resolve);
      }
      var loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (var in =
          TaskMappingTest.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Keeps data in the uris. */
  private static final class Shelf implements Transfers {
    @Override
    public Literal.Blob putFile(Path file) {
      return new Literal.Blob(file.toString(), new LiteralType.Blob("", false), Optional.empty());
    }

    @Override
    public Path getFile(Literal.Blob file) {
      return Path.of(file.uri());
    }

    @Override
    public Literal.StructuredDataset putFrame(Object frame) {
      return new Literal.StructuredDataset(
          ((Frame) frame).content(),
          new LiteralType.StructuredDataset(List.of(), "parquet"),
          Optional.empty());
    }

    @Override
    public Object getFrame(Literal.StructuredDataset frame, Class<?> type) {
      return new Frame(frame.uri());
    }

    @Override
    public Literal.StructuredDataset putRows(Object frame, Class<? extends Record> row) {
      if (((Rows<?>) frame).first() instanceof Flight flight) {
        return putFrame(new Frame(flight.origin()));
      }
      throw new IllegalArgumentException("no " + row.getSimpleName());
    }

    @Override
    public Object getRows(Literal.StructuredDataset frame, Class<? extends Record> row) {
      return new Rows<>(new Flight(frame.uri(), Optional.empty()));
    }

    @Override
    public Literal.Blob putCoded(Object value, LiteralType.Blob form, Class<?> type) {
      return new Literal.Blob(
          ((Model) value).weights(), new LiteralType.Blob("onnx", false), Optional.empty());
    }

    @Override
    public Object getCoded(Literal.Blob file, Class<?> type) {
      return new Model(file.uri());
    }
  }
}
