package dev.updraft.engine;

import static dev.updraft.engine.SteppedEngine.id;
import static dev.updraft.engine.SteppedEngine.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.model.Attributes;
import dev.updraft.model.Entity;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.NamedEntity;
import dev.updraft.model.Project;
import dev.updraft.model.Query;
import dev.updraft.model.Query.Field;
import dev.updraft.model.Query.Filter;
import dev.updraft.model.Query.Op;
import dev.updraft.model.Query.Sort;
import dev.updraft.model.State;
import dev.updraft.model.StateChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Store} promises of states, and of what is said of names and projects. */
public abstract class StateContract {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00.123456Z");
  private Store store = new MemoryStore();
  private long epoch;

  /** A new store. */
  protected abstract Store open();

  @BeforeEach
  void openStore() {
    store = open();
    epoch = store.claim("me");
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private List<Boolean> commit(Write... writes) {
    return store.commit(new Batch("me", epoch, List.of(writes), CrashPoint.NONE));
  }

  @Test
  void archivedExecutionStaysSoWhenItMovesOn() {
    var launch = task().call("one");
    var execution = Calls.arriving(launch, new Layout("mem:"), T0).execution();
    commit(
        new Write.NewExecution(execution, new byte[0], new byte[0], Optional.empty(), List.of()));
    assertThat(store.reads().execution(id("one")).orElseThrow().state())
        .isEqualTo(new StateChange(State.ACTIVE, T0));

    var archived = new StateChange(State.ARCHIVED, T0.plusSeconds(1));
    assertThat(commit(new Write.PutState(id("one"), archived))).containsExactly(true);
    commit(
        new Write.PutExecution(
            execution.moved(ExecutionPhase.RUNNING, T0.plusSeconds(2), Optional.empty())));

    var stored = store.reads().execution(id("one")).orElseThrow();
    assertThat(stored.state()).isEqualTo(archived);
    assertThat(stored.phase()).isEqualTo(ExecutionPhase.RUNNING);
    assertThat(store.reads().executions(executions("ARCHIVED"))).containsExactly(stored);
    assertThat(store.reads().executions(executions("ACTIVE"))).isEmpty();
    assertThat(commit(new Write.PutState(id("other"), archived))).containsExactly(false);
  }

  private static Query executions(String state) {
    return new Query("updraft", "development", List.of(state(state)), List.of(), 0, 9);
  }

  private static Filter state(String state) {
    return new Filter(Field.STATE, Op.EQ, List.of(state));
  }

  @Test
  void namesAreListedOnceWithWhatIsSaidOfThem() {
    commit(entity("b", "v1"), entity("b", "v2"), entity("a", "v1"), entity("c", "v1"));
    var a = named("a");
    var b = named("b").said("What it does", State.ARCHIVED);
    commit(new Write.PutNamedEntity(named("b").said("x", State.ACTIVE)));
    commit(new Write.PutNamedEntity(b));

    assertThat(names(EntityKind.TASK, 9)).containsExactly(a, b, named("c"));
    assertThat(names(EntityKind.TASK, 1)).containsExactly(a);
    assertThat(names(EntityKind.TASK, 9, state("ACTIVE"))).containsExactly(a, named("c"));
    assertThat(names(EntityKind.TASK, 9, state("ARCHIVED"))).containsExactly(b);
    assertThat(names(EntityKind.WORKFLOW, 9)).isEmpty();
  }

  private List<NamedEntity> names(EntityKind kind, int limit, Filter... filters) {
    var byName = List.of(new Sort(Field.NAME, false));
    return store
        .reads()
        .namedEntities(
            kind, new Query("updraft", "development", List.of(filters), byName, 0, limit));
  }

  private static NamedEntity named(String name) {
    return NamedEntity.of(entityId(name, "v1"));
  }

  private static Write.NewEntity entity(String name, String version) {
    return new Write.NewEntity(new Entity(entityId(name, version), "d", new byte[0], T0));
  }

  private static EntityId entityId(String name, String version) {
    return new EntityId(EntityKind.TASK, "updraft", "development", name, version);
  }

  @Test
  void attributesAreReplacedAndRemovedWithinTheirScope() {
    var project = new Attributes.Scope("updraft", "", "");
    var domain = new Attributes.Scope("updraft", "development", "");
    commit(
        new Write.PutAttributes(new Attributes(domain, "A", new byte[] {1})),
        new Write.PutAttributes(new Attributes(domain, "B", new byte[] {2})),
        new Write.PutAttributes(new Attributes(project, "A", new byte[] {3})),
        new Write.PutAttributes(new Attributes(domain, "A", new byte[] {4})));

    assertThat(store.reads().attributes("A"))
        .extracting(Attributes::scope)
        .containsExactly(project, domain);
    assertThat(store.reads().attributes("A").getLast().value()).containsExactly(4);
    assertThat(commit(new Write.RemoveAttributes(domain, "A"))).containsExactly(true);
    assertThat(commit(new Write.RemoveAttributes(domain, "A"))).containsExactly(false);
    assertThat(store.reads().attributes("A")).hasSize(1);
    assertThat(store.reads().attributes("B")).hasSize(1);
  }

  @Test
  void projectIsReplacedAndFoundByItsState() {
    var updraft = new Project("updraft", "Updraft", "");
    var fraud =
        new Project("fraud", "Fraud", "x", Map.of("team", "risk", "empty", ""), State.ARCHIVED);
    commit(
        new Write.NewProject(updraft, T0),
        new Write.NewProject(new Project("fraud", "Old", ""), T0.plusSeconds(1)));
    assertThat(commit(new Write.PutProject(fraud), new Write.PutProject(new Project("no", "", ""))))
        .containsExactly(true, false);

    assertThat(store.reads().projects()).containsExactly(updraft, fraud);
    var byId = List.of(new Sort(Field.PROJECT, false));
    assertThat(store.reads().projects(new Query("", "", List.of(), byId, 0, 9)))
        .containsExactly(fraud, updraft);
    assertThat(store.reads().projects(new Query("", "", List.of(state("ACTIVE")), byId, 0, 9)))
        .containsExactly(updraft);
  }
}
