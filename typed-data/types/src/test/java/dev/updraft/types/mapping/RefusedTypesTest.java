package dev.updraft.types.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot travel, and the sentence that says so. */
class RefusedTypesTest {
  /** Stands for a dataframe. */
  static final class Frame {}

  /** Stands for a dataframe that says its columns. */
  static final class Rows<R> {}

  record Flight(String origin, List<String> stops) {}

  record Plane(String tail) {}

  static final class Service {}

  static final class Twice<T> {}

  record Train(Frame train, double share) {}

  record Outer(Train inner) {}

  record Node(int value, List<Node> children) {}

  record Box<T>(T content) {}

  record Growing<T>(T content, Optional<Growing<List<T>>> more) {}

  sealed interface Tree permits Leaf, Branch {}

  record Leaf(int value) implements Tree {}

  record Branch(Tree left, Tree right) implements Tree {}

  sealed interface Source permits FromFile {}

  record FromFile(Path file) implements Source {}

  sealed interface Mixed permits One, Other {}

  record One() implements Mixed {}

  static final class Other implements Mixed {}

  @SuppressWarnings({"unused", "rawtypes"})
  abstract static class Signatures<C> {
    abstract void object(Object cfg);

    abstract void wildcard(List<?> cfg);

    abstract void bounded(Optional<? extends Number> cfg);

    abstract void raw(List cfg);

    abstract void rawMap(Map cfg);

    abstract void rawRecord(Box cfg);

    abstract <T> void variable(T cfg);

    abstract void variables(List<C> cfg);

    abstract void inRecord(Box<Box<Object>> cfg);

    abstract void service(Service cfg);

    abstract void twoCodecs(Twice<String> cfg);

    abstract void rows(Rows<Flight> cfg);

    @SuppressWarnings("rawtypes")
    abstract void rawRows(Rows cfg);

    abstract void openRows(Rows<Box<String>> cfg);

    abstract void rowsInARecord(Box<Rows<Plane>> cfg);

    abstract void lambda(Function<String, String> cfg);

    abstract void node(Node cfg);

    abstract void growing(Growing<String> cfg);

    abstract void tree(Tree cfg);

    abstract void lists(
        List<
                List<
                    List<
                        List<
                            List<
                                List<
                                    List<
                                        List<
                                            List<
                                                List<
                                                    List<
                                                        List<
                                                            List<
                                                                List<
                                                                    List<
                                                                        List<
                                                                            List<
                                                                                List<
                                                                                    List<
                                                                                        List<
                                                                                            List<
                                                                                                List<
                                                                                                    List<
                                                                                                        List<
                                                                                                            List<
                                                                                                                List<
                                                                                                                    List<
                                                                                                                        String>>>>>>>>>>>>>>>>>>>>>>>>>>>
            cfg);

    abstract void mixed(Mixed cfg);

    abstract void source(Source cfg);

    abstract void intKeys(Map<Integer, String> cfg);

    abstract void arrayList(ArrayList<String> cfg);

    abstract void stream(Stream<String> cfg);

    abstract void optionalInt(OptionalInt cfg);

    abstract void twice(Optional<Optional<String>> cfg);

    abstract void zoned(ZonedDateTime cfg);

    abstract void time(LocalTime cfg);

    abstract void uuid(UUID cfg);

    abstract void input(InputStream cfg);

    abstract void executor(ExecutorService cfg);

    abstract void train(Train cfg);

    abstract void trains(List<Train> cfg);

    abstract void outer(Outer cfg);

    abstract void setOfFiles(Set<Path> cfg);

    abstract void nothing(Void cfg);

    abstract void threads(Thread[] cfg);

    abstract List<Train> resultTrains();

    abstract Outer resultOuter();

