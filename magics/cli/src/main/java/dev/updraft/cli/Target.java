package dev.updraft.cli;

import dev.updraft.client.Session;
import dev.updraft.client.Settings;
import dev.updraft.client.grpc.Executions;
import dev.updraft.client.model.ExecutionId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which backend, project and domain a command is about. */
final class Target {
  @Option(
      names = "--endpoint",
      paramLabel = "ENDPOINT",
      description =
          "A backend's host:port, a Flyte config.yaml, or 'embedded'. Else what %%connect would use.")
  private @Nullable String endpoint;

  @Option(names = "--project", paramLabel = "P", description = "Default: updraft.")
  private @Nullable String project;

  @Option(names = "--domain", paramLabel = "D", description = "Default: development.")
  private @Nullable String domain;

  Session connect(Map<String, String> environment) {
    return Session.connect(settings(environment));
  }

  /** What is meant, without asking whether it is there. */
  Settings settings(Map<String, String> environment) {
    var asked =
        new Settings.Asked(
            Optional.ofNullable(endpoint),
            Optional.ofNullable(project),
            Optional.ofNullable(domain));
    return Settings.of(asked, environment);
  }

  /** The execution of that name, or of that beginning; without one, the newest. */
  static ExecutionId execution(Session session, @Nullable String name) {
    if (name != null) {
      return session.find(name);
    }
    var settings = session.settings();
    var newest =
        new Executions.Query(
            settings.project(), settings.domain(), "", Map.of(), false, false, Optional.empty(), 1);
    return session.backend().executions().list(newest).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no execution yet, so there is nothing to show."))
        .id();
  }
}
