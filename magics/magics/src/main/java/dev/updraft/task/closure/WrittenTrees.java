package dev.updraft.task.closure;

import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.IdentityHashMap;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * What the user wrote, as opposed to what the compiler adds while it attributes (default
 * constructors, inferred types, implicit modifiers), which varies with its version. Taken between
 * parsing and attribution.
 */
final class WrittenTrees {
  private final IdentityHashMap<Tree, Set<Modifier>> written = new IdentityHashMap<>();

  WrittenTrees(Tree root) {
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
        if (tree != null) {
          written.put(
              tree,
              tree instanceof ModifiersTree modifiers
                  ? Set.copyOf(modifiers.getFlags())
                  : Set.of());
        }
        return super.scan(tree, null);
      }
    }.scan(root, null);
  }

  boolean contains(Tree tree) {
    return written.containsKey(tree);
  }

  /** The modifiers as written. */
  Set<Modifier> flags(ModifiersTree tree) {
    return written.getOrDefault(tree, Set.of());
  }
}
