package dev.updraft.blobs;

/** A URI that does not lie under the store's root: refused whatever it names. */
public final class OutsideRoot extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutsideRoot(String uri, String reason, String root) {
    super(
        "'%s' is not in this store: %s. Names here begin with '%s/'.".formatted(uri, reason, root));
  }
}
