package dev.updraft.service;

import com.flyteidl.admin.Project;
import dev.updraft.model.InvalidRequest;
import java.util.ArrayList;
import java.util.regex.Pattern;

/** Whether a project can be stored as it was sent; all that is wrong is told at once. */
final class ProjectCheck {
  private static final Pattern ID = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  /** Kubernetes' rules for labels, which Flyte holds projects to. */
  private static final String WORD = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";

  private static final Pattern KEY =
      Pattern.compile("([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?" + WORD);
  private static final Pattern VALUE = Pattern.compile("(" + WORD + ")?");
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_DESCRIPTION = 300;

  private ProjectCheck() {}

  static void check(Project project) {
    if (!ID.matcher(project.getId()).matches()) {
      throw new InvalidRequest(
          "'%s' cannot name a project: at most 63 of a-z, 0-9 and '-', a letter or digit at both ends."
              .formatted(project.getId()));
    }
    var problems = new ArrayList<String>();
    if (project.getDomainsCount() > 0) {
      problems.add("it has domains, which are the backend's and the same for all: leave them out");
    }
    if (project.getName().length() > LONGEST_NAME) {
      problems.add(
          "its name has %d characters, of at most %d"
              .formatted(project.getName().length(), LONGEST_NAME));
    }
    if (project.getDescription().length() > LONGEST_DESCRIPTION) {
      problems.add(
          "its description has %d characters, of at most %d"
              .formatted(project.getDescription().length(), LONGEST_DESCRIPTION));
    }
    project
        .getLabels()
        .getValuesMap()
        .forEach(
            (key, value) -> {
              if (!KEY.matcher(key).matches() || !VALUE.matcher(value).matches()) {
                problems.add(
                    "'%s=%s' is no label: a key and a value of at most 63 letters, digits, '-', '_' and '.', a letter or digit at both ends"
                        .formatted(key, value));
              }
            });
    if (!problems.isEmpty()) {
      throw new InvalidRequest(
          "Project '%s' cannot be stored: %s."
              .formatted(project.getId(), String.join("; ", problems)));
    }
  }
}
