package dev.updraft.client.grpc;

import com.flyteidl.admin.CronSchedule;
import com.flyteidl.admin.FixedRate;
import com.flyteidl.admin.FixedRateUnit;
import com.flyteidl.admin.LaunchPlanSpec;
import dev.updraft.client.model.Schedule;
import dev.updraft.types.schedule.CatchUp;
import dev.updraft.types.schedule.InvalidSchedule;
import dev.updraft.types.schedule.Timing;
import java.time.ZoneOffset;
import java.util.Optional;

/** Schedules as Flyte's messages have them, and back. */
final class Schedules {
  /** What becomes of missed moments; one without it catches up all, as Flyte does. */
  private static final String CATCH_UP = "updraft-catchup";

  private Schedules() {}

  static void toWire(Schedule schedule, LaunchPlanSpec.Builder spec) {
    spec.getEntityMetadataBuilder().setSchedule(message(schedule));
    if (schedule.catchUp() != CatchUp.ALL) {
      spec.getAnnotationsBuilder().putValues(CATCH_UP, schedule.catchUp().word());
    }
  }

  private static com.flyteidl.admin.Schedule message(Schedule schedule) {
    var message =
        com.flyteidl.admin.Schedule.newBuilder()
            .setKickoffTimeInputArg(schedule.kickoffInput().orElse(""));
    return switch (schedule.timing()) {
      case Timing.Cron cron ->
          message.setCronSchedule(CronSchedule.newBuilder().setSchedule(cron.zoned())).build();
      case Timing.Rate(var value, var unit) ->
          message
              .setRate(
                  FixedRate.newBuilder()
                      .setValue(value)
                      .setUnit(FixedRateUnit.valueOf(unit.name())))
              .build();
    };
  }

  /** Empty when there is none, or one that we cannot read. */
  static Optional<Schedule> fromWire(LaunchPlanSpec spec) {
    try {
      return timing(spec.getEntityMetadata().getSchedule())
          .map(
              timing ->
                  new Schedule(
                      timing,
                      CatchUp.parse(
                          spec.getAnnotations().getValuesOrDefault(CATCH_UP, CatchUp.ALL.word())),
                      timing instanceof Timing.Cron
                          ? Optional.of(
                                  spec.getEntityMetadata().getSchedule().getKickoffTimeInputArg())
                              .filter(name -> !name.isEmpty())
                          : Optional.empty()));
    } catch (InvalidSchedule _) {
      return Optional.empty(); // somebody else's: it is listed all the same
    }
  }

  @SuppressWarnings("deprecation") // where old clients put the expression
  private static Optional<Timing> timing(com.flyteidl.admin.Schedule schedule) {
    return switch (schedule.getScheduleExpressionCase()) {
      case CRON_SCHEDULE ->
          Optional.of(Timing.parse(schedule.getCronSchedule().getSchedule(), ZoneOffset.UTC));
      case CRON_EXPRESSION ->
          Optional.of(Timing.parse(schedule.getCronExpression(), ZoneOffset.UTC));
      case RATE ->
          Optional.of(
              new Timing.Rate(
                  schedule.getRate().getValue(),
                  Timing.Unit.valueOf(schedule.getRate().getUnit().name())));
      case SCHEDULEEXPRESSION_NOT_SET -> Optional.empty();
    };
  }
}
