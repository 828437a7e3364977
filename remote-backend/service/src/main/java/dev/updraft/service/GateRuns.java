package dev.updraft.service;

import com.flyteidl.core.GateNode;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.EntityId;
import dev.updraft.model.Resources;
import dev.updraft.model.TaskId;
import dev.updraft.model.TaskRun;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.NodeOptions;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Work.Opening;
import dev.updraft.types.wire.Wire;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gate as the engine runs it: its template is the node alone, as it is on the wire. */
final class GateRuns {
  private GateRuns() {}

  static TaskRun of(EntityId workflow, Node node, Work.Gate gate) {
    return new TaskRun(
        new TaskId(
            workflow.project(), workflow.domain(), ControlPlane.Gates.TYPE, workflow.version()),
        ControlPlane.Gates.TYPE,
        template(gate),
        new Resources(0, node.options().timeout()),
        0,
        !(gate.opening() instanceof Opening.Time),
        Optional.empty(),
        "",
        gate.opening() instanceof Opening.Time(var span)
            ? Map.of(ControlPlane.Gates.SLEEP, span.toString())
            : Map.of());
  }

  private static byte[] template(Work.Gate gate) {
    var node = new Node("", "", Map.of(), List.of(), NodeOptions.NONE, gate);
    try {
      return com.flyteidl.core.Node.parseFrom(Wire.writeNode(node)).getGateNode().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("A node that we wrote cannot be read.", e);
    }
  }

  static GateNode read(byte[] template) {
    try {
      return GateNode.parseFrom(template);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("A stored gate is damaged.", e);
    }
  }
}
