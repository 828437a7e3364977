package dev.updraft.engine;

import static dev.updraft.engine.SteppedEngine.id;
import static dev.updraft.engine.SteppedEngine.task;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.model.ActivePlan;
import dev.updraft.model.Artifact;
import dev.updraft.model.ArtifactQuery;
import dev.updraft.model.Attempt;
import dev.updraft.model.AttemptId;
import dev.updraft.model.AttemptPhase;
import dev.updraft.model.Budget;
import dev.updraft.model.CatalogOutcome;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.Entity;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.Failure;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Launch;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.Project;
import dev.updraft.model.Query;
import dev.updraft.model.Query.Field;
import dev.updraft.model.Query.Filter;
import dev.updraft.model.Query.Op;
import dev.updraft.model.Query.Sort;
import dev.updraft.model.Role;
import dev.updraft.model.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Store} promises. */
public abstract class StoreContract {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00.123456Z");
  private static final Layout LAYOUT = new Layout("mem:");
  private Store store = new MemoryStore();
  private long epoch;

  /** The store, opened again with what it held. */
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

  private void reopen() {
    store.close();
    store = open();
    epoch = store.claim("me");
  }

  private List<Boolean> commit(Write... writes) {
    return store.commit(new Batch("me", epoch, List.of(writes), CrashPoint.NONE));
  }

  private static Flight.Caller caller(Launch launch, Instant at) {
    return Calls.arriving(launch, LAYOUT, at);
  }

  private Write.NewExecution created(Launch launch, Instant at) {
    return new Write.NewExecution(
        caller(launch, at).execution(),
        launch.spec(),
        launch.inputs(),
        Optional.of(launch.run()),
        List.of("mem:/up/x/a"));
  }

  private static Attempt attempt(String execution, int number, AttemptPhase phase) {
    var name = new AttemptId(id(execution), "clean", number);
    return new Attempt(
        name,
        new TaskId("updraft", "development", "clean", "v1"),
        "java-task",
        new AttemptId(id("other"), "clean", 7),
        Budget.USER,
        "attempt 1 failed: Boom",
        1,
        2,
        5,
        phase,
        T0,
        Optional.of(T0.plusSeconds(1)),
        T0.plusSeconds(2),
        Optional.empty(),
        "in",
        Optional.of("out"),
        Optional.of(new Failure(Failure.Kind.SYSTEM, "Gone", "gone", true, T0)),
        "why",
        "one-clean-0");
  }

  private static Artifact artifact(String inputs, Instant at) {
    var key = task().cached(inputs).call("x").run().caching().orElseThrow().key();
    return new Artifact(
        "artifact-" + inputs,
        key,
        new AttemptId(id("maker"), "clean", 1),
        new AttemptId(id("root"), "n0-0-n1", 0),
        new TaskId("updraft", "development", "clean", "v1"),
        "c1-one",
        "mem:/metadata/propeller/m/outputs.pb",
        12,
        at,
        Duration.ofMillis(1500),
        "ada",
        "n.ipynb",
        0,
        at);
  }

