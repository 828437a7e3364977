package dev.updraft.magics;

import dev.updraft.cell.Grammar;
import dev.updraft.cell.Option;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.schedule.ScheduleRequest;
import dev.updraft.magics.schedule.ScheduleVerbs;
import dev.updraft.types.schedule.Catchup;
import java.util.List;

/** {@code %schedule}: when registered workflows run by themselves. */
final class ScheduleMagic implements Magics.LineMagic {
  static final Grammar GRAMMAR =
      new Grammar(
          "%schedule",
          List.of("[ls|next|pause|resume|rm|X]", "[X or WHEN]", "[input=value..]"),
          List.of(
              Option.value("--tz", "ZONE", "the zone of the times; UTC unless given"),
              Option.value("--catchup", "skip|last|all", "what becomes of missed runs"),
              Option.value("--kickoff", "INPUT", "the datetime input that is told the time"),
              Option.value("--version", "V", "the workflow's version; the newest unless given"),
              Option.value("-n", "TIMES", "how many times next tells"),
              Option.flag("--yes", "do remove it")));

  private final Workbench bench;

  ScheduleMagic(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public Object call(List<String> words) {
    var line = GRAMMAR.read(words);
    var catchup = line.value("--catchup", ScheduleMagic::catchup).orElse(Catchup.ALL);
    var request =
        new ScheduleRequest(
            line.words(),
            line.text("--tz").orElse(ScheduleRequest.ZONE),
            catchup,
            line.text("--kickoff"),
            line.text("--version").orElse(""),
            line.whole("-n", 1, 1000).orElse(5),
            line.has("--yes"));
    line.check();
    var settings = bench.session().settings();
    return new ScheduleVerbs(
            bench.session().backend(), settings.project(), settings.domain(), bench.clock())
        .answer(request);
  }

  private static Catchup catchup(String word) {
    try {
      return Catchup.of(word);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("expects skip, last or all", e);
    }
  }
}
