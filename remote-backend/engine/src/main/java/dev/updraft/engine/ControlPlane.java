package dev.updraft.engine;

import dev.updraft.model.ActivePlan;
import dev.updraft.model.Artifact;
import dev.updraft.model.ArtifactQuery;
import dev.updraft.model.Attempt;
import dev.updraft.model.AttemptId;
import dev.updraft.model.Attributes;
import dev.updraft.model.CatalogKey;
import dev.updraft.model.Entity;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.Foreseen;
import dev.updraft.model.NamedEntity;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.Place;
import dev.updraft.model.Project;
import dev.updraft.model.Query;
import dev.updraft.model.Request;
import dev.updraft.model.State;
import dev.updraft.model.Summary;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The engine's door: what services ask of it. Every call may block on the database and returns when
 * its effect is durable; calls come from any thread, best virtual ones. Refusals are {@link
 * dev.updraft.model.Refusal}s.
 */
public interface ControlPlane {
  /** What is registered. */
  Entities entities();

  /** What is said of the names that things are registered under. */
  Names names();

  /** Which launch plans are active. */
  Plans plans();

  /** What runs and ran. */
  Executions executions();

  /** Where executions wait for somebody. */
  Gates gates();

  /** What is remembered. */
  Catalog catalog();

  /** Where names live. */
  Projects projects();

  /** What administrators have set. */
  AttributeSettings attributes();

  /** Following what happens. */
  Watching watching();

  /** Tasks, workflows, launch plans: immutable under their version. */
  interface Entities {
    /**
     * Stores an entity.
     *
     * @throws dev.updraft.model.Conflict when the name is taken: with the same digest or with
     *     another
     */
    void register(EntityId id, String digest, byte[] spec);

    /**
     * @throws dev.updraft.model.NotFound naming the nearest
     */
    Entity get(EntityId id);

    /** A page; latest version = limit 1, sorted by creation, descending. */
    List<Entity> list(EntityKind kind, Query query);
  }

  /** Names of entities, whatever their versions. */
  interface Names {
    /**
     * @throws dev.updraft.model.NotFound when nothing is registered under it, naming the nearest
     */
    NamedEntity get(NamedEntity.Key key);

    /** A page of a kind's. */
    List<NamedEntity> list(EntityKind kind, Query query);

    /**
     * Puts what is said of a name in place of what was.
     *
     * @throws dev.updraft.model.NotFound when nothing is registered under it
     */
    void update(NamedEntity named);
  }

  /** Active launch plans: of each name one version at most. An active one's schedule fires. */
  interface Plans {
    /**
     * Makes a version the active one of its name; the former rests from the same moment. One that
     * is active already stays as it is.
     *
     * @throws dev.updraft.model.NotFound when it is not registered
     */
    void activate(EntityId plan);

    /** Lets a version rest, if it is active. */
    void deactivate(EntityId plan);

    Optional<ActivePlan> active(String project, String domain, String name);

    /** By name. */
    List<ActivePlan> active(String project, String domain);
  }

  /** Executions with their nodes and attempts. */
  interface Executions {
    /**
     * Creates an execution; it is durable on return, and for a catalog hit it has ended on return.
     *
     * @throws dev.updraft.model.Conflict when the name is taken, whatever the inputs
     * @throws dev.updraft.model.InvalidRequest when no executor runs its task type
     * @throws dev.updraft.model.Exhausted when too much is waiting already
     */
    Execution create(Request request);

    /**
     * @throws dev.updraft.model.NotFound when there is none
     */
    Execution get(ExecutionId id);

    /**
     * What would become of a request's nodes if it were created now, as far as that can be said.
     * Nothing is created.
     */
    List<Foreseen> dryRun(Request request);

    /** A page of executions. */
    List<Execution> list(Query query);

    /** Those that stand for the nodes of a graph, in the order of their creation. */
    List<Execution> children(ExecutionId graph);

    /**
     * The executions whose inputs or outputs refer to some bytes, in the order of their ids; those
     * that stand for nodes of a graph too.
     */
    List<Execution> holders(String uri, Optional<ExecutionId> after, int limit);

    /** The serialized {@code admin.ExecutionSpec} as it was created. */
    byte[] spec(ExecutionId id);

    /** The serialized inputs. */
    byte[] inputs(ExecutionId id);