  @Test
  void ofANameOneVersionIsActiveAndItsDueTimeMovesOnce() {
    var first = EveryMinute.plan("report");
    var second = new EntityId(EntityKind.LAUNCH_PLAN, "updraft", "development", "report", "v2");
    var plan = new ActivePlan(first, T0, Optional.of(T0.plusSeconds(60)), Optional.empty());
    assertThat(commit(new Write.ActivatePlan(plan))).containsExactly(true);
    assertThat(commit(new Write.ActivatePlan(plan))).as("again").containsExactly(false);
    var trouble = new ActivePlan.Trouble(T0.plusSeconds(60), "It is gone.");
    var move =
        new Write.MoveDue(first, T0.plusSeconds(60), T0.plusSeconds(120), Optional.of(trouble));
    assertThat(commit(move)).containsExactly(true);
    assertThat(commit(move)).as("somebody did").containsExactly(false);
    reopen();
    assertThat(store.reads().activePlans("updraft", "development", "report"))
        .containsExactly(
            new ActivePlan(first, T0, Optional.of(T0.plusSeconds(120)), Optional.of(trouble)));

    var other = new ActivePlan(second, T0, Optional.empty(), Optional.empty());
    assertThat(commit(new Write.ActivatePlan(other))).containsExactly(true);
    assertThat(store.reads().activePlans("", "", "")).containsExactly(other);
    assertThat(commit(new Write.DeactivatePlan(first))).as("rests already").containsExactly(false);
    assertThat(
            commit(
                new Write.MoveDue(
                    first, T0.plusSeconds(120), T0.plusSeconds(180), Optional.empty())))
        .containsExactly(false);
    assertThat(store.reads().activePlans("updraft", "production", "")).isEmpty();
    assertThat(commit(new Write.DeactivatePlan(second))).containsExactly(true);
    assertThat(store.reads().activePlans("", "", "")).isEmpty();
  }

  @Test
  void executionsComeBackAsTheyWere() {
    var launch = task().timeout(Duration.ofSeconds(9)).cached("in").session("s").call("one");
    var before = caller(launch, T0);
    assertThat(commit(created(launch, T0), new Write.PutNode(before.node()))).containsOnly(true);
    reopen();
    assertThat(store.reads().execution(id("one"))).contains(before.execution());
    assertThat(store.reads().node(id("one"))).contains(before.node());
    var document = store.reads().document(id("one")).orElseThrow();
    assertThat(document.spec()).asString(UTF_8).isEqualTo("spec");
    assertThat(document.inputs()).asString(UTF_8).isEqualTo("inputs");
    assertThat(document.outputs()).isEmpty();
    assertThat(store.reads().references()).contains("mem:/up/x/a");
  }

  @Test
  void liveOnesComeBackWithWhatToRun() {
    var launch = task().timeout(Duration.ofSeconds(9)).retries(2).cached("in").call("one");
    commit(
        created(launch, T0),
        new Write.PutNode(caller(launch, T0).node()),
        new Write.PutAttempt(attempt("one", 0, AttemptPhase.FAILED)),
        new Write.PutAttempt(attempt("one", 1, AttemptPhase.RUNNING)));
    reopen();
    var live = store.live();
    assertThat(live).hasSize(1);
    assertThat(live.getFirst().attempt()).contains(attempt("one", 1, AttemptPhase.RUNNING));
    var run = live.getFirst().run();
    assertThat(run.caching()).isEqualTo(launch.run().caching());
    assertThat(run.resources()).isEqualTo(launch.run().resources());
    assertThat(run.template()).isEqualTo(launch.run().template());
    assertThat(run.retries()).isEqualTo(2);
    assertThat(store.reads().attempts(id("one")))
        .containsExactly(
            attempt("one", 0, AttemptPhase.FAILED), attempt("one", 1, AttemptPhase.RUNNING));
  }

  @Test
  void endedOnesAreNotLive() {
    var launch = task().call("one");
    var failure = new Failure(Failure.Kind.USER, "Boom", "it\nwent", false, T0);
    var failed =
        Calls.failed(caller(launch, T0), failure, Optional.empty(), LAYOUT, T0.plusSeconds(3));
    commit(
        created(launch, T0),
        new Write.PutNode(caller(launch, T0).node()),
        new Write.PutExecution(failed.execution()),
        new Write.PutNode(failed.node()));
    reopen();
    assertThat(store.live()).isEmpty();
    assertThat(store.reads().execution(id("one"))).contains(failed.execution());
    assertThat(store.reads().node(id("one"))).contains(failed.node());
  }

