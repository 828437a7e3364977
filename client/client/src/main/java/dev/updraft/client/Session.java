package dev.updraft.client;

import dev.updraft.client.embedded.EmbeddedBackend;
import dev.updraft.client.embedded.Endpoint;
import dev.updraft.client.grpc.Address;
import dev.updraft.client.grpc.Backend;
import dev.updraft.client.grpc.Credentials;
import dev.updraft.client.grpc.Link;
import dev.updraft.client.model.Artifact;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.Foreseen;
import dev.updraft.client.model.Labels;
import dev.updraft.client.model.Launch;
import dev.updraft.client.model.Launchable;
import dev.updraft.client.model.Project;
import dev.updraft.client.model.Registered;
import dev.updraft.client.model.TaskId;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.client.watch.Follower;
import dev.updraft.types.Literal;
import dev.updraft.types.bundle.Bundle;
import dev.updraft.types.bundle.InvalidBundle;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.mapping.TaskMapping;
import dev.updraft.types.mapping.Transfers;
import dev.updraft.types.wire.Wire;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one backend on behalf of one notebook or command: the door of the client. It
 * remembers what it uploaded and registered, so that a repeated call costs two messages. Safe for
 * any number of threads.
 */
public final class Session implements AutoCloseable {
  private static final int LARGEST_BUNDLE = 4 << 20;

  private final Settings settings;
  private final Backend backend;
  private final Follower follower;
  private final Uploads uploads;
  private final Registrations registrations;
  private final Scratch scratch;
  private final StoredFiles stored;
  private final Transfers transfers;
  private final Reports reports;
  private final ExecutionNames names = new ExecutionNames(new SecureRandom());
  private final Clock clock;
  private final Map<String, String> labels;

  private Session(Settings settings, Backend backend, UserTypes types, Clock clock) {
    this.settings = settings;
    this.backend = backend;
    this.clock = clock;
    this.follower = new Follower(backend);
    this.scratch = new Scratch();
    var proxy = backend.dataProxy();
    this.uploads = new Uploads(proxy, settings.project(), settings.domain());
    this.registrations =
        new Registrations(backend.tasks(), uploads, settings.project(), settings.domain());
    this.stored = new StoredFiles(proxy, settings.where() instanceof Where.Embedded);
    this.transfers = new DataTransfers(uploads, stored, types, scratch);
    this.reports = new Reports(backend, stored);
    this.labels = labels(settings);
  }

  /**
   * Connects; an embedded backend is started when it is not there. Fails within seconds, in one
   * sentence, when the backend cannot be reached or does not have the project.
   *
   * @param types the user's dataframe libraries and codecs
   */
  public static Session connect(Settings settings, UserTypes types) {
    return connect(settings, types, Clock.systemUTC());
  }

