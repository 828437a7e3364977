package dev.updraft.promote;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A jar that a notebook puts on its class path.
 *
 * @param coordinate {@code group:artifact:version}; empty for a file of the user's own
 */
public record UserJar(Path path, Optional<String> coordinate) {}
