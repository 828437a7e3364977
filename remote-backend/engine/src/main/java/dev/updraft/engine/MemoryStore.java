package dev.updraft.engine;

import dev.updraft.engine.Reads.Document;
import dev.updraft.engine.Reads.StoredArtifact;
import dev.updraft.model.ActivePlan;
import dev.updraft.model.Attempt;
import dev.updraft.model.AttemptId;
import dev.updraft.model.Attributes;
import dev.updraft.model.Entity;
import dev.updraft.model.EntityId;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.NamedEntity;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NodePhase;
import dev.updraft.model.Project;
import dev.updraft.model.TaskRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A store that lives as long as its object: for tests and for trying things. Several engines may
 * follow each other on it.
 */
public final class MemoryStore implements Store {
  private String owner = "";
  private long epoch;
  private long lastSeq;

  /** All that is stored; guarded by this store's monitor, as everything here. */
  static final class Tables {
    final Map<EntityId, Entity> entities = new LinkedHashMap<>();
    final Map<EntityId, ActivePlan> activePlans =
        new TreeMap<>(
            Comparator.comparing(EntityId::project)
                .thenComparing(EntityId::domain)
                .thenComparing(EntityId::name));
    final Map<String, Project> projects = new LinkedHashMap<>();
    final Map<NamedEntity.Key, NamedEntity> named = new HashMap<>();
    final Map<Write.RemoveAttributes, Attributes> attributes = new HashMap<>();
    final Map<ExecutionId, Execution> executions = new LinkedHashMap<>();
    final Map<ExecutionId, Document> documents = new HashMap<>();
    final Map<ExecutionId, TaskRun> runs = new HashMap<>();
    final Map<ExecutionId, NodeExecution> nodes = new HashMap<>();
    final Map<ExecutionId, TreeMap<Integer, Attempt>> attempts = new HashMap<>();
    final Map<String, StoredArtifact> artifacts = new LinkedHashMap<>();
    final Map<ExecutionId, List<ExecutionEvent>> events = new HashMap<>();
    final Map<ExecutionId, List<String>> references = new HashMap<>();
  }

  private final Tables tables = new Tables();

  @Override
  public synchronized long claim(String newOwner) {
    owner = newOwner;
    return ++epoch;
  }

  @Override
  public synchronized List<Boolean> commit(Batch batch) {
    if (!batch.owner().equals(owner) || batch.epoch() != epoch) {
      throw new Fenced(
          "'%s' of epoch %d wrote, but the shards are owned by '%s' of epoch %d."
              .formatted(batch.owner(), batch.epoch(), owner, epoch));
    }
    batch.beforeCommit();
    var changed = new ArrayList<Boolean>();
    for (var write : batch.writes()) {
      changed.add(apply(write));
    }
    batch.afterCommit();
    return changed;
  }

