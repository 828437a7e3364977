package dev.updraft.types.wire;

import dev.updraft.types.graph.Binding;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.NodeOptions;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** {@code core.Node}, {@code core.NodeMetadata}, and the nodes of tasks and workflows. */
final class NodeForm {
  private NodeForm() {}

  static Node read(In in) {
    return new Parts(in).node();
  }

  /** Empty for the start and end nodes of a compiled workflow. */
  static Optional<Node> readUnlessAdded(In in) {
    var parts = new Parts(in);
    boolean added = parts.id.equals(Workflow.START_NODE) || parts.id.equals(Workflow.END_NODE);
    return added && parts.work == null ? Optional.empty() : Optional.of(parts.node());
  }

  static void write(Out out, Node node) {
    out.text(1, node.id());
    out.message(2, () -> writeMetadata(out, node));
    BindingForm.writeAll(out, 3, node.inputs());
    node.upstream().forEach(id -> out.setText(4, id));
    switch (node.work()) {
      case Work.Task(Reference task) -> out.message(6, () -> writeTask(out, task, node.options()));
      case Work.SubWorkflow(Reference workflow) ->
          writeWorkflow(out, 2, ReferenceForm.WORKFLOW, workflow);
      case Work.LaunchPlan(Reference plan) ->
          writeWorkflow(out, 1, ReferenceForm.LAUNCH_PLAN, plan);
      case Work.Branch branch -> out.message(8, () -> BranchForm.write(out, branch, node.name()));
      case Work.Gate gate -> out.message(9, () -> GateForm.write(out, gate));
      case Work.Each each -> out.message(10, () -> EachForm.write(out, each, node.inputs()));
    }
  }

  private static void writeTask(Out out, Reference task, NodeOptions options) {
    out.message(1, () -> ReferenceForm.write(out, ReferenceForm.TASK, task));
    if (options.memory().isPresent() || options.image().isPresent()) {
      out.message(2, () -> OverridesForm.write(out, options));
    }
  }

  private static void writeWorkflow(Out out, int field, int type, Reference reference) {
    out.message(7, () -> out.message(field, () -> ReferenceForm.write(out, type, reference)));
  }

  private static void writeMetadata(Out out, Node node) {
    var options = node.options();
    out.text(1, node.name());
    options.timeout().ifPresent(limit -> out.message(4, () -> ScalarForm.duration(out, limit)));
    options.retries().ifPresent(count -> out.message(5, () -> out.varint(5, count)));
    options.interruptible().ifPresent(may -> out.setBool(6, may));
  }

  /** The fields of a node as they come; only at its end is it known what they make. */
  private static final class Parts {
    String id = "";
    String name = "";
    private final Map<String, Binding> inputs = new LinkedHashMap<>();
    private final List<String> upstream = new ArrayList<>();
    private NodeOptions options = NodeOptions.NONE;
    private OverridesForm overrides = OverridesForm.NONE;
    @Nullable Work work;

    Parts(In in) {
      for (int tag; (tag = in.tag()) != 0; ) {
        switch (tag) {
          case 1 << 3 | 2 -> id = in.text();
          case 2 << 3 | 2 -> options = in.message(this::metadata);
          case 3 << 3 | 2 -> BindingForm.readInto(in, inputs, "Node '" + id + "'");
          case 4 << 3 | 2 -> upstream.add(in.text());
          case 6 << 3 | 2 -> work = new Work.Task(in.message(this::task));
          case 7 << 3 | 2 -> work = in.message(this::workflow);
          case 8 << 3 | 2 -> work = in.message(BranchForm::read);
          case 9 << 3 | 2 -> work = in.message(GateForm::read);
          case 10 << 3 | 2 -> work = in.message(EachForm::read);
          default -> in.skip(tag);
        }
      }
    }

    Node node() {
      if (work == null) {
        throw refused(
            "has no work: give it a task, a workflow, a launch plan, a branch, a gate or a map.");
      }
      return new Node(
          id,
          name,
          inputs,
          upstream,
          options.with(overrides.memory(), overrides.image()),
          work instanceof Work.Each each ? bare(each) : work);
    }

    /** The inputs that are repeated at the inner node say nothing that the outer one does not. */
    private Work.Each bare(Work.Each each) {
      var inner = each.node();
      if (!inner.inputs().isEmpty() && !inner.inputs().equals(inputs)) {
        throw refused("maps a node that has other inputs than itself. Bind both alike.");
      }
      return new Work.Each(
          new Node(
              inner.id(), inner.name(), Map.of(), inner.upstream(), inner.options(), inner.work()),
          each.bound(),
          each.parallelism(),
          each.minSuccesses(),
          each.minSuccessRatio(),
          each.listTyped());
    }

    private NodeOptions metadata(In in) {
      Optional<Duration> timeout = Optional.empty();
      var retries = OptionalInt.empty();
      Optional<Boolean> interruptible = Optional.empty();
      for (int tag; (tag = in.tag()) != 0; ) {
        switch (tag) {
          case 1 << 3 | 2 -> name = in.text();
          // Zero is how a client says that there is none.
          case 4 << 3 | 2 ->
              timeout =
                  Optional.of(in.message(ScalarForm::duration)).filter(limit -> !limit.isZero());
          case 5 << 3 | 2 -> retries = OptionalInt.of(in.message(Parts::retries));
          case 6 << 3 -> interruptible = Optional.of(in.bool());
          case 7 << 3, 9 << 3 -> {
            in.skip(tag);
            throw refused("changes its task's caching. Say it at the task.");
          }
          case 8 << 3 | 2 -> {
            if (!in.text().isEmpty()) {
              throw refused("changes its task's caching. Say it at the task.");
            }
          }
          default -> in.skip(tag);
        }
      }
      return new NodeOptions(timeout, retries, interruptible);
    }

    private static int retries(In in) {
      int retries = 0;
      for (int tag; (tag = in.tag()) != 0; ) {
        if (tag == 5 << 3) {
          retries = (int) in.varint();
        } else {
          in.skip(tag);
        }
      }
      return retries;
    }

    private Reference task(In in) {
      Reference task = ReferenceForm.NOTHING;
      for (int tag; (tag = in.tag()) != 0; ) {
        switch (tag) {
          case 1 << 3 | 2 -> task = in.message(ReferenceForm::read);
          case 2 << 3 | 2 -> overrides = in.message(each -> OverridesForm.read(each, id));
          default -> in.skip(tag);
        }
      }
      return task;
    }

    private Work workflow(In in) {
      @Nullable Work found = null;
      for (int tag; (tag = in.tag()) != 0; ) {
        switch (tag) {
          case 1 << 3 | 2 -> found = new Work.LaunchPlan(in.message(ReferenceForm::read));
          case 2 << 3 | 2 -> found = new Work.SubWorkflow(in.message(ReferenceForm::read));
          default -> in.skip(tag);
        }
      }
      if (found == null) {
        throw refused("names neither a workflow nor a launch plan.");
      }
      return found;
    }

    private Malformed refused(String problem) {
      return new Malformed("Node '" + id + "' " + problem);
    }
  }
}