  @Test
  void abortedOnesSayWhoAndWhy() {
    var launch = task().call("one");
    var aborting =
        Calls.aborting(
            caller(launch, T0),
            new Execution.Abort("enough", "ada", T0.plusSeconds(1)),
            T0.plusSeconds(1));
    commit(
        created(launch, T0),
        new Write.PutNode(aborting.node()),
        new Write.PutExecution(aborting.execution()));
    assertThat(store.live())
        .extracting(l -> l.execution().abort())
        .containsExactly(aborting.execution().abort());
  }

  @Test
  void takenNameChangesNothing() {
    commit(created(task().call("one"), T0));
    var again = commit(created(task().retries(3).session("other").call("one"), T0.plusSeconds(5)));
    assertThat(again).containsExactly(false);
    assertThat(store.reads().execution(id("one")).orElseThrow().created()).isEqualTo(T0);
  }

  @Test
  void lostOwnerChangesNothing() {
    var launch = task().call("one");
    var mine = epoch;
    store.claim("thief");
    assertThatThrownBy(
            () ->
                store.commit(new Batch("me", mine, List.of(created(launch, T0)), CrashPoint.NONE)))
        .isInstanceOf(Fenced.class)
        .hasMessageContaining("'me' of epoch " + mine);
    assertThat(store.reads().execution(id("one"))).isEmpty();
  }

  @Test
  void epochsOnlyGrow() {
    var first = epoch;
    reopen();
    assertThat(epoch).isGreaterThan(first);
  }

  /** Neither half of a round that dies before its commit is there, all of one that dies after. */
  @Test
  void crashBeforeCommitLeavesNothingAndAfterItEverything() {
    var launch = task().call("one");
    var writes = List.<Write>of(created(launch, T0), new Write.PutNode(caller(launch, T0).node()));
    for (var side : List.of("before-commit", "after-commit")) {
      CrashPoint crash =
          point -> {
            if (point.equals(side + " PutNode")) {
              throw new SimulatedCrash(point);
            }
          };
      assertThatThrownBy(() -> store.commit(new Batch("me", epoch, writes, crash)))
          .isInstanceOf(SimulatedCrash.class);
      reopen();
      assertThat(store.reads().execution(id("one")).isPresent())
          .as(side)
          .isEqualTo(side.startsWith("after"));
    }
  }

  @Test
  void outputsAreKeptSmallInlineAndLargeByUri() {
    var launch = task().call("one");
    commit(
        created(launch, T0),
        new Write.PutOutputs(
            id("one"),
            Optional.of("42".getBytes(UTF_8)),
            "mem:/a/outputs.pb",
            List.of("mem:/data/xx/f")));
    var document = store.reads().document(id("one")).orElseThrow();
    assertThat(document.outputs().map(String::new)).contains("42");
    assertThat(document.outputsSource()).contains("mem:/a/outputs.pb");
    assertThat(store.reads().references()).contains("mem:/a/outputs.pb", "mem:/data/xx/f");
  }

  @Test
  void artifactsAreFoundByKeyCountedAndForgotten() {
    var artifact = artifact("in", T0);
    var hash = artifact.key().hash();
    commit(new Write.PutArtifact(artifact, List.of("mem:/data/aa/f")));
    assertThat(store.reads().artifact(hash).orElseThrow().artifact()).isEqualTo(artifact);
    assertThat(store.reads().artifact(hash).orElseThrow().references())
        .containsExactly("mem:/data/aa/f");
    assertThat(commit(new Write.TouchArtifact(hash, T0.plusSeconds(9)))).containsExactly(true);
    assertThat(store.reads().artifact(hash).orElseThrow().artifact())
        .isEqualTo(artifact.used(T0.plusSeconds(9)));
    assertThat(commit(new Write.RemoveArtifact(hash))).containsExactly(true);
    assertThat(commit(new Write.RemoveArtifact(hash))).containsExactly(false);
    assertThat(store.reads().artifact(hash)).isEmpty();
    assertThat(store.reads().references()).doesNotContain("mem:/data/aa/f");
  }

