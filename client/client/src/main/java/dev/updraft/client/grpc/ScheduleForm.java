package dev.updraft.client.grpc;

import com.flyteidl.admin.Annotations;
import com.flyteidl.admin.CronSchedule;
import com.flyteidl.admin.FixedRate;
import com.flyteidl.admin.FixedRateUnit;
import com.flyteidl.admin.LaunchPlanMetadata;
import com.flyteidl.admin.LaunchPlanSpec;
import dev.updraft.client.model.Schedule;
import dev.updraft.types.schedule.Catchup;
import dev.updraft.types.schedule.Cron;
import dev.updraft.types.schedule.Timing;
import java.util.Optional;

/** A schedule to Flyte's message and back. */
final class ScheduleForm {
  /** Flyte knows no choice: it catches up with all, which is what its absence says. */
  static final String CATCHUP = "updraft-catchup";

  private ScheduleForm() {}

  static void toWire(Schedule schedule, LaunchPlanSpec.Builder spec) {
    var wire = com.flyteidl.admin.Schedule.newBuilder();
    switch (schedule.timing()) {
      case Cron cron -> wire.setCronSchedule(CronSchedule.newBuilder().setSchedule(cron.wire()));
      case Timing.Rate(var value, var unit) ->
          wire.setRate(
              FixedRate.newBuilder()
                  .setValue(value)
                  .setUnit(
                      switch (unit) {
                        case MINUTE -> FixedRateUnit.MINUTE;
                        case HOUR -> FixedRateUnit.HOUR;
                        case DAY -> FixedRateUnit.DAY;
                      }));
    }
    schedule.kickoff().ifPresent(wire::setKickoffTimeInputArg);
    spec.setEntityMetadata(LaunchPlanMetadata.newBuilder().setSchedule(wire));
    if (schedule.catchup() != Catchup.ALL) {
      spec.setAnnotations(Annotations.newBuilder().putValues(CATCHUP, schedule.catchup().word()));
    }
  }

  /** Empty when there is none, or one that we cannot read. */
  static Optional<Schedule> fromWire(LaunchPlanSpec spec) {
    var wire = spec.getEntityMetadata().getSchedule();
    try {
      return timing(wire)
          .map(
              timing ->
                  new Schedule(
                      timing,
                      Catchup.of(
                          spec.getAnnotations().getValuesOrDefault(CATCHUP, Catchup.ALL.word())),
                      timing instanceof Timing.Rate || wire.getKickoffTimeInputArg().isEmpty()
                          ? Optional.empty()
                          : Optional.of(wire.getKickoffTimeInputArg())));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Timing> timing(com.flyteidl.admin.Schedule wire) {
    return switch (wire.getScheduleExpressionCase()) {
      case CRON_SCHEDULE ->
          Optional.of(Timing.read(wire.getCronSchedule().getSchedule(), Timing.UTC));
      case RATE -> rate(wire.getRate());
      case CRON_EXPRESSION, SCHEDULEEXPRESSION_NOT_SET -> Optional.empty();
    };
  }

  private static Optional<Timing> rate(FixedRate rate) {
    return switch (rate.getUnit()) {
      case MINUTE -> Optional.of(new Timing.Rate(rate.getValue(), Timing.Unit.MINUTE));
      case HOUR -> Optional.of(new Timing.Rate(rate.getValue(), Timing.Unit.HOUR));
      case DAY -> Optional.of(new Timing.Rate(rate.getValue(), Timing.Unit.DAY));
      case UNRECOGNIZED -> Optional.empty();
    };
  }

  @SuppressWarnings("deprecation") // cron_expression is what old clients registered
  static String written(LaunchPlanSpec spec) {
    var wire = spec.getEntityMetadata().getSchedule();
    return switch (wire.getScheduleExpressionCase()) {
      case CRON_SCHEDULE -> wire.getCronSchedule().getSchedule();
      case CRON_EXPRESSION -> wire.getCronExpression();
      case RATE -> "every %d %s".formatted(wire.getRate().getValue(), wire.getRate().getUnit());
      case SCHEDULEEXPRESSION_NOT_SET -> "";
    };
  }
}
