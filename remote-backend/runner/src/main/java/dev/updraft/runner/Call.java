package dev.updraft.runner;

import dev.updraft.api.frames.FrameRefused;
import dev.updraft.types.Literal;
import dev.updraft.types.mapping.Signature;
import dev.updraft.types.mapping.TaskMapping;
import dev.updraft.types.mapping.TypeRefused;
import dev.updraft.types.mapping.ValueRefused;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The method's values on their way from literals and back. */
final class Call {
  private final TaskMapping mapping;
  private final UserData data;

  private Call(TaskMapping mapping, UserData data) {
    this.mapping = mapping;
    this.data = data;
  }

  static Call of(Code code, String task, String rawOutputPrefix) {
    var data = new UserData(code.loader(), rawOutputPrefix);
    try {
      return new Call(TaskMapping.of(Signature.of(task, code.method()), data), data);
    } catch (TypeRefused e) {
      throw new AttemptFailed(TaskError.refused("InvalidTask", String.valueOf(e.getMessage())), e);
    }
  }

  @Nullable Object[] arguments(Map<String, Literal> inputs) {
    try {
      return mapping.arguments(inputs, data);
    } catch (ValueRefused e) {
      throw new AttemptFailed(TaskError.refused("InvalidInput", String.valueOf(e.getMessage())), e);
    }
  }

  Map<String, Literal> outputs(@Nullable Object result) {
    try {
      return mapping.outputs(result, data);
    } catch (ValueRefused | FrameRefused e) {
      throw new AttemptFailed(
          TaskError.refused("InvalidOutput", String.valueOf(e.getMessage())), e);
    }
  }
}
