package dev.updraft.promote;

import dev.updraft.client.RemoteWorkflow;
import dev.updraft.client.Session;
import dev.updraft.client.Versions;
import dev.updraft.client.model.StoredWorkflow;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Registers a workflow with its tasks and its launch plan, or says what that would change. All is
 * checked first; what is registered has names that follow from its content, so that a promotion
 * that died on its way is simply repeated.
 */
public final class Promote {
  private final Session session;
  private final Promotable promotable;
  private final RemoteWorkflow workflow;
  private final Versions versions;
  private final boolean chosen;

  /**
   * @param version of the workflow; without one it follows from its content
   */
  public Promote(Session session, Promotable promotable, Optional<String> version) {
    this.session = session;
    this.promotable = promotable;
    this.chosen = version.isPresent();
    this.workflow = version.map(promotable.workflow()::version).orElse(promotable.workflow());
    var settings = session.settings();
    this.versions = Versions.of(workflow, settings.project(), settings.domain());
  }

  /** What would be registered, under the version that was asked for. */
  RemoteWorkflow workflow() {
    return workflow;
  }

  public Versions versions() {
    return versions;
  }

  /**
   * What a promotion would change.
   *
   * @param against the newest version that is registered under the name; empty when there is none
   */
  public record Difference(Optional<StoredWorkflow> against, List<Change> changes) {
    public Difference {
      changes = List.copyOf(changes);
    }
  }

  /** Registers nothing. */
  public Difference difference() {
    var id = versions.workflow();
    var stored = session.backend().registry().newest(id.project(), id.domain(), id.name());
    return new Difference(stored, stored.map(this::against).orElse(List.of()));
  }

  private List<Change> against(StoredWorkflow stored) {
    return new PromotionDiff(session, promotable, versions).against(stored);
  }

  /**
   * Registers what is not registered yet.
   *
   * @throws NotebookRefused when the version has other content already
   */
  public Promoted run() {
    var registry = session.backend().registry();
    var id = versions.workflow();
    var stored = registry.workflow(id);
    if (chosen) {
      stored.ifPresent(this::sameContent); // else the version is the content's
    }
    var fresh = new TreeSet<String>();
    versions
        .tasks()
        .forEach(
            (name, task) -> {
              if (registry.task(task).isEmpty()) {
                fresh.add(name);
              }
            });
    var complete = stored.isPresent() && registry.hasLaunchPlan(id);
    session.register(workflow);
    return new Promoted(promotable, versions, fresh, !complete);
  }

  /** A version never changes (as everywhere with Flyte): what runs it must know what it runs. */
  private void sameContent(StoredWorkflow stored) {
    var changes = against(stored);
    if (!changes.isEmpty()) {
      throw new NotebookRefused(
          "Workflow '%s' is registered in version '%s' with other content, and a version never changes. What differs:\n%s\n  way out: take another --version, or leave it out: then the version follows from the content."
              .formatted(
                  stored.id().name(),
                  stored.id().version(),
                  changes.stream().map(Promote::line).collect(Collectors.joining("\n"))));
    }
  }

  private static String line(Change change) {
    return "  "
        + change.sign()
        + " "
        + change.what()
        + (change.details().isEmpty() ? "" : ": " + String.join(", ", change.details()));
  }
}