    abstract Object several(Object a, List<?> b, int fine);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(
            "object",
            "parameter 'cfg': Object says nothing about what is inside. Write the type that you mean."),
        arguments(
            "wildcard",
            "parameter 'cfg': ? leaves open what is inside. Write the type that you mean, without '?'."),
        arguments(
            "bounded",
            "parameter 'cfg': ? extends java.lang.Number leaves open what is inside. Write the type that you mean, without '?'."),
        arguments(
            "raw", "parameter 'cfg': List says nothing about what is inside. Write List<..>."),
        arguments(
            "rawMap",
            "parameter 'cfg': Map says nothing about what is inside. Write Map<String, ..>."),
        arguments(
            "rawRecord",
            "parameter 'cfg': Box says nothing about its type parameters. Write them: Box<..>."),
        arguments(
            "variable",
            "parameter 'cfg': T is a type variable, but a task's interface is fixed. Write the type that it stands for."),
        arguments(
            "variables",
            "parameter 'cfg': C is a type variable, but a task's interface is fixed. Write the type that it stands for."),
        arguments(
            "inRecord",
            "parameter 'cfg'.content.content: Object says nothing about what is inside. Write the type that you mean."),
        arguments(
            "rows",
            "parameter 'cfg'.stops: List<String> is nothing that a column holds. A column holds text, numbers, booleans, times, dates, UUIDs or bytes, or an Optional of them."),
        arguments(
            "rawRows",
            "parameter 'cfg': Rows says nothing about its columns. Write Rows<..> with a record whose components they are."),
        arguments(
            "openRows",
            "parameter 'cfg': Rows<Box<String>> does not say which columns it has. Write a record without type parameters whose components they are."),
        arguments(
            "rowsInARecord",
            "parameter 'cfg': Box<Rows<Plane>> is a record that holds data, which only a result may be. Pass its components as parameters of their own."),
        arguments(
            "service",
            "parameter 'cfg': Service is a class whose state is hidden. Make it a record, or provide a Codec for it. The codec c.C is broken."),
        arguments("twoCodecs", "parameter 'cfg': Twice<String> has 2 codecs: a.A, b.B. Leave one."),
        arguments(
            "lambda",
            "parameter 'cfg': Function<String, String> is an interface, and code does not travel as a value. Write a sealed interface of records, or call the code inside the task."),
        arguments(
            "node",
            "parameter 'cfg'.children: Node contains itself, but Flyte's types are finite trees. Write a list of rows that refer to each other by id."),
        arguments(
            "tree",
            "parameter 'cfg'.left: Tree contains itself, but Flyte's types are finite trees. Write a list of rows that refer to each other by id.\n"
                + "parameter 'cfg'.right: Tree contains itself, but Flyte's types are finite trees. Write a list of rows that refer to each other by id."),
        arguments(
            "mixed",
            "parameter 'cfg': Mixed permits Other, which is no record. Let all its cases be records."),
        arguments(
            "source",
            "parameter 'cfg'.file: Path is data, which does not fit into a struct. Pass its components as parameters of their own."),
        arguments(
            "intKeys",
            "parameter 'cfg': Map<Integer, String> has keys that are no strings, but Flyte's maps have string keys. Write Map<String, String>, or a list of records."),
        arguments(
            "arrayList",
            "parameter 'cfg': ArrayList<String> is one kind of collection, and kinds do not cross. Write List<..> or Set<..>."),
        arguments(
            "stream",
            "parameter 'cfg': Stream<String> hands out its elements once. Write List<..>."),
        arguments(
            "optionalInt",
            "parameter 'cfg': OptionalInt has no counterpart of its own. Write Optional<Integer>."),
        arguments(
            "twice",
            "parameter 'cfg': Optional<Optional<String>> has two ways to be empty, but Flyte has one. Write one Optional."),
        arguments(
            "zoned",
            "parameter 'cfg': ZonedDateTime has no counterpart in Flyte, which knows instants in UTC. Write Instant."),
        arguments(
            "time",
            "parameter 'cfg': LocalTime has no counterpart in Flyte. Write Duration, or String."),
        arguments("uuid", "parameter 'cfg': UUID has no counterpart in Flyte. Write String."),
        arguments(
            "input", "parameter 'cfg': InputStream lives in one process. Open it inside the task."),
        arguments(
            "executor",
            "parameter 'cfg': ExecutorService lives in one process. Open it inside the task."),
        arguments(
            "train",
            "parameter 'cfg': Train is a record that holds data, which only a result may be. Pass its components as parameters of their own."),
        arguments(
            "trains",
            "parameter 'cfg': List<Train> is a record that holds data, which only a result may be. Pass its components as parameters of their own."),
        arguments(
            "outer",
            "parameter 'cfg'.inner.train: Frame is data, which does not fit into a struct. Pass its components as parameters of their own."),
        arguments(
            "setOfFiles",
            "parameter 'cfg': Set<Path> is a set of data, whose equality nobody can tell. Write a List."),
        arguments("nothing", "parameter 'cfg': Void is no value. Leave it out."),
        arguments(
            "threads", "parameter 'cfg': Thread lives in one process. Open it inside the task."),
        arguments(
            "resultTrains",
            "the result: List<Train> has records inside that hold data. Return one such record, or lists of the data."),
        arguments(
            "resultOuter",
            "the result.inner.train: Frame is data, which does not fit into a struct. Pass its components as parameters of their own."));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void typeIsRefusedWithPlaceReasonAndWayOut(String method, String sentence) {
    assertThatThrownBy(() -> mapping(method))
        .isInstanceOf(TypeRefused.class)
        .hasMessage("Task '" + method + "' cannot be declared: " + sentence);
  }

  @Test
  void whatProtobufCannotNestIsRefused() {
    assertThatThrownBy(() -> mapping("lists"))
        .isInstanceOf(TypeRefused.class)
        .hasMessageContaining("is nested deeper than Flyte's messages go.");
  }

  @Test
  void recordThatGrowsForEverIsRefused() {
    assertThatThrownBy(() -> mapping("growing"))
        .isInstanceOf(TypeRefused.class)
        .hasMessageContaining(
            "is nested deeper than Flyte's messages go. Make it flatter, or pass parts of it as parameters of their own.");
  }

  @Test
  void allProblemsOfASignatureComeTogether() {
    var refused = catchThrowableOfType(TypeRefused.class, () -> mapping("several"));
    assertThat(refused.problems())
        .extracting(TypeRefused.Problem::place)
        .containsExactly("parameter 'a'", "parameter 'b'", "the result");
  }

  private static TaskMapping mapping(String name) {
    var method =
        Arrays.stream(Signatures.class.getDeclaredMethods())
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
            return component == String.class
                ? Optional.of(LiteralType.simple(SimpleKind.STRING))
                : Optional.empty();
          }

          @Override
          public CodecFormat codecFormat(Class<?> type) {
            return type == Twice.class
                ? new CodecFormat.Refused("has 2 codecs: a.A, b.B", "Leave one.")
                : new CodecFormat.None(type == Service.class ? "The codec c.C is broken." : "");
          }
        });
  }
}
