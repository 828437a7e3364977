package dev.updraft.task.closure;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.updraft.task.closure.Attribution.Node;
import dev.updraft.task.closure.References.Use;
import dev.updraft.task.closure.Refusal.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * A cell's one method, every name in it explained by the compiler: for readers that want more of it
 * than its closure. Only good while {@link CaptureClosure#reading} lasts.
 */
public final class AttributedCell {
  private static final String UNCAUGHT = "compiler.err.unreported.exception";

  private final TaskCell cell;
  private final Attribution attribution;
  private final Unit unit;
  private final Node method;
  private final Refuse refuse;
  private final RefuseVariable variables;
  private final Map<Tree, TreePath> paths = new IdentityHashMap<>();

  AttributedCell(
      TaskCell cell,
      Attribution attribution,
      Unit unit,
      Node method,
      Refuse refuse,
      RefuseVariable variables) {
    this.cell = cell;
    this.attribution = attribution;
    this.unit = unit;
    this.method = method;
    this.refuse = refuse;
    this.variables = variables;
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
        if (tree != null) {
          paths.put(tree, new TreePath(getCurrentPath(), tree));
        }
        return super.scan(tree, null);
      }
    }.scan(method.path(), null);
  }

  /** The method's tree. */
  public MethodTree method() {
    return (MethodTree) method.path().getLeaf();
  }

  public ExecutableElement element() {
    return (ExecutableElement) method.element();
  }

  /** The method's name among the notebook's members: {@code m:report(java.lang.String)}. */
  public String key() {
    return method.key();
  }

  public TaskSignature signature() {
    return TaskSignature.of(method.member().declaration());
  }

  /** What the notebook has to evaluate: the cell, with what JShell needs put in. */
  public String source() {
    return cell.text().text();
  }

  /** The imports at the cell's top level, each as a line of Java. */
  public List<String> imports() {
    return cell.imports();
  }

  /** What a tree of the method names; empty where the compiler does not know. */
  public Optional<Element> element(Tree tree) {
    return Optional.ofNullable(paths.get(tree)).map(attribution.trees()::getElement);
  }

  /** The type of an expression of the method. */
  public Optional<TypeMirror> type(Tree tree) {
    return Optional.ofNullable(paths.get(tree)).map(attribution.trees()::getTypeMirror);
  }

  public Types types() {
    return attribution.task().getTypes();
  }

  public Elements elements() {
    return attribution.task().getElements();
  }

  /** The source of a tree, as the user wrote it. */
  public String text(Tree tree) {
    int start = Math.max(0, attribution.start(tree));
    return unit.source().substring(start, Math.max(start, attribution.end(tree)));
  }

  /** The key of the notebook's member that an element is; empty for one that is none. */
  public Optional<String> member(Element element) {
    return attribution.isMember(element)
        ? attribution.owner(element).map(Node::key)
        : Optional.empty();
  }

  /** The cell in which a member of the notebook stands. */
  public String cellOf(Element member) {
    return attribution.owner(member).orElse(method).member().declaration().text().start().cell();
  }

  /**
   * Whether a member of one of the notebook's types stands in its source: the compiler adds some.
   */
  public boolean isWritten(Element element) {
    var tree = attribution.trees().getTree(element);
    return tree != null && attribution.written().contains(tree);
  }

  /** Whether an element belongs to the handle type that Updraft generated for a task. */
  public boolean isHandle(Element element) {
    return attribution
        .owner(element)
        .filter(node -> node.member().declaration().isHandle())
        .isPresent();
  }

  /** Whether a member is a variable of the notebook that is not final, or whose type is unclear. */
  public boolean isVariable(Element element) {
    return attribution
        .owner(element)
        .filter(node -> node.member() instanceof Member.Stub)
        .isPresent();
  }

  /** Why a constant of the notebook does not stand for its value any more. */
  public Optional<Refusal> changed(Element constant, Tree use) {
    return attribution
        .owner(constant)
        .filter(node -> node.member() instanceof Member.Constant)
        .flatMap(
            node ->
                variables.constant(
                    (Member.Constant) node.member(),
                    node,
                    new Use(constant, attribution.start(use)),
                    method,
                    List.of()));
  }

  /** A refusal with the place of a tree: of a call, the place of the method's name. */
  public Refusal refusal(Tree tree, String what, String wayOut) {
    int offset = place(tree);
    return new Refusal(
        Reason.NOT_A_GRAPH,
        what,
        method.placed().at(offset),
        method.placed().excerpt(offset),
        List.of(),
        wayOut);
  }

  private int place(Tree tree) {
    return switch (tree) {
      case ExpressionStatementTree statement -> place(statement.getExpression());
      case MethodInvocationTree call -> place(call.getMethodSelect());
      case MemberSelectTree select -> attribution.end(select) - select.getIdentifier().length();
      default -> attribution.start(tree);
    };
  }

  /**
   * What the compiler says about the cell's own declarations, except about trees of which a reader
   * has something better to say.
   */
  public List<Refusal> problems(Collection<? extends Tree> except) {
    var refusals = new ArrayList<Refusal>();
    for (var problem : attribution.problems()) {
      if (except.stream().anyMatch(tree -> holds(tree, problem.getPosition()))) {
        continue;
      }
      unit.memberAt(problem.getPosition())
          .flatMap(attribution::at)
          .filter(node -> cell.declarations().contains(node.member().declaration()))
          .filter(node -> !usesUnclearType())
          .ifPresent(node -> refusals.add(refuse.problem(problem, node, List.of())));
    }
    return refusals;
  }

  /** What is said about a variable whose type cannot be written says nothing about the method. */
  private boolean usesUnclearType() {
    return References.of(method.path(), attribution).stream()
        .flatMap(use -> attribution.owner(use.target()).stream())
        .anyMatch(node -> node.member() instanceof Member.Stub stub && !stub.isExact());
  }

  /**
   * Whether the compiler does not understand something in a tree. An exception that nobody catches
   * it does understand.
   */
  public boolean isBroken(Tree tree) {
    return attribution.problems().stream()
        .filter(each -> !String.valueOf(each.getCode()).startsWith(UNCAUGHT))
        .anyMatch(each -> holds(tree, each.getPosition()));
  }

  private boolean holds(Tree tree, long offset) {
    return offset >= attribution.start(tree) && offset < attribution.end(tree);
  }
}
