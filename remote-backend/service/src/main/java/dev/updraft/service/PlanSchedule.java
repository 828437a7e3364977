package dev.updraft.service;

import com.flyteidl.admin.FixedRate;
import com.flyteidl.admin.LaunchPlanSpec;
import com.flyteidl.core.Parameter;
import com.flyteidl.core.ParameterMap;
import com.flyteidl.core.SimpleType;
import dev.updraft.engine.Schedules.Planned;
import dev.updraft.model.InvalidRequest;
import dev.updraft.types.schedule.Catchup;
import dev.updraft.types.schedule.Cron;
import dev.updraft.types.schedule.Timing;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A launch plan's schedule, read from Flyte's message (contract 2.6).
 *
 * @param kickoff the input that is named to be told a tick's time; empty when none is
 */
record PlanSchedule(Planned planned, String kickoff) {
  /** The annotation that says what becomes of missed ticks; without it all are caught up with. */
  private static final String CATCHUP = "updraft-catchup";

  /**
   * Empty when the plan has none.
   *
   * @throws InvalidRequest saying what is wrong and how to write it
   */
  static Optional<PlanSchedule> read(LaunchPlanSpec spec) {
    try {
      var wire = spec.getEntityMetadata().getSchedule();
      var catchup =
          Catchup.of(spec.getAnnotations().getValuesOrDefault(CATCHUP, Catchup.ALL.word()));
      return timing(wire)
          .map(
              timing ->
                  new PlanSchedule(new Planned(timing, catchup), wire.getKickoffTimeInputArg()));
    } catch (IllegalArgumentException e) {
      throw new InvalidRequest(String.valueOf(e.getMessage()));
    }
  }

  @SuppressWarnings("deprecation") // cron_expression is what old clients register
  private static Optional<Timing> timing(com.flyteidl.admin.Schedule wire) {
    return switch (wire.getScheduleExpressionCase()) {
      case CRON_SCHEDULE -> Optional.of(cron(wire.getCronSchedule().getSchedule()));
      case CRON_EXPRESSION -> Optional.of(cron(wire.getCronExpression()));
      case RATE -> Optional.of(rate(wire.getRate()));
      case SCHEDULEEXPRESSION_NOT_SET -> Optional.empty();
    };
  }

  private static Timing cron(String text) {
    if (Timing.read(text, ZoneOffset.UTC) instanceof Cron cron) {
      return cron;
    }
    throw new IllegalArgumentException(
        "'%s' is no cron schedule. Register it as a fixed rate.".formatted(text));
  }

  private static Timing rate(FixedRate rate) {
    return new Timing.Rate(
        rate.getValue(),
        switch (rate.getUnit()) {
          case MINUTE -> Timing.Unit.MINUTE;
          case HOUR -> Timing.Unit.HOUR;
          case DAY -> Timing.Unit.DAY;
          case UNRECOGNIZED ->
              throw new IllegalArgumentException(
                  "A fixed rate is of a unit that is not known. Write MINUTE, HOUR or DAY.");
        });
  }

  /** The input that is told the tick's time: of cron alone, as Flyte does it. */
  Optional<String> told() {
    return kickoff.isEmpty() || planned.timing() instanceof Timing.Rate
        ? Optional.empty()
        : Optional.of(kickoff);
  }

  /**
   * Nobody is there to give inputs when it fires.
   *
   * @param expected what a launch of the plan may give
   */
  void check(String plan, ParameterMap expected) {
    var problems = new ArrayList<String>();
    var inputs = new TreeMap<>(expected.getParametersMap());
    if (!kickoff.isEmpty()) {
      var named = inputs.getOrDefault(kickoff, Parameter.getDefaultInstance());
      if (named.getVar().getType().getSimple() != SimpleType.DATETIME) {
        problems.add(
            "kickoff_time_input_arg names '%s', which is no free datetime input"
                .formatted(kickoff));
      }
    }
    inputs.forEach(
        (name, parameter) -> {
          if (parameter.getRequired() && !told().equals(Optional.of(name))) {
            problems.add("'%s' has neither a default nor a fixed value".formatted(name));
          }
        });
    if (!problems.isEmpty()) {
      throw new InvalidRequest(
          "Launch plan '%s' cannot run by a schedule: %s."
              .formatted(plan, String.join("; ", problems)));
    }
  }
}
