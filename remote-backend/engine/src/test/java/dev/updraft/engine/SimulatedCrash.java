package dev.updraft.engine;

/** The process dies here, as far as a test on one machine can show it: nobody may catch it. */
public final class SimulatedCrash extends Error {
  private static final long serialVersionUID = 1L;

  public SimulatedCrash(String point) {
    super(point, null, false, false);
  }
}
