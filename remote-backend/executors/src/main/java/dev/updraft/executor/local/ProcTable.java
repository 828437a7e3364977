package dev.updraft.executor.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Linux: the files below {@code /proc}. A process may vanish between any two reads, which is no
 * error.
 */
record ProcTable(Path proc) implements ProcessTable {
  private static final int PARENT = 1;
  private static final int GROUP = 2;
  private static final int SESSION = 3;
  private static final int STARTED = 19;

  @Override
  public List<Entry> all() {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path folder : folders) {
        find(Long.parseLong(folder.getFileName().toString())).ifPresent(entries::add);
      }
    } catch (IOException e) {
      throw new IllegalStateException("Could not list " + proc, e);
    }
    return entries;
  }

  @Override
  public Optional<Entry> find(long pid) {
    String stat = read(pid, "stat");
    int open = stat.indexOf('(');
    int close = stat.lastIndexOf(')');
    if (open < 0 || close < 0) {
      return Optional.empty();
    }
    String[] fields = stat.substring(close + 2).split(" ", STARTED + 2);
    if (fields.length <= STARTED || fields[0].equals("Z") || fields[0].equals("X")) {
      return Optional.empty();
    }
    return Optional.of(
        new Entry(
            pid,
            Long.parseLong(fields[PARENT]),
            Long.parseLong(fields[GROUP]),
            Long.parseLong(fields[SESSION]),
            Long.parseLong(fields[STARTED]),
            stat.substring(open + 1, close)));
  }

  @Override
  public long memory(long pid) {
    String status = read(pid, "status");
    return kilobytes(status, "RssAnon:") + kilobytes(status, "RssShmem:");
  }

  private static long kilobytes(String status, String name) {
    int at = status.indexOf(name);
    if (at < 0) {
      return 0;
    }
    int end = status.indexOf(" kB", at);
    return end < 0 ? 0 : Long.parseLong(status.substring(at + name.length(), end).strip()) << 10;
  }

  @Override
  public boolean carries(long pid, String variable) {
    return ("\0" + read(pid, "environ")).contains("\0" + variable + "\0");
  }

  private String read(long pid, String name) {
    try {
      return new String(
          Files.readAllBytes(proc.resolve(Long.toString(pid)).resolve(name)),
          StandardCharsets.UTF_8);
    } catch (IOException gone) {
      return "";
    }
  }
}
