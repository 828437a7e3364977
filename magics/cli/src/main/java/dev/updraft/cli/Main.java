package dev.updraft.cli;

import dev.updraft.client.Settings;
import dev.updraft.client.Where;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * Entry point. Exit codes: 0 done; 1 refused or failed; 2 the command line is wrong; 3 the backend
 * cannot be reached, or does not run where that was the question; 4 a difference was asked for, and
 * there is one.
 */
@Command(
    name = "updraft",
    description =
        "Cells of a Java notebook as remote tasks: what they are doing, and what they made.",
    subcommands = {
      BackendCommand.class,
      DoctorCommand.class,
      ExecutionsCommand.class,
      OutputsCommand.class,
      LineageCommand.class,
      RunCommand.class,
      RerunCommand.class,
      ScheduleCommand.class,
      PromoteCommand.class,
      LogsCommand.class,
      ReportCommand.class,
      SummaryCommand.class,
      HelpCommand.class
    })
public final class Main {
  static final int FAILED = 1;
  static final int AWAY = 3;

  private Main() {}

  public static void main(String[] arguments) {
    var out =
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    var err =
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8);
    System.exit(run(new Surroundings(System.getenv(), Clock.systemUTC(), out, err), arguments));
  }

  static int run(Surroundings surroundings, String... arguments) {
    var command = new CommandLine(new Main(), new Factory(surroundings));
    command.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
    command.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setExecutionExceptionHandler(new Complaints(surroundings));
    command.setExecutionStrategy(
        parsed -> {
          if (!parsed.hasSubcommand()) {
            command.usage(command.getOut());
            return CommandLine.ExitCode.OK;
          }
          return new CommandLine.RunLast().execute(parsed);
        });
    return command.execute(arguments);
  }

  /** The world as a command sees it. */
  record Surroundings(
      Map<String, String> environment, Clock clock, PrintStream out, PrintStream err) {
    void say(String line) {
      out.println(line);
    }

    /** The embedded backend of this environment, whichever one calls go to. */
    Where.Embedded embedded() {
      var asked =
          new Settings.Asked(
              java.util.Optional.of("embedded"),
              java.util.Optional.empty(),
              java.util.Optional.empty());
      return (Where.Embedded) Settings.of(asked, environment).where();
    }
  }

  /** Makes the commands; each gets the surroundings. */
  private record Factory(Surroundings surroundings) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      try {
        var constructor = type.getDeclaredConstructor(Surroundings.class);
        return constructor.newInstance(surroundings);
      } catch (NoSuchMethodException _) {
        return CommandLine.defaultFactory().create(type);
      }
    }
  }
}
