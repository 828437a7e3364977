package dev.updraft.task.closure;

import dev.updraft.cell.Nearest;
import dev.updraft.task.closure.Attribution.Node;
import dev.updraft.task.closure.References.Use;
import dev.updraft.task.closure.Refusal.Reason;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** Says what a task must not refer to, and why. */
final class Refuse {
  private static final Pattern NEWER =
      Pattern.compile(
          "(.*?) (is|are) not supported in -source (\\d+): \\(use -source (\\d+) or higher.*");
  private static final Pattern PREVIEW = Pattern.compile("(.*?) (is a|are a) preview .*");
  private static final Pattern UNREPORTED =
      Pattern.compile("unreported exception ([\\w.]+); must be caught or declared to be thrown");
  private static final Pattern SYMBOL = Pattern.compile("cannot find symbol: \\w+ (\\w+).*");

  private final Attribution attribution;
  private final Surroundings surroundings;
  private final RefuseVariable variables;
  private final Supplier<Collection<String>> knownNames;
  private final Map<TypeElement, Optional<Path>> notebookOnly = new HashMap<>();

  Refuse(
      Attribution attribution,
      Surroundings surroundings,
      NotebookCode notebook,
      Supplier<Collection<String>> knownNames) {
    this.attribution = attribution;
    this.surroundings = surroundings;
    this.variables = new RefuseVariable(attribution, notebook);
    this.knownNames = knownNames;
  }

  /** Whether a use of a member is refused. */
  Optional<Refusal> member(Node target, Use use, Node from, List<String> chain) {
    return switch (target.member()) {
      case Member.Code(var declaration) ->
          declaration.isHandle()
              ? Optional.of(handle(declaration, use, from, chain))
              : Optional.empty();
      case Member.Constant constant -> variables.constant(constant, target, use, from, chain);
      case Member.Stub stub -> Optional.of(variables.stub(stub, target, use, from, chain));
    };
  }

  private static Refusal handle(Declaration handle, Use use, Node from, List<String> chain) {
    var name = handle.name();
    return new Refusal(
        Reason.REMOTE_HANDLE,
        "'" + name + "' is the remote handle of a task; a task cannot start other tasks.",
        from.placed().at(use.offset()),
        from.placed().excerpt(use.offset()),
        chain,
        "call the method itself, " + name + "(..): its code then travels with this task.");
  }

  /** Whether a use of something outside of the notebook is refused: what only the kernel has. */
  Optional<Refusal> foreign(Use use, Node from, List<String> chain) {
    // What belongs to an instance comes with its type, which is named somewhere itself.
    boolean named =
        use.target() instanceof TypeElement
            || use.target().getModifiers().contains(Modifier.STATIC);
    return (named ? outermost(use.target()) : Optional.<TypeElement>empty())
        .flatMap(type -> notebookOnly.computeIfAbsent(type, this::notebookJar))
        .map(
            jar -> {
              boolean call = use.target().getKind() == ElementKind.METHOD;
              return new Refusal(
                  Reason.NOTEBOOK_ONLY,
                  "'"
                      + use.target().getSimpleName()
                      + (call ? "(..)' is a function" : "' is part")
                      + " of the notebook ("
                      + jar.getFileName()
                      + "); where a task runs there is none.",
                  from.placed().at(use.offset()),
                  from.placed().excerpt(use.offset()),
                  chain,
                  "return the value, and show it in the notebook.");
            });
  }

  private static Optional<TypeElement> outermost(Element element) {
    TypeElement outermost = null;
    for (var each = element;
        each != null && each.getKind() != ElementKind.PACKAGE;
        each = each.getEnclosingElement()) {
      if (each instanceof TypeElement type) {
        outermost = type;
      }
    }
    return Optional.ofNullable(outermost);
  }

  /**
   * The platform's classes are in named modules, whatever file they come from under {@code
   * --release}.
   */
  private Optional<Path> notebookJar(TypeElement type) {
    var elements = attribution.task().getElements();
    if (type.asType().getKind() == TypeKind.ERROR) {
      return Optional.empty(); // nobody declared it: the compiler says so
    }
    var module = elements.getModuleOf(type);
    if (surroundings.notebookOnly().isEmpty() || module == null || !module.isUnnamed()) {
      return Optional.empty();
    }
    var file = elements.getFileObjectOf(type);
    return file == null
        ? Optional.empty()
        : surroundings.notebookOnly().stream()
            .filter(jar -> file.toUri().toString().contains(jar.toUri().getRawPath()))
            .findFirst();
  }

  /** What the compiler says about a member. */
  Refusal problem(Diagnostic<? extends JavaFileObject> problem, Node in, List<String> chain) {
    var message = CompilerMessage.oneLine(problem.getMessage(Locale.ENGLISH));
    int offset = (int) problem.getPosition();
    var at = in.placed().at(offset);
    var excerpt = in.placed().excerpt(offset);
    var newer = NEWER.matcher(message);
    if (newer.matches()) {
      return new Refusal(
          Reason.NEWER_SYNTAX,
          newer.group(1)
              + " "
              + (newer.group(2).equals("is") ? "needs" : "need")
              + " Java "
              + newer.group(4)
              + ", but tasks are compiled for Java "
              + newer.group(3)
              + " here.",
          at,
          excerpt,
          chain,
          "write it in the older syntax, or raise the release of tasks to "
              + newer.group(4)
              + " or higher.");
    }
    var preview = PREVIEW.matcher(message);
    if (preview.matches()) {
      return new Refusal(
          Reason.NEWER_SYNTAX,
          preview.group(1)
              + " "
              + preview.group(2)
              + " preview feature of this Java, and previews are off.",
          at,
          excerpt,
          chain,
          "write it without, or start the kernel with --enable-preview in JJAVA_COMPILER_OPTS.");
    }
    return new Refusal(Reason.DOES_NOT_COMPILE, message + ".", at, excerpt, chain, wayOut(message));
  }

  private String wayOut(String message) {
    if (message.startsWith("cannot find symbol")
        && message.endsWith(")")
        && message.contains(" (in ")) {
      return surroundings.release() < Runtime.version().feature()
          ? "mend the name; what came after Java "
              + surroundings.release()
              + " is not there for tasks."
          : "mend the name.";
    }
    var unreported = UNREPORTED.matcher(message);
    if (unreported.matches()) {
      return "add 'throws " + unreported.group(1) + "' to the method.";
    }
    var symbol = SYMBOL.matcher(message);
    if (!symbol.matches()) {
      return "mend the line; nothing was declared.";
    }
    return Nearest.to(symbol.group(1), knownNames.get())
        .map(name -> "did you mean '" + name + "'? Otherwise declare it in a cell, or import it.")
        .orElse("declare it in a cell, or import it.");
  }
}
