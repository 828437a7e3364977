package dev.updraft.engine;

import dev.updraft.model.ActivePlan;
import dev.updraft.model.Artifact;
import dev.updraft.model.ArtifactQuery;
import dev.updraft.model.Attempt;
import dev.updraft.model.Attributes;
import dev.updraft.model.Entity;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.NamedEntity;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.Project;
import dev.updraft.model.Query;
import dev.updraft.model.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be asked of a {@link Store}; each answer is of one moment. */
public interface Reads {
  Optional<Entity> entity(EntityId id);

  List<Entity> entities(EntityKind kind, Query query);

  /** Names of a kind, for "did you mean". */
  List<String> entityNames(EntityKind kind, String project, String domain);

  /** The names of a kind, each once, with what is said of them. */
  List<NamedEntity> namedEntities(EntityKind kind, Query query);

  /** The active launch plans by name; texts may be empty: all. */
  List<ActivePlan> activePlans(String project, String domain, String name);

  Optional<Execution> execution(ExecutionId id);

  List<Execution> executions(Query query);

  Optional<Document> document(ExecutionId id);

  /** The executions that stand for the nodes of a graph, in the order of their creation. */
  List<Execution> children(ExecutionId graph);

  /**
   * The executions that hold on to some bytes, for their inputs or outputs refer to them, in the
   * order of their ids; those that stand for nodes too.
   */
  List<Execution> holders(String uri, Optional<ExecutionId> after, int limit);

  /** The task node. */
  Optional<NodeExecution> node(ExecutionId id);

  List<Attempt> attempts(ExecutionId id);

  /** By number, of one execution; without catalog, outputs and error. */
  List<ExecutionEvent> events(ExecutionId id, long after);

  Optional<StoredArtifact> artifact(String keyHash);

  /** Newest first; those with a beginning of a key by key. */
  List<Artifact> artifacts(ArtifactQuery query);

  Summary summary(String session);

  /** In the order of their creation. */
  List<Project> projects();

  List<Project> projects(Query query);

  /** Of a kind, by project, domain and workflow: wider ones first. */
  List<Attributes> attributes(String kind);

  /**
   * Ended executions not touched since, oldest first; without those that stand for nodes of a graph
   * that goes on.
   */
  List<ExecutionId> endedBefore(Instant moment, int limit);

  /** Ended executions touched at or after a moment. */
  List<ExecutionId> endedSince(Instant moment);

  /** The latest change of any execution. */
  Optional<Instant> lastUpdate();

  /** Artifacts by last use, oldest first. */
  List<Artifact> leastUsed(int offset, int limit);

  /** Every uri that an execution or an artifact holds on to. */
  Set<String> references();

  /** The folders, {@code project-domain-name}, that the metadata of all executions lies in. */
  Set<String> metadataFolders();

  /**
   * The bytes of an execution.
   *
   * @param outputs inline when small
   * @param outputsSource uri of the attempt's {@code outputs.pb}, after success
   */
  record Document(
      byte[] spec, byte[] inputs, Optional<byte[]> outputs, Optional<String> outputsSource) {}

  /** An artifact with what its outputs refer to. */
  record StoredArtifact(Artifact artifact, List<String> references) {
    public StoredArtifact {
      references = List.copyOf(references);
    }
  }
}
