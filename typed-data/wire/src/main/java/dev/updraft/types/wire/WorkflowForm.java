package dev.updraft.types.wire;

import dev.updraft.types.TypedInterface;
import dev.updraft.types.graph.Binding;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.graph.Workflow;
import dev.updraft.types.graph.Workflow.OnFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code core.WorkflowTemplate}. */
final class WorkflowForm {
  private WorkflowForm() {}

  static Workflow read(In in) {
    Reference id = ReferenceForm.NOTHING;
    var typed = new TypedInterface(Map.of(), Map.of());
    List<Node> nodes = new ArrayList<>();
    Map<String, Binding> outputs = new LinkedHashMap<>();
    var onFailure = OnFailure.FAIL_IMMEDIATELY;
    Optional<Node> failureNode = Optional.empty();
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> id = in.message(ReferenceForm::read);
        case 2 << 3 | 2 -> onFailure = in.message(WorkflowForm::readMetadata);
        case 3 << 3 | 2 -> typed = in.message(InterfaceForm::read);
        case 4 << 3 | 2 -> in.message(NodeForm::readUnlessAdded).ifPresent(nodes::add);
        case 5 << 3 | 2 -> BindingForm.readInto(in, outputs, "The workflow");
        case 6 << 3 | 2 -> failureNode = Optional.of(in.message(NodeForm::read));
        default -> in.skip(tag);
      }
    }
    return new Workflow(id, typed, nodes, outputs, onFailure, failureNode);
  }

  static void write(Out out, Workflow workflow) {
    out.message(1, () -> ReferenceForm.write(out, ReferenceForm.WORKFLOW, workflow.id()));
    out.message(2, () -> out.varint(2, workflow.onFailure().ordinal()));
    out.message(3, () -> InterfaceForm.write(out, workflow.typedInterface()));
    workflow.nodes().forEach(node -> out.message(4, () -> NodeForm.write(out, node)));
    BindingForm.writeAll(out, 5, workflow.outputs());
    workflow.failureNode().ifPresent(node -> out.message(6, () -> NodeForm.write(out, node)));
    out.message(7, () -> {});
  }

  private static OnFailure readMetadata(In in) {
    var onFailure = OnFailure.FAIL_IMMEDIATELY;
    for (int tag; (tag = in.tag()) != 0; ) {
      if (tag == 2 << 3) {
        long policy = in.varint();
        if (policy < 0 || policy >= OnFailure.values().length) {
          throw in.malformed("a failure policy with the number " + policy);
        }
        onFailure = OnFailure.values()[(int) policy];
      } else {
        in.skip(tag);
      }
    }
    return onFailure;
  }
}