  @Test
  void newerArtifactTakesTheOldersPlace() {
    commit(new Write.PutArtifact(artifact("in", T0), List.of("mem:/data/aa/f")));
    commit(new Write.PutArtifact(artifact("in", T0.plusSeconds(1)), List.of("mem:/data/bb/f")));
    var stored = store.reads().artifact(artifact("in", T0).key().hash()).orElseThrow();
    assertThat(stored.artifact().made()).isEqualTo(T0.plusSeconds(1));
    assertThat(stored.references()).containsExactly("mem:/data/bb/f");
  }

  @Test
  void artifactsAreListedNewestFirst() {
    for (var n = 0; n < 5; n++) {
      commit(new Write.PutArtifact(artifact("in" + n, T0.plusSeconds(n)), List.of()));
    }
    var newest = store.reads().artifacts(cleaned("", Optional.empty(), 1)).getFirst();
    assertThat(newest.id()).isEqualTo("artifact-in4");
    var behind = new Query.After(newest.made(), newest.key().hash());
    assertThat(store.reads().artifacts(cleaned("", Optional.of(behind), 2)))
        .extracting(Artifact::id)
        .containsExactly("artifact-in3", "artifact-in2");
    assertThat(store.reads().artifacts(ArtifactQuery.of("", "", "other", "", 9))).isEmpty();
    var hash = artifact("in2", T0).key().hash();
    assertThat(store.reads().artifacts(cleaned(hash.substring(0, 12), Optional.empty(), 9)))
        .extracting(Artifact::id)
        .containsExactly("artifact-in2");
    assertThat(store.reads().leastUsed(0, 1))
        .extracting(Artifact::id)
        .containsExactly("artifact-in0");
  }

  private static ArtifactQuery cleaned(String key, Optional<Query.After> after, int limit) {
    return new ArtifactQuery(
        "updraft", "development", "clean", key, "", "", Optional.empty(), after, limit);
  }

  @Test
  void nodesRememberTheirArtifact() {
    var launch = task().cached("in").call("one");
    var hit = Calls.hit(caller(launch, T0), artifact("in", T0), LAYOUT, T0);
    commit(created(launch, T0), new Write.PutNode(hit.node()));
    var catalog = store.reads().node(id("one")).map(NodeExecution::catalog).orElseThrow();
    assertThat(catalog.status()).isEqualTo(CatalogStatus.HIT);
    assertThat(catalog.key()).isEqualTo(hit.node().catalog().key());
    assertThat(catalog.artifact()).isEqualTo(hit.node().catalog().artifact());
  }

