package dev.updraft.executor.plugin;

import dev.updraft.engine.Executor.Assignment;
import dev.updraft.engine.Layout;
import dev.updraft.model.AttemptId;
import dev.updraft.model.InvalidRequest;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables in a container's command, and what they are for one attempt (contract 1.1). Places
 * of this machine are given as paths without a scheme: flytekit reads and writes those alone as it
 * does a store's.
 */
record CommandTemplate(Assignment assignment) {
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*[.$]([^\\s{}]+)\\s*\\}\\}");
  private static final String INPUTS_FILE = "/inputs.pb";

  /**
   * @throws InvalidRequest when a variable has no value here
   */
  List<String> replace(List<String> command) {
    return command.stream().map(this::replace).toList();
  }

  private String replace(String word) {
    return VARIABLE.matcher(word).replaceAll(found -> Matcher.quoteReplacement(value(found)));
  }

  private String value(MatchResult found) {
    return switch (found.group(1).toLowerCase(Locale.ROOT)) {
      case "input" -> place(assignment.inputsUri());
      case "inputprefix" -> withoutFile(place(assignment.inputsUri()));
      case "outputprefix" -> place(assignment.outputPrefix());
      case "rawoutputdataprefix" -> place(assignment.rawOutputPrefix());
      case "checkpointoutputprefix" -> checkpoint(assignment.attempt());
      case "prevcheckpointprefix" -> previousCheckpoint();
      case "perretryuniquekey" -> uniqueKey();
      case "tasktemplatepath" -> place(assignment.taskTemplateUri());
      case "namespace" ->
          assignment.attempt().execution().project()
              + "-"
              + assignment.attempt().execution().domain();
      default ->
          throw new InvalidRequest(
              "The task's command has the variable %s, which is not known here. Known are input, inputPrefix, outputPrefix, rawOutputDataPrefix, checkpointOutputPrefix, prevCheckpointPrefix, perRetryUniqueKey, taskTemplatePath and namespace."
                  .formatted(found.group()));
    };
  }

  private static String place(String uri) {
    return LocalUris.withoutScheme(uri);
  }

  private static String withoutFile(String uri) {
    return uri.endsWith(INPUTS_FILE) ? uri.substring(0, uri.length() - INPUTS_FILE.length()) : uri;
  }

  /** Two quotes stand for none. */
  private String previousCheckpoint() {
    AttemptId id = assignment.attempt();
    return id.number() == 0
        ? "\"\""
        : checkpoint(new AttemptId(id.execution(), id.node(), id.number() - 1));
  }

  private String checkpoint(AttemptId attempt) {
    String raw = place(assignment.rawOutputPrefix());
    String below = new Layout("").raw(assignment.attempt());
    String root = raw.endsWith(below) ? raw.substring(0, raw.length() - below.length()) : raw;
    return new Layout(root).checkpoint(attempt);
  }

  private String uniqueKey() {
    String name = assignment.attempt().generatedName().replaceAll("[^A-Za-z0-9]", "_");
    return Character.isLetter(name.charAt(0)) ? name : "a" + name.substring(1);
  }
}
