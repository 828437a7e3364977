package dev.updraft.types.wire;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.TypedInterface.Variable;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Workflow;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Flyte's messages to our records and back. Reading throws {@link Malformed} for bytes that are not
 * the message; fields that we do not know are passed over, values that we do not know are kept as
 * they are. {@code Literal.metadata} and the external schema of a structured dataset are not kept:
 * whoever stores a message stores its bytes.
 *
 * <p>Where a class generated from the protocol is at hand, its bytes are the bridge: {@code
 * Wire.readLiterals(map.toByteArray())}, {@code LiteralMap.parseFrom(Wire.write(literals))}.
 */
public final class Wire {
  private Wire() {}

  /** A {@code core.LiteralMap}, in the order of the bytes. */
  public static Map<String, Literal> readLiterals(byte[] literalMap) {
    return In.read("a LiteralMap", literalMap, LiteralForm::readMap);
  }

  /** As a {@code core.LiteralMap}. */
  public static byte[] writeLiterals(Map<String, Literal> literals) {
    return write(out -> LiteralForm.writeMap(out, literals));
  }

  /** A {@code core.Literal}. */
  public static Literal readLiteral(byte[] literal) {
    return In.read("a Literal", literal, LiteralForm::read);
  }

  /** As a {@code core.Literal}. */
  public static byte[] writeLiteral(Literal literal) {
    return write(out -> LiteralForm.write(out, literal));
  }

  /** A {@code core.LiteralType}. */
  public static LiteralType readType(byte[] literalType) {
    return In.read("a LiteralType", literalType, TypeForm::read);
  }

  /** As a {@code core.LiteralType}. */
  public static byte[] writeType(LiteralType type) {
    return write(out -> TypeForm.write(out, type));
  }

  /** A {@code core.VariableMap}. */
  public static Map<String, Variable> readVariables(byte[] variableMap) {
    return In.read("a VariableMap", variableMap, InterfaceForm::readVariables);
  }

  /** As a {@code core.VariableMap}. */
  public static byte[] writeVariables(Map<String, Variable> variables) {
    return write(out -> InterfaceForm.writeVariables(out, variables));
  }

  /** A {@code core.TypedInterface}. */
  public static TypedInterface readInterface(byte[] typedInterface) {
    return In.read("a TypedInterface", typedInterface, InterfaceForm::read);
  }

  /** As a {@code core.TypedInterface}. */
  public static byte[] writeInterface(TypedInterface typed) {
    return write(out -> InterfaceForm.write(out, typed));
  }

  /** A {@code core.ErrorDocument}; one without an error is malformed. */
  public static ErrorDocument readError(byte[] errorDocument) {
    return In.read("an ErrorDocument", errorDocument, ErrorDocument::read);
  }

  /** As a {@code core.ErrorDocument}. */
  public static byte[] writeError(ErrorDocument error) {
    return write(error::write);
  }

  /** The parts of a {@code core.TaskTemplate} that concern a runner. */
  public static TaskDocument readTask(byte[] taskTemplate) {
    return In.read("a TaskTemplate", taskTemplate, TaskDocument::read);
  }

  /**
   * A {@code core.WorkflowTemplate}, compiled or not: start and end nodes are left out. What a
   * graph of ours cannot say and what would change what it does (other resources or caching at a
   * node, one variable bound twice) is malformed; what would not (tags, output aliases, the target
   * types of unions) is passed over.
   */
  public static Workflow readWorkflow(byte[] workflowTemplate) {
    return In.read("a WorkflowTemplate", workflowTemplate, WorkflowForm::read);
  }

  /**
   * As a {@code core.WorkflowTemplate}. Known values lose their hashes, for which bindings have no
   * place.
   */
  public static byte[] writeWorkflow(Workflow workflow) {
    return write(out -> WorkflowForm.write(out, workflow));
  }

  /** As a {@code core.Node}. */
  public static byte[] writeNode(Node node) {
    return write(out -> NodeForm.write(out, node));
  }

  private static byte[] write(Consumer<Out> message) {
    var out = new Out();
    message.accept(out);
    return out.toBytes();
  }
}
