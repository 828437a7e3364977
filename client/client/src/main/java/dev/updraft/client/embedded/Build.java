package dev.updraft.client.embedded;

import java.math.BigInteger;

/**
 * Which jars a daemon runs: {@code <commit time>-<tree hash>}. Builds are ordered by their time;
 * two of the same time and another hash are neither older nor newer.
 */
public record Build(String id) {
  public Build {
    if (!id.matches("[A-Za-z0-9._-]{1,100}")) {
      throw new IllegalArgumentException(
          "A build is named by letters, digits, '.', '_' and '-', but got '" + id + "'.");
    }
  }

  /** Whether this build was made before the other. */
  public boolean olderThan(Build other) {
    return time().compareTo(other.time()) < 0;
  }

  private BigInteger time() {
    var digits = id.split("-", 2)[0].replaceAll("[^0-9]", "");
    return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
  }

  @Override
  public String toString() {
    return id;
  }
}
