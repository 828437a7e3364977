package dev.updraft.executor.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Systems without {@code /proc}, such as macOS: the program {@code ps}. Sessions and environments
 * are unknown there, so children are found by their group and their parents.
 */
final class PsTable implements ProcessTable {
  @Override
  public List<Entry> all() {
    List<Entry> entries = new ArrayList<>();
    for (String line : run("ps", "-axo", "pid=,ppid=,pgid=,stat=,comm=")) {
      String[] fields = line.strip().split("\\s+", 5);
      if (fields.length == 5 && !fields[3].startsWith("Z")) {
        entries.add(entry(fields));
      }
    }
    return entries;
  }

  @Override
  public Optional<Entry> find(long pid) {
    for (String line : run("ps", "-o", "pid=,ppid=,pgid=,stat=,comm=", "-p", Long.toString(pid))) {
      String[] fields = line.strip().split("\\s+", 5);
      if (fields.length == 5 && !fields[3].startsWith("Z")) {
        return Optional.of(entry(fields));
      }
    }
    return Optional.empty();
  }

  private static Entry entry(String[] fields) {
    long pid = Long.parseLong(fields[0]);
    long group = Long.parseLong(fields[2]);
    return new Entry(pid, Long.parseLong(fields[1]), group, group, started(pid), fields[4]);
  }

  private static long started(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().startInstant())
        .map(Instant::getEpochSecond)
        .orElse(0L);
  }

  @Override
  public long memory(long pid) {
    List<String> lines = run("ps", "-o", "rss=", "-p", Long.toString(pid));
    return lines.isEmpty() || lines.get(0).isBlank()
        ? 0
        : Long.parseLong(lines.get(0).strip()) << 10;
  }

  @Override
  public boolean carries(long pid, String variable) {
    return false;
  }

  private static List<String> run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not run " + String.join(" ", command), e);
    }
  }
}
