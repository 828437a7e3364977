package dev.updraft.service;

import com.flyteidl.admin.Signal;
import com.flyteidl.core.GateNode;
import com.flyteidl.core.LiteralType;
import com.flyteidl.core.SignalIdentifier;
import com.flyteidl.core.SimpleType;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.NodePhase;

/**
 * A gate that waits for somebody, or did.
 *
 * @param holder the execution that stands for it
 */
record ReachedGate(SignalIdentifier id, GateNode node, ExecutionId holder, NodePhase phase) {

  /** Of the value that opens it: a consent is a boolean. */
  LiteralType type() {
    return node.hasSignal()
        ? node.getSignal().getType()
        : LiteralType.newBuilder().setSimple(SimpleType.BOOLEAN).build();
  }

  Signal toWire(ControlPlane.Executions executions) {
    var signal = Signal.newBuilder().setId(id).setType(type());
    if (node.hasSignal()) {
      var value =
          LiteralMaps.read(executions.outputs(holder))
              .getLiteralsMap()
              .get(node.getSignal().getOutputVariableName());
      if (value != null) {
        signal.setValue(value);
      }
    } else if (phase == NodePhase.SUCCEEDED || phase == NodePhase.FAILED) {
      signal
          .getValueBuilder()
          .getScalarBuilder()
          .getPrimitiveBuilder()
          .setBoolean(phase == NodePhase.SUCCEEDED);
    }
    return signal.build();
  }
}
