package dev.updraft.frames.parquet;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that is no frame we can read: the message names the file, the column if there is one, and
 * what is wrong.
 */
public final class UnreadableFrame extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableFrame(Path file, String reason) {
    this(file, reason, null);
  }

  public UnreadableFrame(Path file, String reason, @Nullable Throwable cause) {
    super("Cannot read '%s' as a dataframe: %s".formatted(file, reason), cause);
  }
}
