package dev.updraft.executor.local;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JDK's cache of loaded and linked classes for workers: a run of the runner's self-test makes
 * it once per build and JDK, in the background. Without it everything works, more slowly; so no
 * failure here is anybody else's.
 */
final class AotCache {
  private static final Logger LOG = LoggerFactory.getLogger(AotCache.class);
  private static final int TRAINING_MINUTES = 3;

  private final WorkerCommand command;
  private final LocalConfig config;
  private final Path file;
  private final Path selfTest;
  private volatile boolean there;

  /**
   * A cache that can be used.
   *
   * @param selfTest the folder of the self-test that it was trained with
   */
  record Trained(Path file, Path selfTest) {}

  AotCache(LocalConfig config, WorkerCommand command) {
    this.config = config;
    this.command = command;
    String name = config.build() + "-" + fingerprint(config);
    this.file = config.aot().resolve(name + ".aot");
    this.selfTest = config.aot().resolve(name + "-test");
    this.there = Files.exists(file);
  }

  Optional<Trained> trained() {
    return there ? Optional.of(new Trained(file, selfTest)) : Optional.empty();
  }

  /** Makes it when it is not there; takes seconds. */
  void make() throws InterruptedException {
    if (there || config.classPath().stream().anyMatch(Files::isDirectory)) {
      return; // the JVM makes none for classes in folders
    }
    try {
      Files.createDirectories(config.aot());
      Path beside =
          config.aot().resolve("." + file.getFileName() + "." + ProcessHandle.current().pid());
      Path log = config.aot().resolve("training.log");
      Process training =
          new ProcessBuilder(command.training(beside, selfTest))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .redirectInput(new File("/dev/null"))
              .start();
      boolean ended = training.waitFor(TRAINING_MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        training.destroyForcibly();
      }
      if (ended && training.exitValue() == 0 && Files.exists(beside)) {
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        there = true;
        LOG.atInfo().addKeyValue("file", file).log("Workers start from an AOT cache from now on");
      } else {
        Files.deleteIfExists(beside);
        LOG.atWarn()
            .addKeyValue("log", log)
            .log("The workers' AOT cache could not be made: they start more slowly");
      }
    } catch (IOException e) {
      LOG.atWarn()
          .setCause(e)
          .log("The workers' AOT cache could not be made: they start more slowly");
    }
  }

  /**
   * The JVM refuses a cache of another JDK or of other jars; a name of its own keeps several builds
   * from taking turns.
   */
  private static String fingerprint(LocalConfig config) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Path home = config.java().toAbsolutePath().resolve("../../release").normalize();
      digest.update(config.java().toString().getBytes(StandardCharsets.UTF_8));
      if (Files.exists(home)) {
        digest.update(Files.readAllBytes(home));
      }
      for (Path jar : config.classPath()) {
        String stamp =
            jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis() + "\n";
        digest.update(stamp.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    } catch (IOException e) {
      throw new IllegalStateException("The runner's class path cannot be read: " + e, e);
    }
  }
}
