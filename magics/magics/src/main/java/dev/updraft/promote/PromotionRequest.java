package dev.updraft.promote;

import dev.updraft.client.Session;
import dev.updraft.client.Settings;
import dev.updraft.client.SpecFiles;
import dev.updraft.client.Versions;
import dev.updraft.client.grpc.LaunchPlans;
import dev.updraft.client.model.LaunchPlanRow;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.magics.view.PromotedView;
import dev.updraft.magics.view.PromotedView.Line;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A promotion as it was asked for, carried out. */
public final class PromotionRequest {
  private final Promotable promotable;
  private final PromoteOptions options;
  private final Clock clock;
  private final Optional<PlannedSchedule> planned;

  /**
   * @throws NotebookRefused when the schedule that was asked for is none
   */
  public PromotionRequest(Promotable promotable, PromoteOptions options, Clock clock) {
    this.promotable = promotable;
    this.options = options;
    this.clock = clock;
    this.planned =
        PlannedSchedule.of(options, promotable.workflow().mapping().typedInterface().inputs());
  }

  /**
   * The answer.
   *
   * @param changes whether a {@code --diff} found anything
   */
  public record Answer(PromotedView view, boolean changes) {}

  /**
   * Does what was asked for.
   *
   * @param settings whose project and domain
   * @param connect asked for when a backend is needed; files need none
   */
  public Answer answer(Settings settings, Supplier<Session> connect) {
    if (options.to().isPresent()) {
      return new Answer(written(settings, Path.of(options.to().get())), false);
    }
    var session = connect.get();
    var promote = new Promote(session, promotable, options.version());
    return options.diff() ? difference(session, promote) : promoted(session, promote);
  }

  private Answer promoted(Session session, Promote promote) {
    var done = promote.run();
    var lines = new ArrayList<Line>();
    planned.ifPresent(each -> lines.addAll(scheduled(session, promote.versions(), each)));
    return new Answer(PromotionViews.of(done, lines), true);
  }

  private List<Line> scheduled(Session session, Versions versions, PlannedSchedule schedule) {
    var plans = session.backend().launchPlans();
    var plan = schedule.plan(versions.workflow());
    var active = active(session, versions.workflow()).map(LaunchPlanRow::id);
    var id = plans.registerScheduled(plan);
    if (options.scheduling().activate()) {
      plans.activate(id);
      return List.of(schedule.line(promotable.name(), "active", clock));
    }
    if (active.equals(Optional.of(id))) {
      return List.of(schedule.line(promotable.name(), "active already", clock));
    }
    return List.of(
        schedule.line(
            promotable.name(),
            active.isPresent() ? "inactive; another one is active" : "inactive",
            clock),
        Line.of("activate it: %schedule resume " + promotable.name()));
  }

  private static Optional<LaunchPlanRow> active(Session session, WorkflowId workflow) {
    return session
        .backend()
        .launchPlans()
        .active(workflow.project(), workflow.domain(), LaunchPlans.scheduled(workflow.name()));
  }

  private Answer difference(Session session, Promote promote) {
    var difference = promote.difference();
    var lines = new ArrayList<Line>();
    planned.ifPresent(each -> lines.addAll(planned(session, promote, each)));
    return new Answer(
        PromotionViews.of(promotable, promote.versions(), difference, lines),
        difference.against().isEmpty() || !difference.changes().isEmpty() || !lines.isEmpty());
  }

  /** Against the active one, else the newest; nothing when it is the same one. */
  private List<Line> planned(Session session, Promote promote, PlannedSchedule schedule) {
    var workflow = promote.versions().workflow();
    var now = promote.versions().of(schedule.plan(workflow), promote.workflow());
    var earlier =
        active(session, workflow)
            .or(
                () ->
                    session
                        .backend()
                        .launchPlans()
                        .list(
                            workflow.project(),
                            workflow.domain(),
                            LaunchPlans.scheduled(workflow.name()))
                        .stream()
                        .filter(row -> !row.written().isEmpty())
                        .findFirst());
    if (earlier.filter(plan -> plan.id().equals(now)).isPresent()) {
      return List.of();
    }
    var line = "schedule " + schedule.words(clock);
    var lines = new ArrayList<Line>();
    earlier
        .flatMap(plan -> plan.schedule())
        .ifPresent(
            before ->
                lines.add(
                    new Line(
                        "-",
                        "schedule "
                            + before.words()
                            + " · missed runs: "
                            + before.catchup().word()
                            + " · of version "
                            + earlier.get().workflow().version(),
                        "")));
    lines.add(new Line("+", line, ""));
    return lines;
  }

  private PromotedView written(Settings settings, Path folder) {
    var workflow =
        options.version().map(promotable.workflow()::version).orElse(promotable.workflow());
    var versions = Versions.of(workflow, settings.project(), settings.domain());
    var files = new SpecFiles(workflow, versions, options.code().orElse(null));
    planned.ifPresent(each -> files.add(each.plan(versions.workflow())));
    files.write(folder);
    return PromotionViews.written(
        promotable,
        versions,
        folder.toString(),
        files.names().size(),
        planned.stream()
            .map(each -> each.line(promotable.name(), "inactive until it is activated", clock))
            .toList());
  }
}
