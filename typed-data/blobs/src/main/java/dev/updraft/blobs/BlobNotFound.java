package dev.updraft.blobs;

/** There is no such file or folder in the store. */
public final class BlobNotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BlobNotFound(String uri) {
    super("There is nothing at '%s': it was never stored, or was deleted since.".formatted(uri));
  }
}