  @Test
  void eventsComeInOrderAfterANumber() {
    var caller = caller(task().call("one"), T0);
    var events = new ArrayList<Write>();
    for (var n = 1; n <= 3; n++) {
      events.add(new Write.AppendEvent(Calls.event(caller, T0.plusSeconds(n)).numbered(n)));
    }
    commit(events.toArray(Write[]::new));
    reopen();
    assertThat(store.lastSeq()).isEqualTo(3);
    assertThat(store.reads().events(id("one"), 1))
        .extracting(ExecutionEvent::seq, ExecutionEvent::at)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(2L, T0.plusSeconds(2)),
            org.assertj.core.api.Assertions.tuple(3L, T0.plusSeconds(3)));
    assertThat(store.reads().events(id("two"), 0)).isEmpty();
  }

  @Test
  void entitiesAreImmutable() {
    var name = new EntityId(EntityKind.TASK, "updraft", "development", "clean", "v1");
    assertThat(commit(new Write.NewEntity(new Entity(name, "d1", new byte[] {1}, T0))))
        .containsExactly(true);
    assertThat(commit(new Write.NewEntity(new Entity(name, "d2", new byte[] {2}, T0))))
        .containsExactly(false);
    assertThat(store.reads().entity(name).orElseThrow().digest()).isEqualTo("d1");
    assertThat(store.reads().entityNames(EntityKind.TASK, "updraft", "development"))
        .containsExactly("clean");
    assertThat(
            store
                .reads()
                .entity(
                    new EntityId(EntityKind.LAUNCH_PLAN, "updraft", "development", "clean", "v1")))
        .isEmpty();
  }

  @Test
  void latestVersionIsTheNewestOfTheList() {
    for (var n = 1; n <= 3; n++) {
      var name = new EntityId(EntityKind.TASK, "updraft", "development", "clean", "v" + n);
      commit(new Write.NewEntity(new Entity(name, "d", new byte[] {1}, T0.plusSeconds(n))));
    }
    var latest =
        new Query(
            "updraft",
            "development",
            List.of(new Filter(Field.NAME, Op.EQ, List.of("clean"))),
            List.of(new Sort(Field.CREATED_AT, true)),
            0,
            1);
    assertThat(store.reads().entities(EntityKind.TASK, latest))
        .extracting(e -> e.id().version())
        .containsExactly("v3");
    var byPhase =
        new Query(
            "", "", List.of(new Filter(Field.PHASE, Op.EQ, List.of("RUNNING"))), List.of(), 0, 1);
    assertThatThrownBy(() -> store.reads().entities(EntityKind.TASK, byPhase))
        .isInstanceOf(InvalidRequest.class)
        .hasMessage("There is no field 'phase' to filter or sort a list of tasks by.");
  }

  @Test
  void executionsAreFilteredSortedAndPaged() {
    for (var n = 0; n < 6; n++) {
      var launch = task().session(n % 2 == 0 ? "even" : "odd").call("call" + n);
      commit(created(launch, T0.plusSeconds(n)));
    }
    assertThat(names(query(List.of(), List.of(), 0, 2))).containsExactly("call5", "call4");
    assertThat(names(query(List.of(), List.of(), 2, 2))).containsExactly("call3", "call2");
    assertThat(names(query(List.of(), List.of(new Sort(Field.NAME, false)), 0, 2)))
        .containsExactly("call0", "call1");
    assertThat(
            names(
                query(List.of(new Filter(Field.SESSION, Op.EQ, List.of("odd"))), List.of(), 0, 9)))
        .containsExactly("call5", "call3", "call1");
    assertThat(
            names(
                query(
                    List.of(new Filter(Field.CREATED_AT, Op.GT, List.of(T0.plusSeconds(3)))),
                    List.of(),
                    0,
                    9)))
        .containsExactly("call5", "call4");
    assertThat(
            names(
                query(
                    List.of(new Filter(Field.NAME, Op.IN, List.of("call1", "call2", "none"))),
                    List.of(),
                    0,
                    9)))
        .containsExactly("call2", "call1");
    assertThat(
            names(
                query(
                    List.of(new Filter(Field.NAME, Op.CONTAINS, List.of("ll4"))), List.of(), 0, 9)))
        .containsExactly("call4");
    assertThat(
            names(
                query(
                    List.of(new Filter(Field.NAME, Op.CONTAINS, List.of("c_ll"))),
                    List.of(),
                    0,
                    9)))
        .isEmpty();
    assertThat(
            names(
                query(
                    List.of(new Filter(Field.TASK_NAME, Op.NE, List.of("clean"))),
                    List.of(),
                    0,
                    9)))
        .isEmpty();
    assertThat(
            names(
                query(
                    List.of(new Filter(Field.PHASE, Op.EQ, List.of("RUNNING"))), List.of(), 0, 9)))
        .hasSize(6);
    assertThat(
            names(query(List.of(new Filter(Field.DURATION, Op.GTE, List.of(0L))), List.of(), 0, 9)))
        .isEmpty();
    assertThat(store.reads().executions(new Query("other", "", List.of(), List.of(), 0, 9)))
        .isEmpty();
  }

  @Test
  void pageBeginsBehindARowEvenWhereMomentsAreEqual() {
    for (var n = 0; n < 6; n++) {
      commit(created(task().call("call" + n), T0.plusSeconds(n / 3)));
    }
    assertThat(names(behind(true, T0.plusSeconds(1), "call4"))).containsExactly("call3", "call2");
    assertThat(names(behind(false, T0, "call1"))).containsExactly("call2", "call3");
    assertThat(names(behind(true, T0, "call0"))).isEmpty();
    assertThatThrownBy(
            () ->
                new Query(
                    "updraft",
                    "development",
                    List.of(),
                    List.of(new Sort(Field.NAME, true)),
                    0,
                    Optional.of(new Query.After(T0, "call0")),
                    2))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("this one is sorted by name");
  }

  private static Query behind(boolean newestFirst, Instant moment, String name) {
    return new Query(
        "updraft",
        "development",
        List.of(),
        List.of(new Sort(Field.CREATED_AT, newestFirst)),
        0,
        Optional.of(new Query.After(moment, name)),
        2);
  }

  private static Query query(List<Filter> filters, List<Sort> sort, int offset, int limit) {
    return new Query("updraft", "development", filters, sort, offset, limit);
  }

  private List<String> names(Query query) {
    return store.reads().executions(query).stream().map(e -> e.id().name()).toList();
  }

  @Test
  void summaryCountsWhatTheSessionsCallsCameTo() {
    var hit = task().cached("in").session("s").call("hit");
    var ran = task().session("s").call("ran");
    var failed = task().session("s").call("failed");
    var live = task().session("s").call("live");
    var other = task().session("t").call("other");
    for (var launch : List.of(hit, ran, failed, live, other)) {
      commit(created(launch, T0));
    }
    commit(
        new Write.PutExecution(
            Calls.hit(caller(hit, T0), artifact("in", T0), LAYOUT, T0).execution()),
        new Write.PutExecution(
            Calls.succeeded(
                    caller(ran, T0),
                    attempt("ran", 0, AttemptPhase.SUCCEEDED),
                    CatalogOutcome.DISABLED,
                    LAYOUT,
                    T0)
                .execution()),
        new Write.PutExecution(
            Calls.failed(
                    caller(failed, T0),
                    new Failure(Failure.Kind.USER, "B", "b", false, T0),
                    Optional.empty(),
                    LAYOUT,
                    T0)
                .execution()));
    assertThat(store.reads().summary("s"))
        .isEqualTo(new dev.updraft.model.Summary(4, 1, 1, 1, 1, Duration.ofMillis(1500)));
  }

  @Test
  void nodesOfAGraphThatGoesOnAreNotOld() {
    var graph = GraphRuns.arriving(MemoryGraphs.call("graph", 1), T0);
    var launch = task().call("node");
    var place = graph.role().childOf(graph.id(), Optional.empty(), "n0");
    var asNode =
        new Launch(
            launch.id(),
            launch.spec(),
            launch.inputs(),
            launch.launched(),
            launch.run(),
            new Role(Role.Kind.TASK, "", Optional.of(place)),
            launch.labels(),
            List.of());
    commit(
        new Write.NewExecution(graph, new byte[0], new byte[0], Optional.empty(), List.of()),
        created(asNode, T0),
        new Write.PutExecution(Calls.aborted(caller(asNode, T0), T0).execution()));
    assertThat(store.liveGraphs()).containsExactly(graph);
    assertThat(store.reads().children(graph.id()))
        .extracting(child -> child.role().parent().orElseThrow())
        .containsExactly(place);
    assertThat(store.reads().endedBefore(T0.plusSeconds(1), 9)).isEmpty();
    var ended = GraphRuns.ended(graph, new Courses.Ending.Aborted(), LAYOUT, T0);
    commit(new Write.PutExecution(ended));
    assertThat(store.reads().endedBefore(T0.plusSeconds(1), 9))
        .containsExactlyInAnyOrder(graph.id(), asNode.id());
  }

  @Test
  void whatALaunchPlanLaunchedIsListedAndStillANode() {
    var graph = GraphRuns.arriving(MemoryGraphs.call("graph", 1), T0);
    var place = graph.role().childOf(graph.id(), Optional.empty(), "n0");
    var call = MemoryGraphs.call("child", 1);
    var child =
        GraphRuns.arriving(
            new dev.updraft.model.GraphLaunch(
                call.id(),
                call.spec(),
                call.inputs(),
                call.launched(),
                call.workflow(),
                new Role(Role.Kind.GRAPH, "", Optional.of(place)),
                call.labels(),
                List.of()),
            T0);
    commit(
        new Write.NewExecution(graph, new byte[0], new byte[0], Optional.empty(), List.of()),
        new Write.NewExecution(child, new byte[0], new byte[0], Optional.empty(), List.of()));
    assertThat(store.reads().children(graph.id())).containsExactly(child);
    assertThat(
            store
                .reads()
                .executions(new dev.updraft.model.Query("", "", List.of(), List.of(), 0, 9)))
        .containsExactlyInAnyOrder(graph, child);
    assertThat(child.role().childOf(child.id(), Optional.empty(), "n1"))
        .isEqualTo(new Role.Parent(child.id(), "n1", child.id(), "n1"));
  }

  @Test
  void whatWasTakenOverKnowsFromWhereAndIsNoCall() {
    var launch = task().session("s").call("taken").recovering(id("earlier"));
    var found = new Earlier.Found(id("earlier"), "why", Optional.empty(), "mem:/o", List.of());
    var recovered = Recovered.of(launch, found, LAYOUT, T0);
    commit(
        new Write.NewExecution(
            recovered.execution(), launch.spec(), launch.inputs(), Optional.empty(), List.of()),
        new Write.PutNode(recovered.node()));
    assertThat(store.reads().execution(id("taken"))).contains(recovered.execution());
    assertThat(recovered.execution().role().recovers()).contains(id("earlier"));
    assertThat(store.reads().node(id("taken"))).contains(recovered.node());
    assertThat(store.reads().summary("s").calls()).isZero();
  }

  @Test
  void removedExecutionLeavesNothing() {
    var launch = task().call("one");
    commit(
        created(launch, T0),
        new Write.PutNode(caller(launch, T0).node()),
        new Write.PutAttempt(attempt("one", 0, AttemptPhase.FAILED)),
        new Write.AppendEvent(Calls.event(caller(launch, T0), T0).numbered(1)));
    commit(
        new Write.PutExecution(Calls.aborted(caller(launch, T0), T0.plusSeconds(1)).execution()));
    assertThat(store.reads().endedBefore(T0.plusSeconds(2), 9)).containsExactly(id("one"));
    assertThat(store.reads().endedSince(T0.plusSeconds(1))).containsExactly(id("one"));
    assertThat(store.reads().endedSince(T0.plusSeconds(2))).isEmpty();
    assertThat(store.reads().lastUpdate()).contains(T0.plusSeconds(1));
    assertThat(store.reads().metadataFolders()).containsExactly("updraft-development-one");
    commit(new Write.RemoveExecution(id("one")));
    assertThat(store.reads().execution(id("one"))).isEmpty();
    assertThat(store.reads().document(id("one"))).isEmpty();
    assertThat(store.reads().attempts(id("one"))).isEmpty();
    assertThat(store.reads().events(id("one"), 0)).isEmpty();
    assertThat(store.reads().references()).isEmpty();
  }

  @Test
  void projectsAreListedInOrderOfCreation() {
    commit(
        new Write.NewProject(new Project("updraft", "Updraft", ""), T0),
        new Write.NewProject(new Project("fraud", "Fraud", "x"), T0.plusSeconds(1)));
    assertThat(commit(new Write.NewProject(new Project("fraud", "Other", ""), T0)))
        .containsExactly(false);
    assertThat(store.reads().projects())
        .containsExactly(new Project("updraft", "Updraft", ""), new Project("fraud", "Fraud", "x"));
  }
}
