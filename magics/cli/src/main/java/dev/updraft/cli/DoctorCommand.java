package dev.updraft.cli;

import dev.updraft.client.Settings;
import dev.updraft.client.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is wrong with an installation or a connection, in the order in which to mend it. */
@Command(
    name = "doctor",
    description = {
      "Looks at the installation and at the backend that calls would go to, and says what is wrong and how to mend it, the",
      "first thing first. Changes nothing, starts nothing. Exit code 1 when something is wrong."
    })
final class DoctorCommand implements Callable<Integer> {
  private final Main.Surroundings surroundings;

  @Mixin private final Target target = new Target();

  DoctorCommand(Main.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var findings = findings();
    findings.forEach(finding -> surroundings.say(finding.text()));
    var wrong = findings.stream().filter(Finding::isWrong).count();
    surroundings.say(
        wrong == 0
            ? "Nothing is wrong."
            : "%d to mend%s.".formatted(wrong, wrong == 1 ? "" : ", the first one first"));
    return wrong == 0 ? 0 : Main.FAILED;
  }

  private List<Finding> findings() {
    var found = new ArrayList<Finding>();
    found.add(
        Finding.good("JDK %s in %s".formatted(Runtime.version(), System.getProperty("java.home"))));
    found.addAll(new ExamineKernelspec(surroundings.environment()).findings());
    Settings settings;
    try {
      settings = target.settings(surroundings.environment());
    } catch (RuntimeException e) {
      found.add(
          Finding.wrong(
              "which backend is meant cannot be read: " + Complaints.sentence(e),
              "Mend what it names. For the backend on this machine instead: UPDRAFT_ENDPOINT=embedded."));
      return found;
    }
    found.addAll(
        switch (settings.where()) {
          case Where.Embedded embedded -> new ExamineEmbedded(embedded, settings).findings();
          case Where.Remote(var address) ->
              new ExamineRemote(address, settings, surroundings.clock().instant()).findings();
        });
    return found;
  }
}
