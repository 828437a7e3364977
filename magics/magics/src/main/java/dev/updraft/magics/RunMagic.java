package dev.updraft.magics;

import dev.updraft.cell.Grammar;
import dev.updraft.cell.Option;
import dev.updraft.client.CallOptions;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.NotebookError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code %run X a=value b=$variable}: calls a task or workflow by name and waits; {@code %submit}
 * does not wait. What a handle's {@code run} and {@code submit} do, in plain words. What this
 * notebook does not declare may be registered.
 */
final class RunMagic implements Magics.LineMagic {
  private static final Option DETACH = Option.flag("--detach", "do not wait: an Execution");
  private static final List<Option> OPTIONS =
      List.of(
          Option.flag("--refresh", "run even if it is remembered, and remember anew"),
          Option.flag("--dry-run", "only say whether it would run, and why"),
          Option.value("--name", "NAME", "the execution's name"),
          Option.value("--label", "K=V", "a label of the execution").repeated());
  static final Grammar RUN = grammar("%run", DETACH);
  static final Grammar SUBMIT = grammar("%submit");

  private final Workbench bench;
  private final RemoteCalls calls;
  private final Grammar grammar;

  RunMagic(Workbench bench, RemoteCalls calls, Grammar grammar) {
    this.bench = bench;
    this.calls = calls;
    this.grammar = grammar;
  }

  private static Grammar grammar(String magic, Option... first) {
    var options = new java.util.ArrayList<>(List.of(first));
    options.addAll(OPTIONS);
    return new Grammar(magic, List.of("X", "[input=value..]"), options);
  }

  @Override
  public @Nullable Object call(List<String> words) throws InterruptedException {
    var line = grammar.read(words);
    var detached = grammar == SUBMIT || line.has("--detach");
    var dry = line.has("--dry-run");
    var labels = line.values("--label", RunMagic::label);
    var options =
        new CallOptions(
            line.text("--name"), java.util.Map.of(), java.util.Map.of(), line.has("--refresh"));
    line.check();
    var name = line.word(0).orElseThrow();
    var assignments = line.words().subList(1, line.words().size());
    for (var label : labels) {
      options = options.label(label[0], label[1]);
    }
    if (!bench.workflows().containsKey(name) && !bench.tasks().containsKey(name)) {
      return registered(name, assignments, options, dry, detached);
    }
    if (dry && !bench.workflows().containsKey(name)) {
      return new WhyCache(bench).explain(grammar.magic(), name, assignments);
    }
    var workflow = bench.workflows().get(name);
    var handle = NotebookTask.handle(bench, workflow == null ? bench.task(name).name() : name);
    var mapping =
        workflow == null
            ? bench.task(name).remote(handle, bench.connection().types()).mapping()
            : workflow.mapping(bench, handle);
    var given = Assignments.read(bench, grammar.magic(), name, mapping, assignments);
    if (!given.missing().isEmpty()) {
      throw new NotebookError(
          grammar.magic()
              + ": no value for "
              + String.join(", ", given.missing())
              + ". Write input=value or input=$variable.");
    }
    if (dry && workflow != null) {
      return new DryRunWorkflow(bench)
          .view(workflow, handle, given.literals(bench.session().transfers()), options);
    }
    var call =
        calls.start(
            handle, name, given.arguments(bench.session().transfers()), Optional.of(options));
    if (!detached) {
      return call.run();
    }
    call.announce();
    return call;
  }

  private @Nullable Object registered(
      String name, List<String> assignments, CallOptions options, boolean dry, boolean detached)
      throws InterruptedException {
    var run = new RunRegistered(bench, calls, grammar.magic());
    var found = run.find(name);
    if (found.isEmpty()) {
      throw new NotebookError(
          bench.undeclared(name) + " Nor is a workflow or task registered under that name.");
    }
    if (dry) {
      return run.dryRun(name, found.get(), assignments, options);
    }
    var call = run.start(name, found.get(), assignments, options);
    if (detached) {
      call.announce();
      return call;
    }
    var outputs = call.run();
    return outputs == null ? null : run.value(name, outputs);
  }

  private static String[] label(String text) {
    var at = text.indexOf('=');
    if (at < 1) {
      throw new IllegalArgumentException("expects key=value");
    }
    return new String[] {text.substring(0, at), text.substring(at + 1)};
  }
}
