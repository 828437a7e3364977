package dev.updraft.workflow;

import dev.updraft.types.Literal;
import dev.updraft.types.graph.Binding;
import dev.updraft.types.graph.Binding.Step;
import dev.updraft.types.graph.Condition;
import dev.updraft.types.graph.Condition.Operand;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A graph as a few lines that a reviewer can read. */
final class GraphText {
  private GraphText() {}

  static String of(CompiledWorkflow compiled) {
    var text = new StringBuilder(of(compiled.workflow()));
    compiled.inner().forEach(inner -> text.append(of(inner)));
    return text.toString();
  }

  private static String of(Workflow workflow) {
    var text = new StringBuilder(workflow.id().name());
    text.append(
        workflow.typedInterface().inputs().entrySet().stream()
            .map(each -> each.getKey() + ": " + each.getValue().type().inWords())
            .collect(Collectors.joining(", ", "(", ")\n")));
    workflow.nodes().forEach(node -> text.append("  ").append(of(node)).append('\n'));
    if (!workflow.outputs().isEmpty()) {
      text.append("  return ").append(named(workflow.outputs())).append('\n');
    }
    return text.toString();
  }

  private static String of(Node node) {
    return node.id() + " = " + work(node) + after(node.upstream());
  }

  private static String after(List<String> upstream) {
    return upstream.isEmpty() ? "" : " after " + upstream;
  }

  private static String work(Node node) {
    return switch (node.work()) {
      case Work.Task(var task) -> "task " + task.name() + inputs(node);
      case Work.SubWorkflow(var workflow) -> "workflow " + workflow.name() + inputs(node);
      case Work.LaunchPlan(var plan) -> "launch plan " + plan.name() + inputs(node);
      case Work.Gate _ -> "gate" + inputs(node);
      case Work.Each each ->
          "each " + of(each.node()).replace("{}", "") + inputs(node) + " bound " + each.bound();
      case Work.Branch branch -> "branch " + node.name() + inputs(node) + arms(branch);
    };
  }

  private static String arms(Work.Branch branch) {
    var text = new StringBuilder();
    for (var one : branch.cases()) {
      text.append("\n    ").append(of(one.when())).append(" -> ").append(arm(one.then()));
    }
    branch.otherwise().ifPresent(node -> text.append("\n    else -> ").append(arm(node)));
    return text.toString();
  }

  private static String arm(Node node) {
    return of(node).replace("\n", "\n  ");
  }

  private static String of(Condition condition) {
    return switch (condition) {
      case Condition.Comparison(var left, var operator, var right) ->
          of(left) + " " + operator + " " + of(right);
      case Condition.And(var left, var right) -> "(" + of(left) + " and " + of(right) + ")";
      case Condition.Or(var left, var right) -> "(" + of(left) + " or " + of(right) + ")";
    };
  }

  private static String of(Operand operand) {
    return switch (operand) {
      case Operand.Input(var name) -> name;
      case Operand.Value(var literal) -> of(literal);
    };
  }

  private static String inputs(Node node) {
    return "{" + named(node.inputs()) + "}";
  }

  private static String named(Map<String, Binding> bindings) {
    return bindings.entrySet().stream()
        .map(each -> each.getKey() + "=" + of(each.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String of(Binding binding) {
    return switch (binding) {
      case Binding.Value(var literal) -> of(literal);
      case Binding.Promise(var node, var variable, var path) ->
          (node.equals(Workflow.START_NODE)
                  ? variable
                  : variable.equals("o0") ? node : node + ":" + variable)
              + path.stream().map(GraphText::of).collect(Collectors.joining());
      case Binding.Items(var elements) -> elements.stream().map(GraphText::of).toList().toString();
      case Binding.Entries(var entries) -> "{" + named(entries) + "}";
    };
  }

  private static String of(Step step) {
    return switch (step) {
      case Step.Field(var name) -> "." + name;
      case Step.Index(int at) -> "[" + at + "]";
    };
  }

  private static String of(Literal literal) {
    return switch (literal) {
      case Literal.Integer(long value) -> Long.toString(value);
      case Literal.Float(double value) -> Double.toString(value);
      case Literal.Text(var value) -> '"' + value + '"';
      case Literal.Bool(boolean value) -> Boolean.toString(value);
      case Literal.None() -> "none";
      case Literal.Union(var value, var type) -> "(" + of(value) + " as " + type.inWords() + ")";
      default -> literal.inWords();
    };
  }
}
