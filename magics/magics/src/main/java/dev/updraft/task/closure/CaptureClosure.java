package dev.updraft.task.closure;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.updraft.task.closure.Attribution.Node;
import dev.updraft.task.closure.Parsed.Shape;
import dev.updraft.task.closure.Refusal.Reason;
import dev.updraft.types.bundle.EntryPoint;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;

/**
 * Captures the code closure of a task. Keep one for as long as the notebook lives: it holds the
 * warm compiler, the parsed declarations and the hashes of libraries. Safe to call from any thread;
 * captures run one at a time.
 */
public final class CaptureClosure {
  private final Javac javac = new Javac();
  private final Outlines outlines = new Outlines(javac);
  private final Libraries libraries = new Libraries();

  /**
   * Captures the task of a cell that has not been evaluated yet.
   *
   * @param body the cell without its magic line
   * @param name the method that the magic line names, if it names one
   * @throws CaptureRefused with all reasons, when the cell cannot be a task
   */
  public synchronized CapturedCell ofCell(
      NotebookCode notebook, CellText body, Optional<String> name, Surroundings surroundings) {
    var cell = TaskCell.parse(body, outlines, "task");
    var selection = new Selection(outlines, notebook.pieces());
    var imports =
        Stream.concat(selection.imports().stream(), cell.imports().stream()).distinct().toList();
    var unit = new Unit(imports, selection.from(cell.declarations()));
    var attribution = attribute(unit, surroundings);
    var task = new ChooseTask(attribution, "task").of(cell, name);
    var closure = capture(notebook, selection, unit, attribution, task, surroundings);
    return new CapturedCell(closure, cell.text().text(), cell.imports());
  }

  /**
   * Captures a task again whose cell was evaluated before, as the notebook stands now.
   *
   * @throws CaptureRefused when something that it needs is no longer there or no longer allowed
   */
  public synchronized Closure again(
      NotebookCode notebook, Closure earlier, Surroundings surroundings) {
    var selection = new Selection(outlines, notebook.pieces());
    var method = earlier.signature().method();
    var key = earlier.members().getFirst().key();
    var overloads = selection.methods(method);
    var unit = new Unit(selection.imports(), selection.from(overloads));
    var attribution = attribute(unit, surroundings);
    var task = nodes(attribution).filter(node -> node.key().equals(key)).findFirst();
    return capture(
        notebook,
        selection,
        unit,
        attribution,
        task.orElseThrow(() -> gone(earlier.members().getFirst())),
        surroundings);
  }

  /**
   * Lets somebody else read the method of a cell that has not been evaluated yet, with all that the
   * compiler knows about it.
   *
   * @param name the method that the magic line names, if it names one
   * @param kind what the cell declares, for messages: {@code workflow}
   * @throws CaptureRefused when the cell holds no such method
   */
  public synchronized <T> T reading(
      NotebookCode notebook,
      CellText body,
      Optional<String> name,
      Surroundings surroundings,
      String kind,
      Function<AttributedCell, T> reader) {
    var cell = TaskCell.parse(body, outlines, kind);
    var selection = new Selection(outlines, notebook.pieces());
    var imports =
        Stream.concat(selection.imports().stream(), cell.imports().stream()).distinct().toList();
    var unit = new Unit(imports, selection.from(cell.declarations()));
    var attribution = attribute(unit, surroundings);
    var method = new ChooseTask(attribution, kind).of(cell, name);
    return reader.apply(
        new AttributedCell(
            cell,
            attribution,
            unit,
            method,
            new Refuse(attribution, surroundings, notebook, selection::names),
            new RefuseVariable(attribution, notebook)));
  }

  /** A notebook that is only read, its cells not run; for captures of this object alone. */
  public WrittenCode written() {
    return new WrittenCode(outlines);
  }

  private static CaptureRefused gone(ClosureMember task) {
    return new CaptureRefused(
        new Refusal(
            Reason.WHICH_METHOD,
            "the notebook has no method " + task.name() + " any more.",
            task.place(),
            "",
            List.of(),
            "run its %%task cell again."));
  }

  private Attribution attribute(Unit unit, Surroundings surroundings) {
    return new Attribution(
        unit,
        javac.compiling(
            new Javac.Source(Unit.NAME, unit.source()),
            surroundings.release(),
            surroundings.classPath(),
            surroundings.compilerOptions()));
  }