    /** The serialized outputs; empty before success or when the task declares none. */
    Optional<byte[]> outputs(ExecutionId id);

    /**
     * The nodes that there are at the top: start-node, the task's or those of the graph that were
     * begun, and after success end-node. In this order.
     */
    List<Place> places(ExecutionId id);

    /** The nodes within a node, under the execution that it is shown under. */
    List<Place> within(Place place);

    /** The nodes of {@link #places}. */
    default List<NodeExecution> nodes(ExecutionId id) {
      return places(id).stream().map(Place::node).toList();
    }

    /** The attempts at the task node, by number. A hit has none. */
    List<Attempt> attempts(ExecutionId id);

    /**
     * Asks for the end; durable on return. The execution is ABORTING until its work is gone.
     *
     * @throws dev.updraft.model.Conflict when it has ended
     */
    void terminate(ExecutionId id, String cause, String principal);

    /**
     * Archives an execution, or takes it back, whatever its phase.
     *
     * @throws dev.updraft.model.NotFound when there is none
     */
    void update(ExecutionId id, State state);

    /** What a session's calls came to, by the label {@code updraft-session}. */
    Summary summary(String session);
  }

  /** Gates are tasks of a type of their own, each the one task of an execution. */
  interface Gates {
    /** The task type, and the task's name. */
    String TYPE = "gate";

    /** In the environment: after which span one opens by itself. */
    String SLEEP = "sleep";

    /** Opens a gate; durable on return. One that is open stays as it is. */
    void open(ExecutionId gate, byte[] outputs);

    /** Lets a gate fail; durable on return. */
    void refuse(ExecutionId gate, String why);
  }

  /** Remembered outputs. */
  interface Catalog {
    /** A page of artifacts. */
    List<Artifact> list(ArtifactQuery query);

    /** The artifact of a key. */
    Optional<Artifact> find(CatalogKey key);

    /** The serialized outputs of an artifact; empty when they vanished. */
    Optional<byte[]> outputs(Artifact artifact);

    /**
     * Forgets one artifact; the next equal call runs.
     *
     * @param keyPrefix of {@link CatalogKey#hash}, at least 4 letters and unambiguous within the
     *     task
     * @throws dev.updraft.model.NotFound when there is none
     * @throws dev.updraft.model.InvalidRequest when there are several
     */
    Artifact remove(String project, String domain, String task, String keyPrefix);
  }

  /** Projects and domains. */
  interface Projects {
    /** All, also archived ones, in the order of their creation. */
    List<Project> list();

    /** A page. */
    List<Project> list(Query query);

    /** The domains of every project, in order. */
    List<String> domains();

    /**
     * @throws dev.updraft.model.Conflict when there is one
     */
    void register(Project project);

    /**
     * Puts a project in place of the one of its id.
     *
     * @throws dev.updraft.model.NotFound when there is none
     */
    void update(Project project);

    /**
     * Checks that both are there, and that something may be added.
     *
     * @throws dev.updraft.model.InvalidRequest when the project or domain is unknown, naming those
     *     there are, or the project is archived
     */
    void check(String project, String domain);
  }

  /** What administrators have set; kept for them. */
  interface AttributeSettings {
    /** Puts attributes in place of those of the same scope and kind. */
    void put(Attributes attributes);

    /**
     * Those that hold for a scope: its own, else those of the next wider one.
     *
     * @throws dev.updraft.model.NotFound when there are none
     */
    Attributes get(Attributes.Scope scope, String kind);

    /** All of a kind, wider ones first. */
    List<Attributes> list(String kind);

    /**
     * @throws dev.updraft.model.NotFound when this very scope has none
     */
    void remove(Attributes.Scope scope, String kind);
  }

  /** Events as they happen. */
  interface Watching {
    /**
     * Tells a listener what happens to executions, also to ones not created yet: first what
     * happened after {@code after} (0 = everything), then what comes, each once and in order.
     *
     * @param listener called from one thread at a time; must not block
     */
    Watch watch(Collection<ExecutionId> executions, long after, Consumer<ExecutionEvent> listener);
  }

  /** A subscription. Closing it twice is fine. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /** Where the log of an attempt is found: it may have run under another caller's name. */
  static AttemptId logOf(Attempt attempt) {
    return attempt.runsAs();
  }
}
