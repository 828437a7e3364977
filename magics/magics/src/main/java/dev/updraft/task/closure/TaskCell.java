package dev.updraft.task.closure;

import dev.updraft.task.closure.Parsed.Shape;
import dev.updraft.task.closure.Refusal.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The body of a {@code %%task} cell, taken apart and checked for what such a cell may hold. */
final class TaskCell {
  private static final Set<String> NO_DECLARATION =
      Set.of(
          "compiler.err.class.method.or.field.expected",
          "compiler.err.invalid.meth.decl.ret.type.req",
          "compiler.err.statement.not.expected",
          "compiler.err.illegal.start.of.type");

  private static final Pattern STATIC =
      Pattern.compile("((public|protected|private|final)\\s+)*static\\s");

  private final CellText text;
  private final List<String> imports;
  private final List<Declaration> declarations;

  private TaskCell(CellText text, List<String> imports, List<Declaration> declarations) {
    this.text = text;
    this.imports = imports;
    this.declarations = declarations;
  }

  /**
   * Parses a cell.
   *
   * @param kind what the cell declares, for messages: {@code task}
   */
  static TaskCell parse(CellText body, Outlines outlines, String kind) {
    var text = CanonicalConstructors.opened(body, outlines.of(body.text()));
    var outline = outlines.of(text.text());
    var declarations = outline.declarations().stream().map(parsed -> parsed.in(text)).toList();
    var refusals = new ArrayList<Refusal>();
    declarations.stream()
        .filter(TaskCell::isVariable)
        .forEach(each -> refusals.add(variable(each, kind)));
    // After its first complaint the parser is guessing.
    outline.problems().stream()
        .filter(
            problem ->
                declarations.stream().noneMatch(each -> isVariable(each) && holds(each, problem)))
        .findFirst()
        .ifPresent(problem -> refusals.add(syntax(problem, text, kind)));
    declarations.forEach(each -> sealedNeedsPermits(each, declarations, refusals));
    if (!refusals.isEmpty()) {
      throw new CaptureRefused(refusals);
    }
    return new TaskCell(text, outline.imports(), declarations);
  }

  /** What to evaluate in the notebook: the cell, with what JShell needs put in. */
  CellText text() {
    return text;
  }

  List<String> imports() {
    return imports;
  }

  List<Declaration> declarations() {
    return declarations;
  }

  List<Declaration> methods() {
    return declarations.stream()
        .filter(each -> each.parsed().shape() instanceof Shape.Method)
        .toList();
  }

  private static boolean isVariable(Declaration declaration) {
    return declaration.parsed().shape() instanceof Shape.Variable;
  }

  private static boolean holds(Declaration declaration, Outline.Problem problem) {
    return problem.offset() >= declaration.parsed().start()
        && problem.offset() <= declaration.parsed().end();
  }

  private static Refusal variable(Declaration declaration, String kind) {
    return new Refusal(
        Reason.NOT_A_DECLARATION,
        "a "
            + kind
            + " cell holds imports, types and methods; '"
            + declaration.name()
            + "' is a variable"
            + (isStatic(declaration) ? ": outside of a class the notebook ignores 'static'." : "."),
        declaration.text().at(0),
        declaration.text().excerpt(0),
        List.of(),
        "make it a local variable of the method, or declare it in a cell of its own, final and with a constant value"
            + (isStatic(declaration) ? ", or as a static field of a class." : "."));
  }

  private static boolean isStatic(Declaration variable) {
    return STATIC.matcher(variable.text().text()).lookingAt();
  }

  private static Refusal syntax(Outline.Problem problem, CellText text, String kind) {
    if (problem.code().equals("compiler.err.implicit.class.should.not.have.package.declaration")) {
      return new Refusal(
          Reason.NOT_A_DECLARATION,
          "the code of a notebook is in no package.",
          text.at(problem.offset()),
          text.excerpt(problem.offset()),
          List.of(),
          "leave the line out.");
    }
    boolean statement = NO_DECLARATION.contains(problem.code());
    return new Refusal(
        Reason.NOT_A_DECLARATION,
        statement
            ? "a " + kind + " cell holds imports, types and methods; this is none of them."
            : CompilerMessage.oneLine(problem.message()) + ".",
        text.at(problem.offset()),
        text.excerpt(problem.offset()),
        List.of(),
        statement
            ? "move the statement into the method, or into a cell of its own."
            : "mend the syntax.");
  }

  /**
   * Each type of a notebook is a file of its own, so the compiler does not see who implements a
   * sealed type.
   */
  private static void sealedNeedsPermits(
      Declaration declaration, List<Declaration> all, List<Refusal> refusals) {
    if (!(declaration.parsed().shape() instanceof Shape.Type type)
        || !type.sealedWithoutPermits()) {
      return;
    }
    var heirs =
        all.stream()
            .filter(
                each ->
                    each.parsed().shape() instanceof Shape.Type heir
                        && heir.supertypes().contains(declaration.name()))
            .map(Declaration::name)
            .toList();
    if (!heirs.isEmpty()) {
      refusals.add(
          new Refusal(
              Reason.DOES_NOT_COMPILE,
              "the sealed type '"
                  + declaration.name()
                  + "' does not say who may extend it, and in a notebook each type is compiled by itself.",
              declaration.text().at(0),
              declaration.text().excerpt(0),
              List.of(),
              "write: sealed "
                  + type.keyword()
                  + " "
                  + declaration.name()
                  + " permits "
                  + String.join(", ", heirs)
                  + "."));
    }
  }
}
