package dev.updraft.task.closure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.updraft.task.closure.Attribution.Node;
import java.util.Comparator;
import java.util.HexFormat;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * A member's meaning as text: the attributed tree as an S-expression, in which types and static
 * members carry their full names and locals their own, and which knows no layout, comments,
 * parentheses, or style of imports. Every child has a place: {@code -} where there is none,
 * brackets around a list; so two different trees never give one text.
 *
 * <p>What is written here is hashed into every code key: change it only together with {@link
 * CodeKey#FORMAT}.
 */
final class CanonicalText extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private static final String MEMBER = Unit.NAME + ".";
  private final Attribution attribution;
  private final Tree root;
  private final StringBuilder out = new StringBuilder();

  private CanonicalText(Attribution attribution, Tree root) {
    this.attribution = attribution;
    this.root = root;
  }

  static String of(Node node, Attribution attribution) {
    var text = new CanonicalText(attribution, node.path().getLeaf());
    text.scan(node.path(), null);
    return text.out.toString();
  }

  /** A member's hash, long enough to tell members apart. */
  static String hash(String text) {
    return HexFormat.of().formatHex(CodeKey.sha256().digest(text.getBytes(UTF_8)), 0, 16);
  }

  /** Begins at a member. */
  @Override
  public @Nullable Void scan(TreePath path, @Nullable Void nothing) {
    open(path.getLeaf());
    super.scan(path, null);
    out.append(')');
    return null;
  }

  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
    if (tree == null || !attribution.written().contains(tree)) {
      out.append(" -");
    } else if (tree instanceof ParenthesizedTree) {
      super.scan(tree, null);
    } else {
      open(tree);
      super.scan(tree, null);
      out.append(')');
    }
    return null;
  }

  @Override
  public @Nullable Void scan(@Nullable Iterable<? extends Tree> trees, @Nullable Void nothing) {
    out.append(" [");
    if (trees != null) {
      for (var tree : trees) {
        if (attribution.written().contains(tree)) {
          scan(tree, null);
        }
      }
    }
    out.append(']');
    return null;
  }

  /** {@code max} and {@code Math.max} are one name: which kind of tree they are says nothing. */
  private void open(Tree tree) {
    out.append(" (");
    if (!(tree instanceof IdentifierTree || tree instanceof MemberSelectTree)) {
      out.append(tree.getKind());
    }
  }

  private void name(CharSequence name) {
    out.append(' ').append(name);
  }

  @Override
  public @Nullable Void visitClass(ClassTree node, @Nullable Void nothing) {
    name(node.getSimpleName());
    return super.visitClass(node, null);
  }

  @Override
  public @Nullable Void visitMethod(MethodTree node, @Nullable Void nothing) {
    name(node.getName());
    return super.visitMethod(node, null);
  }

  @Override
  public @Nullable Void visitVariable(VariableTree node, @Nullable Void nothing) {
    name(node.getName());
    return super.visitVariable(node, null);
  }

  @Override
  public @Nullable Void visitTypeParameter(TypeParameterTree node, @Nullable Void nothing) {
    name(node.getName());
    return super.visitTypeParameter(node, null);
  }

  @SuppressWarnings("ReferenceEquality") // the very tree, not one like it
  @Override
  public @Nullable Void visitModifiers(ModifiersTree node, @Nullable Void nothing) {
    boolean ours = getCurrentPath().getParentPath().getLeaf() == root;
    attribution.written().flags(node).stream()
        .filter(flag -> !(ours && (flag == Modifier.PUBLIC || flag == Modifier.STATIC)))
        .sorted(Comparator.comparing(Modifier::name))
        .forEach(this::name);
    return super.visitModifiers(node, null);
  }

  private void name(Modifier flag) {
    name(flag.name());
  }

  /**
   * The compiler turns {@code @A(1)} into {@code @A(value = 1)}: both are written as the latter.
   */
  @Override
  public @Nullable Void visitAnnotation(AnnotationTree node, @Nullable Void nothing) {
    scan(node.getAnnotationType(), null);
    for (var argument : node.getArguments()) {
      if (argument instanceof AssignmentTree assignment) {
        name(assignment.getVariable().toString() + "=");
        scan(assignment.getExpression(), null);
      } else {
        name("value=");
        scan(argument, null);
      }
    }
    return null;
  }

  @Override
  public @Nullable Void visitLiteral(LiteralTree node, @Nullable Void nothing) {
    var value = String.valueOf(node.getValue());
    name(value.length() + ":" + value);
    return null;
  }

  @Override
  public @Nullable Void visitPrimitiveType(PrimitiveTypeTree node, @Nullable Void nothing) {
    name(node.getPrimitiveTypeKind().name());
    return null;
  }

  @Override
  public @Nullable Void visitLabeledStatement(LabeledStatementTree node, @Nullable Void nothing) {
    name(node.getLabel());
    return super.visitLabeledStatement(node, null);
  }

  @Override
  public @Nullable Void visitBreak(BreakTree node, @Nullable Void nothing) {
    name(node.getLabel() == null ? "-" : node.getLabel());
    return null;
  }

  @Override
  public @Nullable Void visitContinue(ContinueTree node, @Nullable Void nothing) {
    name(node.getLabel() == null ? "-" : node.getLabel());
    return null;
  }

  @Override
  public @Nullable Void visitCase(CaseTree node, @Nullable Void nothing) {
    name(node.getCaseKind().name());
    return super.visitCase(node, null);
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree node, @Nullable Void nothing) {
    name(node.getMode().name());
    name(node.getName());
    return super.visitMemberReference(node, null);
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void nothing) {
    var element = attribution.trees().getElement(getCurrentPath());
    name("NAME");
    name(element == null ? node.getName() : reference(element));
    return null;
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree node, @Nullable Void nothing) {
    var element = attribution.trees().getElement(getCurrentPath());
    if (element != null && isFullName(node, element)) {
      name("NAME");
      name(reference(element));
      return null;
    }
    name("SELECT");
    name(node.getIdentifier());
    return super.visitMemberSelect(node, null);
  }

  /**
   * Whether the qualifier says nothing that the full name does not say: {@code java.util.List},
   * {@code Math.max}.
   */
  private boolean isFullName(MemberSelectTree node, Element element) {
    if (element instanceof TypeElement || element.getKind() == ElementKind.PACKAGE) {
      return true;
    }
    var qualifier =
        attribution.trees().getElement(new TreePath(getCurrentPath(), node.getExpression()));
    return element.getModifiers().contains(Modifier.STATIC)
        && qualifier instanceof TypeElement
        && !node.getIdentifier().contentEquals("class");
  }

  private String reference(Element element) {
    if (attribution.isMember(element)) {
      return attribution.owner(element).orElseThrow().key();
    }
    return switch (element.getKind()) {
      case PACKAGE -> element.toString();
      case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE -> typeName((TypeElement) element);
      case FIELD, ENUM_CONSTANT, METHOD ->
          element.getModifiers().contains(Modifier.STATIC)
                  && element.getEnclosingElement() instanceof TypeElement owner
              ? typeName(owner) + "#" + element.getSimpleName()
              : element.getSimpleName().toString();
      default -> element.getSimpleName().toString();
    };
  }

  private static String typeName(TypeElement type) {
    var name = type.getQualifiedName().toString();
    if (name.isEmpty()) {
      return type.getSimpleName().toString();
    }
    return name.startsWith(MEMBER) ? "t:" + name.substring(MEMBER.length()) : name;
  }
}
