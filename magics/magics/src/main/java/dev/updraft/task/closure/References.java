package dev.updraft.task.closure;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Lists what a member refers to, by symbol, with the place of each use. */
final class References extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final Attribution attribution;
  private final List<Use> uses = new ArrayList<>();

  /** A use of an element; {@code offset} in the unit is where its name stands. */
  record Use(Element target, int offset) {}

  private References(Attribution attribution) {
    this.attribution = attribution;
  }

  static List<Use> of(TreePath member, Attribution attribution) {
    var references = new References(attribution);
    references.scan(member, null);
    return references.uses;
  }

  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
    // Annotation.attribute wraps a lone argument into a tree of its own; all other additions repeat
    // what is written.
    return tree == null || !(attribution.written().contains(tree) || tree instanceof AssignmentTree)
        ? null
        : super.scan(tree, null);
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void nothing) {
    used(attribution.start(node));
    return null;
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree node, @Nullable Void nothing) {
    used(attribution.end(node) - node.getIdentifier().length());
    return super.visitMemberSelect(node, null);
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree node, @Nullable Void nothing) {
    used(attribution.end(node) - node.getName().length());
    return super.visitMemberReference(node, null);
  }

  @Override
  public @Nullable Void visitNewClass(NewClassTree node, @Nullable Void nothing) {
    used(attribution.start(node.getIdentifier()));
    return super.visitNewClass(node, null);
  }

  private void used(int offset) {
    var element = attribution.trees().getElement(getCurrentPath());
    if (element != null) {
      uses.add(new Use(element, offset));
    }
  }
}
