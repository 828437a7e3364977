package dev.updraft.service;

import com.flyteidl.admin.Version;
import dev.updraft.engine.Layout;
import io.grpc.BindableService;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The services and what they stand on, put together by hand. */
final class Calls {
  private final LogSource logSource;
  private final List<BindableService> services;

  Calls(BackendParts parts, Supplier<String> baseUrl, Tickets tickets, Executor threads) {
    var engine = parts.engine();
    var inputs = new InputCheck(parts.blobs());
    var tasks = new TaskCalls(engine);
    var workflows = new WorkflowCalls(engine, tasks);
    var plans = new LaunchPlanCalls(engine, tasks, workflows, inputs);
    var launches = new Launches(engine, tasks, plans, inputs, parts.limits());
    var decks = new Decks(engine.executions(), parts.blobs());
    var nodes =
        new NodeCalls(
            engine.executions(),
            new NodeForm(decks),
            new AttemptForm(baseUrl),
            new DynamicGraphs(engine, parts.blobs(), tasks));
    this.logSource = new LogSource(engine.executions());
    var admin =
        new AdminService(
            tasks,
            workflows,
            new CreateWorkflow(engine, workflows, new RegisteredInterfaces(tasks::task, plans)),
            plans,
            new ExecutionCalls(engine, launches),
            new RepeatCalls(engine.executions(), launches),
            nodes,
            new ProjectCalls(engine.projects()),
            new NamedEntityCalls(engine.names()),
            new AttributeCalls(engine),
            new DescriptionCalls(engine.entities()),
            new ExecutionMetrics(engine.executions(), nodes),
            version(parts.build()));
    var proxy =
        new DataProxy(parts.blobs(), nodes, decks, tickets, baseUrl, parts.limits(), parts.clock());
    var artifacts = new ArtifactCalls(engine, tasks);
    var signals = new Signals(engine, new FindGates(engine.executions(), parts.blobs()));
    var updraft =
        new UpdraftService(
            engine,
            new EventForm(new Layout(parts.blobs().root()), parts.limits().inlineOutputs()),
            logSource,
            parts.logs(),
            artifacts,
            new DryRunCalls(engine, launches, artifacts),
            new OriginCalls(engine, tasks, new Givers(engine, new RegisteredGraphs(parts.blobs()))),
            threads);
    var flytes = List.<BindableService>of(admin, proxy, new AuthMetadata(), signals);
    this.services =
        parts.own() ? Stream.concat(flytes.stream(), Stream.of(updraft)).toList() : flytes;
  }

  List<BindableService> services() {
    return services;
  }

  LogSource logSource() {
    return logSource;
  }

  private static Version version(BackendParts.Build build) {
    return Version.newBuilder()
        .setBuild(build.id())
        .setVersion(build.version())
        .setBuildTime(build.time())
        .build();
  }
}
