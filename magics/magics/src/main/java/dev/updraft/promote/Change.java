package dev.updraft.promote;

import java.util.List;

/**
 * One thing that a promotion would change.
 *
 * @param sign {@code +} it comes, {@code -} it goes, {@code ~} it stays and is another one
 * @param what it is: {@code task late}
 * @param details in words, each a line of its own
 */
public record Change(char sign, String what, List<String> details) {
  public Change {
    details = List.copyOf(details);
  }

  static Change added(String what, String... details) {
    return new Change('+', what, List.of(details));
  }

  static Change removed(String what) {
    return new Change('-', what, List.of());
  }

  static Change changed(String what, List<String> details) {
    return new Change('~', what, details);
  }
}