  static Session connect(Settings settings, UserTypes types, Clock clock) {
    var session =
        new Session(settings, new Backend(new Link(locator(settings.where()))), types, clock);
    try {
      session.check();
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
    Thread.ofVirtual().name("warm").start(session::warm);
    return session;
  }

  /**
   * Connects a program: to what {@code UPDRAFT_ENDPOINT} or {@code FLYTECTL_CONFIG} names, else
   * what {@code ~/.flyte/config.yaml} does, else the backend of this machine.
   */
  public static Session connect() {
    return connect(Settings.of(Settings.Asked.nothing(), System.getenv()));
  }

  /** A session without a notebook: dataframes and codecs are those of our own class path. */
  public static Session connect(Settings settings) {
    return connect(settings, new UserTypes(Session.class::getClassLoader));
  }

  /**
   * Where the backend is, each time that it is asked: an embedded one is found or started by it.
   */
  private static Supplier<Address> locator(Where where) {
    return switch (where) {
      case Where.Remote(var address) -> () -> address;
      case Where.Embedded embedded -> {
        var daemon = embedded(embedded);
        yield () -> address(daemon, daemon.ensure());
      }
    };
  }

  /** The daemon of a data folder. */
  public static EmbeddedBackend embedded(Where.Embedded where) {
    return new EmbeddedBackend(where.home(), where.jars(), Session::active);
  }

  private static Address address(EmbeddedBackend daemon, Endpoint endpoint) {
    return new Address(
        endpoint.target(), new Address.Security.Plaintext(), new Credentials.Token(daemon.token()));
  }

  private static List<String> active(EmbeddedBackend daemon, Endpoint endpoint) {
    var address = address(daemon, endpoint);
    try (var backend = new Backend(new Link(() -> address))) {
      return backend.active();
    }
  }

  private void check() {
    var projects = backend.projects();
    var project =
        projects.stream()
            .filter(each -> each.id().equals(settings.project()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The backend at %s has no project '%s'. It has: %s."
                            .formatted(
                                backend.link().address().shown(),
                                settings.project(),
                                String.join(", ", projects.stream().map(Project::id).toList()))));
    if (!project.domains().isEmpty() && !project.domains().contains(settings.domain())) {
      throw new IllegalArgumentException(
          "Project '%s' has no domain '%s'. It has: %s."
              .formatted(project.id(), settings.domain(), String.join(", ", project.domains())));
    }
  }

  /** Loads the classes of a call before the first one is made. */
  private void warm() {
    try {
      backend.catalog().list(settings.project(), settings.domain(), "", "", 1);
    } catch (RuntimeException _) {
      return; // the first call will say what is wrong, if anything is
    }
  }

  private static Map<String, String> labels(Settings settings) {
    var labels = new HashMap<String, String>();
    labels.put(Labels.USER, Labels.value(settings.user()));
    labels.put(Labels.SESSION, Labels.value(settings.session()));
    labels.put(Labels.NOTEBOOK, Labels.value(settings.notebook()));
    labels.values().removeIf(String::isEmpty);
    return Map.copyOf(labels);
  }

  public Settings settings() {
    return settings;
  }

  /** Everything else that the backend can be asked for. */
  public Backend backend() {
    return backend;
  }

  public About about() {
    return new About(
        backend.link().address().shown(),
        backend.version(),
        settings.project(),
        settings.domain(),
        settings.user(),
        backend.projects().stream().map(Project::id).toList(),
        hasOwnService());
  }

  private boolean hasOwnService() {
    try {
      backend.catalog().list(settings.project(), settings.domain(), "", "", 1);
      return true;
    } catch (BackendException.Unknown _) {
      return false;
    }
  }

  /**
   * Makes a task known to the backend, its code uploaded; once is enough, and a call does it by
   * itself.
   */
  public TaskId register(RemoteTask task) {
    return registrations.register(task);
  }

  /**
   * Starts a call. Returns when the backend has it; what then happens is told to the listener.
   *
   * @param arguments in the order of the parameters
   */
  public <T> RemoteCall<T> call(
      RemoteTask task, @Nullable Object[] arguments, CallOptions options, CallListener listener) {
    var inputs = Wire.writeLiterals(task.mapping().inputs(arguments, transfers));
    return start(
        task.name(),
        false,
        task.mapping(),
        options,
        listener,
        id -> create(task, launch(id, register(task), inputs, options, 0)));
  }

  /** Starts a call that nobody watches, with the task's own options. */
  public <T> RemoteCall<T> submit(RemoteTask task, @Nullable Object... arguments) {
    return call(task, arguments, CallOptions.plain(), CallListener.nobody());
  }

  /** Starts a workflow, registered with its tasks first; as the call of a task. */
  public <T> RemoteCall<T> call(
      RemoteWorkflow workflow,
      @Nullable Object[] arguments,
      CallOptions options,
      CallListener listener) {
    var inputs = Wire.writeLiterals(workflow.mapping().inputs(arguments, transfers));
    return start(
        workflow.name(),
        true,
        workflow.mapping(),
        options,
        listener,
        id -> create(workflow, id, inputs, options));
  }

  /**
   * Starts what is registered. Of which classes its outputs were is not known, so the value is the
   * outputs as literals, by name.
   */
  public RemoteCall<Map<String, Literal>> call(
      Launchable what, Map<String, Literal> inputs, CallOptions options, CallListener listener) {
    return start(
        what.name(),
        what instanceof WorkflowId,
        new Decoding(literals -> literals, Map::copyOf),
        options,
        listener,
        id ->
            backend.executions().create(launch(id, what, Wire.writeLiterals(inputs), options, 0)));
  }

  private void create(RemoteWorkflow workflow, ExecutionId id, byte[] inputs, CallOptions options) {
    try {
      backend.executions().create(launch(id, workflow, inputs, options));
    } catch (BackendException.NotFound _) {
      workflow.tasks().values().forEach(registrations::forget);
      backend.workflows().forget();
      backend.executions().create(launch(id, workflow, inputs, options));
    }
  }

  private Launch launch(
      ExecutionId id, RemoteWorkflow workflow, byte[] inputs, CallOptions options) {
    return launch(id, register(workflow), inputs, options, workflow.maxParallelism());
  }

  /** Makes a workflow known to the backend, and before it the tasks that it runs. */
  public WorkflowId register(RemoteWorkflow workflow) {
    return backend
        .workflows()
        .register(
            settings.project(),
            settings.domain(),
            workflow.spec(),
            reference -> registered(workflow, reference));
  }

  private Reference registered(RemoteWorkflow workflow, Reference reference) {
    var task = workflow.tasks().get(reference.name());
    if (task == null) {
      throw new IllegalArgumentException(
          "Workflow '%s' runs task '%s', which is not declared."
              .formatted(workflow.name(), reference.name()));
    }
    var id = register(task);
    return new Reference(id.project(), id.domain(), id.name(), id.version());
  }

  /**
   * Calls a registered task or workflow again, as an execution did: its version, its code, other
   * inputs where {@code changed} says so.
   *
   * @param mapping into which the result must fit
   */
  public <T> RemoteCall<T> again(
      ExecutionId earlier,
      Map<String, Literal> changed,
      TaskMapping mapping,
      CallOptions options,
      CallListener listener) {
    var launched = backend.executions().launched(earlier);
    var what = launched.what();
    var literals = new LinkedHashMap<>(inputs(earlier));
    literals.putAll(changed);
    var inputs = Wire.writeLiterals(literals);
    return start(
        what.name(),
        what instanceof WorkflowId,
        mapping,
        options,
        listener,
        id ->
            backend
                .executions()
                .create(
                    launch(id, what, inputs, options, launched.maxParallelism())
                        .repeating(earlier)));
  }

  /**
   * Goes on where an earlier execution failed, with its code and inputs: what ended well there is
   * taken over.
   *
   * @param mapping into which the result must fit
   */
  public <T> RemoteCall<T> recover(
      ExecutionId earlier, TaskMapping mapping, CallListener listener) {
    var what = backend.executions().launched(earlier).what();
    return start(
        what.name(),
        what instanceof WorkflowId,
        mapping,
        CallOptions.plain(),
        listener,
        id -> backend.executions().recover(earlier, id));
  }

  /**
   * Follows the call before it is created: a hit's last event then comes while create is being
   * answered.
   */
  private <T> RemoteCall<T> start(
      String task,
      boolean workflow,
      TaskMapping mapping,
      CallOptions options,
      CallListener listener,
      Consumer<ExecutionId> create) {
    return start(
        task,
        workflow,
        new Decoding(
            literals -> mapping.result(literals, transfers), literals -> named(mapping, literals)),
        options,
        listener,
        create);
  }

  /** The value out of the outputs, and each output by its name. */
  private record Decoding(
      Function<Map<String, Literal>, @Nullable Object> whole,
      Function<Map<String, Literal>, Map<String, Object>> named) {}

  private <T> RemoteCall<T> start(
      String task,
      boolean workflow,
      Decoding decoding,
      CallOptions options,
      CallListener listener,
      Consumer<ExecutionId> create) {
    var id = execution(options.name().orElseGet(names::next));
    var call =
        new RemoteCall<T>(
            backend,
            id,
            task,
            clock.instant(),
            workflow,
            listener,
            decoding.whole(),
            decoding.named());
    call.follow(follower);
    try {
      create.accept(id);
      return call;
    } catch (RuntimeException e) {
      call.drop(e);
      if (e instanceof BackendException.GivenUp) {
        call.abortSoon("interrupted while it was being created");
      }
      throw e;
    }
  }

  private Launch launch(
      ExecutionId id, Launchable what, byte[] inputs, CallOptions options, int maxParallelism) {
    return new Launch(
        id,
        what,
        inputs,
        labels(options),
        options.environment(),
        options.refresh(),
        maxParallelism,
        Optional.empty());
  }

  private void create(RemoteTask task, Launch launch) {
    try {
      backend.executions().create(launch);
    } catch (BackendException.NotFound _) {
      registrations.forget(task);
      var again = register(task);
      backend.executions().create(launch.of(again));
    }
  }

  private Map<String, String> labels(CallOptions options) {
    var all = new HashMap<>(labels);
    options.labels().forEach((key, value) -> all.put(key, Labels.value(value)));
    return all;
  }

  /** A result by its outputs' names: a record of data has one for each component. */
  private Map<String, Object> named(TaskMapping mapping, Map<String, Literal> literals) {
    var value = mapping.result(literals, transfers);
    if (value == null) {
      return Map.of();
    }
    var outputs = mapping.typedInterface().outputs();
    if (outputs.containsKey("o0") && outputs.size() == 1) {
      return Map.of("o0", value);
    }
    var named = new LinkedHashMap<String, Object>();
    for (var component : value.getClass().getRecordComponents()) {
      try {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        named.put(component.getName(), accessor.invoke(value));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(
            "Cannot read component '" + component.getName() + "' of the result.", e);
      }
    }
    return named;
  }

  /** Launches what is registered; what then happens is for {@link #follow}. */
  public ExecutionId launch(Launchable what, Map<String, Literal> inputs, CallOptions options) {
    var id = execution(options.name().orElseGet(names::next));
    backend.executions().create(launch(id, what, Wire.writeLiterals(inputs), options, 0));
    return id;
  }

  /**
   * Launches what an execution ran, again: its version, its inputs but for those that are given.
   *
   * @param registered what it ran
   */
  public ExecutionId relaunch(
      ExecutionId earlier, Registered registered, Map<String, Literal> changed) {
    var launched = backend.executions().launched(earlier);
    var literals = new LinkedHashMap<>(inputs(earlier));
    literals.keySet().retainAll(registered.typed().inputs().keySet()); // a plan's own stay its own
    literals.putAll(changed);
    var id = execution(names.next());
    var inputs = Wire.writeLiterals(literals);
    backend
        .executions()
        .create(
            launch(id, launched.what(), inputs, CallOptions.plain(), launched.maxParallelism())
                .repeating(earlier));
    return id;
  }

  /** Goes on where an earlier execution failed; what then happens is for {@link #follow}. */
  public ExecutionId recover(ExecutionId earlier) {
    var id = execution(names.next());
    backend.executions().recover(earlier, id);
    return id;
  }

  /** What launching this would hit and what it would run; nothing is launched. */
  public List<Foreseen> dryRun(Launchable what, Map<String, Literal> inputs, CallOptions options) {
    var id = execution(names.next());
    return backend.executions().dryRun(launch(id, what, Wire.writeLiterals(inputs), options, 0));
  }

  /** Follows any execution, whoever made it. */
  public Follower.Following follow(ExecutionId id, Follower.Listener listener) {
    return follower.follow(id, 0, listener);
  }

  /** The literals of an earlier result as a value of the class that a signature names. */
  public @Nullable Object decode(TaskMapping mapping, byte[] outputs) {
    return mapping.result(Wire.readLiterals(outputs), transfers);
  }

  /** The newest remembered outputs of a task, without their values. */
  public List<Artifact> remembered(String task, int limit) {
    return backend.catalog().list(settings.project(), settings.domain(), task, "", limit);
  }

  /** What an execution was called with. */
  public Map<String, Literal> inputs(ExecutionId id) {
    return Wire.readLiterals(backend.executions().inputs(id));
  }

  /** What a remembered output was made from. */
  public Map<String, Literal> inputs(Artifact artifact) {
    return Wire.readLiterals(artifact.inputs());
  }

  /**
   * What code a registered task runs; empty when it is none of ours, or lies here no more.
   *
   * @throws BackendException.NotFound when there is no such task
   */
  public Optional<Bundle> bundle(TaskId task) {
    return backend.tasks().bundleUri(task).flatMap(this::readBundle);
  }

  private Optional<Bundle> readBundle(String uri) {
    try (var in = stored.open(uri)) {
      return Optional.of(Bundle.fromJson(in.readNBytes(LARGEST_BUNDLE)));
    } catch (IOException | InvalidBundle _) {
      return Optional.empty();
    }
  }

  /** What tasks reported beside their values. */
  public Reports reports() {
    return reports;
  }

  /** How literals are brought to this machine and back. */
  public Transfers transfers() {
    return transfers;
  }

  /** An execution of this session's project and domain. */
  public ExecutionId execution(String name) {
    return new ExecutionId(settings.project(), settings.domain(), name);
  }

  /** The execution that a whole name, or a unique beginning of one, means. */
  public ExecutionId find(String beginning) {
    if (beginning.length() == 20) {
      return execution(beginning);
    }
    var found = backend.executions().beginning(settings.project(), settings.domain(), beginning);
    return switch (found.size()) {
      case 1 -> found.getFirst();
      case 0 ->
          throw new BackendException.NotFound(
              "No execution '%s' in project '%s', domain '%s'. See 'executions'."
                  .formatted(beginning, settings.project(), settings.domain()),
              new IllegalArgumentException(beginning));
      default ->
          throw new BackendException.InvalidRequest(
              "'%s' is the beginning of %d executions: %s. Write one more letter."
                  .formatted(
                      beginning,
                      found.size(),
                      String.join(", ", found.stream().limit(5).map(ExecutionId::name).toList())),
              new IllegalArgumentException(beginning));
    };
  }

  @Override
  public void close() {
    backend.close();
    scratch.close();
  }
}
