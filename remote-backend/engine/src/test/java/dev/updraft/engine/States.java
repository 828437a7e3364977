package dev.updraft.engine;

import static dev.updraft.engine.SteppedEngine.id;
import static dev.updraft.engine.SteppedEngine.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.model.Attributes;
import dev.updraft.model.NamedEntity;
import dev.updraft.model.NotFound;
import dev.updraft.model.Project;
import dev.updraft.model.State;
import java.util.Locale;
import java.util.Map;

/** A client that archives what a scenario made, and describes it. */
final class States {
  private States() {}

  /** May be done twice. */
  static boolean forget(Engine engine, String run) {
    var scope = new Attributes.Scope(project(run), "development", "");
    try {
      engine.attributes().remove(scope, "QUALITY");
    } catch (NotFound e) {
      assertThat(e).hasMessageContaining(scope.shown());
    }
    assertThat(engine.attributes().list("QUALITY")).noneMatch(a -> a.scope().equals(scope));
    return true;
  }

  /** The project of a scenario's run. */
  static String project(String run) {
    return "p" + run.toLowerCase(Locale.ROOT).replace("-", "");
  }

  /** May be done twice. */
  static boolean change(Engine engine, String run) {
    var project = new Project(project(run), "P", "archived", Map.of("run", run), State.ARCHIVED);
    engine.projects().update(project);
    assertThat(engine.projects().list()).contains(project);

    var launched = task().call("x").launched();
    var key =
        new NamedEntity.Key(launched.kind(), launched.project(), launched.domain(), run + "clean");
    engine.names().update(engine.names().get(key).said("cleans", State.ARCHIVED));
    assertThat(engine.names().get(key).state()).isEqualTo(State.ARCHIVED);

    engine.executions().update(id(run + "fails"), State.ARCHIVED);
    assertThat(engine.executions().get(id(run + "fails")).state().state())
        .isEqualTo(State.ARCHIVED);

    var scope = new Attributes.Scope(project(run), "development", "");
    engine.attributes().put(new Attributes(scope, "QUALITY", new byte[] {1}));
    assertThat(engine.attributes().get(scope, "QUALITY").value()).containsExactly(1);
    return true;
  }
}
