package dev.updraft.workflow;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import org.jspecify.annotations.Nullable;

/** Which ways through a statement end the method. */
final class Returns {
  private Returns() {}

  /** Whether every way does. */
  static boolean always(@Nullable StatementTree statement) {
    return switch (statement) {
      case null -> false;
      case ReturnTree _ -> true;
      case BlockTree block -> block.getStatements().stream().anyMatch(Returns::always);
      case IfTree branch -> always(branch.getThenStatement()) && always(branch.getElseStatement());
      default -> false;
    };
  }

  /** Whether one arm always does and the other one does not. */
  static boolean inOneArm(IfTree branch) {
    return always(branch.getThenStatement()) != always(branch.getElseStatement());
  }

  /** Whether any way does. */
  static boolean sometimes(Tree tree) {
    var found = new boolean[1];
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitReturn(ReturnTree node, @Nullable Void nothing) {
        found[0] = true;
        return null;
      }

      @Override
      public @Nullable Void visitLambdaExpression(
          LambdaExpressionTree node, @Nullable Void nothing) {
        return null;
      }
    }.scan(tree, null);
    return found[0];
  }
}