  private Closure capture(
      NotebookCode notebook,
      Selection selection,
      Unit unit,
      Attribution attribution,
      Node task,
      Surroundings surroundings) {
    CheckSignature.of(task);
    var refuse = new Refuse(attribution, surroundings, notebook, selection::names);
    var reach = Reach.from(task, attribution, unit, refuse);
    checkJars(task, surroundings);
    var jars = libraries.of(surroundings.userJars());
    var texts = new TreeMap<String, String>();
    reach.nodes().forEach(node -> texts.put(node.key(), CanonicalText.of(node, attribution)));
    var key =
        CodeKey.of(
            surroundings.release(),
            jars.stream().map(Library::sha256).toList(),
            surroundings.image(),
            canonicalTree(task.key(), texts));
    var keys = reach.nodes().stream().collect(toMap(Node::member, Node::key));
    var entry = entry(task, attribution, key);
    var warnings =
        Stream.concat(
                new StaticState(attribution).warnings(reach.nodes()).stream(),
                Libraries.clashes(jars).stream())
            .toList();
    // Last, for generating classes ends the compiler's run.
    var compiled = compile(unit, attribution, reach, surroundings);
    return new Closure(
        key,
        entry,
        TaskSignature.of(task.member().declaration()),
        members(reach, texts),
        jars,
        surroundings.release(),
        surroundings.image(),
        ClosureJar.write(ClosureJar.renamed(compiled.classes(), Unit.NAME, key.typeName())),
        compiled.unit().segments(member -> requireNonNull(keys.get(member))),
        warnings,
        constants(reach, notebook),
        names(reach.nodes()));
  }

  private static void checkJars(Node task, Surroundings surroundings) {
    var refusals =
        surroundings.userJars().stream()
            .filter(jar -> !Files.isRegularFile(jar))
            .map(
                jar ->
                    new Refusal(
                        Reason.LIBRARY,
                        Files.isDirectory(jar)
                            ? "the class path holds the folder "
                                + jar
                                + "; only jars travel with a task."
                            : "the class path names " + jar + ", which is not there.",
                        task.member().declaration().text().start(),
                        "",
                        List.of(),
                        Files.isDirectory(jar)
                            ? "pack it into a jar, and put that on the class path of a new kernel instead."
                            : "put it back, or restart the kernel without it."))
            .toList();
    if (!refusals.isEmpty()) {
      throw new CaptureRefused(refusals);
    }
  }

  private static String canonicalTree(String entry, Map<String, String> texts) {
    var tree = new StringBuilder(entry);
    texts.forEach(
        (key, text) ->
            tree.append('\n').append(key).append(' ').append(text.length()).append(text));
    return tree.toString();
  }

  private record Compiled(Unit unit, Map<String, byte[]> classes) {}

  /**
   * The unit holds whatever the task could have meant by name; most of the time that is just what
   * it does mean.
   */
  private Compiled compile(
      Unit unit, Attribution attribution, Reach reach, Surroundings surroundings) {
    if (reach.nodes().size() == unit.members().size() && attribution.problems().isEmpty()) {
      return new Compiled(unit, attribution.generate());
    }
    var badImports =
        attribution.problems().stream()
            .flatMap(problem -> unit.importAt(problem.getPosition()).stream())
            .collect(Collectors.toSet());
    var imports = new ArrayList<String>();
    for (int i = 0; i < unit.imports().size(); i++) {
      if (!badImports.contains(i)) {
        imports.add(unit.imports().get(i));
      }
    }
    var exact = new Unit(imports, reach.nodes().stream().map(Node::member).toList());
    var again = attribute(exact, surroundings);
    if (!again.problems().isEmpty()) {
      throw new IllegalStateException(
          "The closure does not compile by itself: " + again.problems() + "\n" + exact.source());
    }
    return new Compiled(exact, again.generate());
  }

  private static EntryPoint entry(Node task, Attribution attribution, CodeKey key) {
    var method = (ExecutableElement) task.element();
    return new EntryPoint(
        key.typeName(),
        method.getSimpleName().toString(),
        method.getParameters().stream()
            .map(
                parameter ->
                    attribution.erasedName(parameter.asType()).replace(Unit.NAME, key.typeName()))
            .toList());
  }

  private static List<ClosureMember> members(Reach reach, Map<String, String> texts) {
    return reach.nodes().stream()
        .map(
            node ->
                new ClosureMember(
                    node.key(),
                    kind(node),
                    node.display(),
                    CanonicalText.hash(texts.getOrDefault(node.key(), "")),
                    node.member().declaration().text().start(),
                    reach.cameFrom(node).map(Node::display)))
        .toList();
  }

  private static String kind(Node node) {
    return switch (node.member().declaration().parsed().shape()) {
      case Shape.Method ignored -> "method";
      case Shape.Type type -> type.keyword();
      case Shape.Variable ignored -> "constant";
    };
  }

  private static Map<String, String> constants(Reach reach, NotebookCode notebook) {
    var constants = new LinkedHashMap<String, String>();
    for (var node : reach.nodes()) {
      if (node.member() instanceof Member.Constant) {
        constants.put(node.member().name(), notebook.presentValue(node.member().name()).orElse(""));
      }
    }
    return constants;
  }

  private static Set<String> names(Collection<Node> nodes) {
    var names = new HashSet<String>();
    for (var node : nodes) {
      var mentioned = node.member().declaration().parsed().names();
      names.add(node.member().name());
      names.addAll(mentioned.called());
      names.addAll(mentioned.other());
    }
    return names;
  }

  static Stream<Node> nodes(Attribution attribution) {
    return attribution.nodes().stream().sorted(Comparator.comparing(Node::key));
  }
}