  private boolean apply(Write write) {
    return switch (write) {
      case Write.NewEntity w -> tables.entities.putIfAbsent(w.entity().id(), w.entity()) == null;
      case Write.ActivatePlan w -> activate(w.plan());
      case Write.DeactivatePlan w -> {
        var there = tables.activePlans.get(w.plan());
        yield there != null
            && there.id().equals(w.plan())
            && tables.activePlans.remove(w.plan(), there);
      }
      case Write.MoveDue w -> move(w);
      case Write.NewProject w -> tables.projects.putIfAbsent(w.project().id(), w.project()) == null;
      case Write.PutProject w -> tables.projects.replace(w.project().id(), w.project()) != null;
      case Write.PutNamedEntity w -> {
        tables.named.put(w.named().key(), w.named());
        yield true;
      }
      case Write.PutAttributes w -> {
        var place = new Write.RemoveAttributes(w.attributes().scope(), w.attributes().kind());
        tables.attributes.put(place, w.attributes());
        yield true;
      }
      case Write.RemoveAttributes w -> tables.attributes.remove(w) != null;
      case Write.PutState w ->
          tables.executions.computeIfPresent(w.execution(), (_, was) -> was.in(w.state())) != null;
      case Write.NewExecution w -> create(w);
      case Write.PutExecution w -> {
        var id = w.execution().id();
        if (w.execution().phase().terminal()) {
          tables.runs.remove(id);
        }
        yield tables.executions.computeIfPresent(id, (_, was) -> w.execution().in(was.state()))
            != null;
      }
      case Write.PutOutputs w -> {
        tables.documents.computeIfPresent(
            w.execution(),
            (_, d) -> new Document(d.spec(), d.inputs(), w.inline(), Optional.of(w.source())));
        hold(w.execution(), w.references());
        hold(w.execution(), List.of(w.source()));
        yield true;
      }
      case Write.PutNode w -> {
        tables.nodes.put(w.node().execution(), w.node());
        yield true;
      }
      case Write.PutAttempt w -> {
        attempts(w.attempt().id()).put(w.attempt().id().number(), w.attempt());
        yield true;
      }
      case Write.PutArtifact w -> {
        tables.artifacts.put(
            w.artifact().key().hash(), new StoredArtifact(w.artifact(), w.references()));
        yield true;
      }
      case Write.TouchArtifact w ->
          tables.artifacts.computeIfPresent(
                  w.keyHash(),
                  (_, a) -> new StoredArtifact(a.artifact().used(w.now()), a.references()))
              != null;
      case Write.RemoveArtifact w -> tables.artifacts.remove(w.keyHash()) != null;
      case Write.AppendEvent w -> {
        lastSeq = Math.max(lastSeq, w.event().seq());
        tables.events.computeIfAbsent(w.event().execution(), _ -> new ArrayList<>()).add(w.event());
        yield true;
      }
      case Write.RemoveExecution w -> {
        tables.documents.remove(w.execution());
        tables.runs.remove(w.execution());
        tables.nodes.remove(w.execution());
        tables.attempts.remove(w.execution());
        tables.events.remove(w.execution());
        tables.references.remove(w.execution());
        yield tables.executions.remove(w.execution()) != null;
      }
    };
  }

  /** Names are the keys: of two versions the map keeps the first as its key. */
  private boolean activate(ActivePlan plan) {
    var there = tables.activePlans.get(plan.id());
    if (there != null && there.id().equals(plan.id())) {
      return false;
    }
    tables.activePlans.remove(plan.id());
    tables.activePlans.put(plan.id(), plan);
    return true;
  }

  private boolean move(Write.MoveDue w) {
    var there = tables.activePlans.get(w.plan());
    if (there == null
        || !there.id().equals(w.plan())
        || !there.due().equals(Optional.of(w.due()))) {
      return false;
    }
    var trouble = w.trouble().or(there::trouble);
    tables.activePlans.put(
        w.plan(), new ActivePlan(there.id(), there.since(), Optional.of(w.next()), trouble));
    return true;
  }

  private boolean create(Write.NewExecution w) {
    var id = w.execution().id();
    if (tables.executions.putIfAbsent(id, w.execution()) != null) {
      return false;
    }
    tables.documents.put(
        id, new Document(w.spec(), w.inputs(), Optional.empty(), Optional.empty()));
    w.run().ifPresent(run -> tables.runs.put(id, run));
    hold(id, w.references());
    return true;
  }

  private void hold(ExecutionId id, List<String> uris) {
    tables.references.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(uris);
  }

  private Map<Integer, Attempt> attempts(AttemptId id) {
    return tables.attempts.computeIfAbsent(id.execution(), _ -> new TreeMap<>());
  }

  @Override
  public synchronized List<Live> live() {
    return tables.executions.values().stream()
        .filter(e -> !e.phase().terminal() && !e.role().graph())
        .map(
            e ->
                new Live(
                    e,
                    Objects.requireNonNull(tables.nodes.get(e.id()), "a node"),
                    underWay(e.id()),
                    Objects.requireNonNull(tables.runs.get(e.id()), "what to run")))
        .toList();
  }

  private Optional<Attempt> underWay(ExecutionId id) {
    var attempts = tables.attempts.getOrDefault(id, new TreeMap<>());
    var node = tables.nodes.get(id);
    return node != null && node.phase() == NodePhase.DYNAMIC_RUNNING
        ? Optional.of(attempts.lastEntry().getValue())
        : attempts.values().stream().filter(a -> !a.phase().terminal()).findFirst();
  }

  @Override
  public synchronized List<Execution> liveGraphs() {
    return tables.executions.values().stream()
        .filter(e -> !e.phase().terminal() && e.role().graph())
        .toList();
  }

  @Override
  public synchronized long lastSeq() {
    return lastSeq;
  }

  @Override
  public Reads reads() {
    return new MemoryReads(this, tables);
  }

  @Override
  public void close() {}
}
