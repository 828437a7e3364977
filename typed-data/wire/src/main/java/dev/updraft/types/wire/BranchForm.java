package dev.updraft.types.wire;

import dev.updraft.types.graph.Condition;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code core.BranchNode} and the blocks in it. */
final class BranchForm {
  private BranchForm() {}

  static Work.Branch read(In in) {
    Work.@Nullable Branch branch = null;
    for (int tag; (tag = in.tag()) != 0; ) {
      if (tag == (1 << 3 | 2)) {
        branch = in.message(BranchForm::block);
      } else {
        in.skip(tag);
      }
    }
    if (branch == null) {
      throw in.malformed("a branch without a case");
    }
    return branch;
  }

  private static Work.Branch block(In in) {
    var cases = new ArrayList<Work.Case>();
    var others = new ArrayList<Work.Case>();
    Optional<Node> otherwise = Optional.empty();
    Optional<String> error = Optional.empty();
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> cases.add(in.message(BranchForm::oneCase));
        case 2 << 3 | 2 -> others.add(in.message(BranchForm::oneCase));
        case 3 << 3 | 2 -> {
          otherwise = Optional.of(in.message(NodeForm::read));
          error = Optional.empty();
        }
        case 4 << 3 | 2 -> {
          error = Optional.of(in.message(BranchForm::message));
          otherwise = Optional.empty();
        }
        default -> in.skip(tag);
      }
    }
    cases.addAll(others);
    if (cases.isEmpty()) {
      throw in.malformed("a branch without a case");
    }
    if (otherwise.isEmpty() && error.isEmpty()) {
      throw in.malformed("a branch without a node or an error for when no case holds");
    }
    return new Work.Branch(cases, otherwise, error);
  }

  private static Work.Case oneCase(In in) {
    @Nullable Condition when = null;
    @Nullable Node then = null;
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> when = in.message(ConditionForm::read);
        case 2 << 3 | 2 -> then = in.message(NodeForm::read);
        default -> in.skip(tag);
      }
    }
    if (when == null || then == null) {
      throw in.malformed("a case of a branch without a condition or without a node");
    }
    return new Work.Case(when, then);
  }

  /** Of a {@code core.Error}. */
  private static String message(In in) {
    String message = "";
    for (int tag; (tag = in.tag()) != 0; ) {
      if (tag == (2 << 3 | 2)) {
        message = in.text();
      } else {
        in.skip(tag);
      }
    }
    return message;
  }

  /**
   * @param name the branch node's: flytekit names it as the node that failed
   */
  static void write(Out out, Work.Branch branch, String name) {
    out.message(1, () -> block(out, branch, name));
  }

  private static void block(Out out, Work.Branch branch, String name) {
    List<Work.Case> cases = branch.cases();
    out.message(1, () -> oneCase(out, cases.getFirst()));
    cases.stream().skip(1).forEach(other -> out.message(2, () -> oneCase(out, other)));
    branch.otherwise().ifPresent(node -> out.message(3, () -> NodeForm.write(out, node)));
    branch
        .error()
        .ifPresent(
            message ->
                out.message(
                    4,
                    () -> {
                      out.text(1, name);
                      out.text(2, message);
                    }));
  }

  private static void oneCase(Out out, Work.Case one) {
    out.message(1, () -> ConditionForm.write(out, one.when()));
    out.message(2, () -> NodeForm.write(out, one.then()));
  }
}
