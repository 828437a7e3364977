package dev.updraft.blobs;

import java.io.IOException;

/**
 * The store could not do what was asked, and might if asked again: a full disk, a folder that may
 * not be written.
 */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreUnavailable(String act, String uri, IOException cause) {
    super("Could not %s '%s' (%s).".formatted(act, uri, cause), cause);
  }
}
