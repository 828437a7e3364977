package dev.updraft.client.testing;

import dev.updraft.client.RemoteTask;
import dev.updraft.client.UserTypes;
import dev.updraft.client.model.Cache;
import dev.updraft.client.model.TaskOptions;
import dev.updraft.types.bundle.EntryPoint;
import dev.updraft.types.mapping.Signature;
import dev.updraft.types.mapping.TaskMapping;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Tasks to call: only their signatures count. */
public final class Inc {
  private Inc() {}

  public static long inc(long n) {
    return n + 1;
  }

  /** A dataframe class, with an adapter in the tests' services. */
  public record Table(List<Integer> numbers) {}

  public static Table same(Table n) {
    return n;
  }

  public static Path copy(Path n) {
    return n;
  }

  public static void nothing(long n) {}

  /** The task of one of the methods above. */
  public static RemoteTask task(String method) {
    return task(method, "c1-key", TaskOptions.plain().cache(new Cache.ByCode()));
  }

  public static RemoteTask task(
      String method, String codeKey, TaskOptions options, RemoteTask.Library... libraries) {
    var java =
        Arrays.stream(Inc.class.getDeclaredMethods())
            .filter(each -> each.getName().equals(method) && each.getParameterCount() == 1)
            .findFirst()
            .orElseThrow();
    var types = new UserTypes(Inc.class::getClassLoader);
    return new RemoteTask(
        method,
        "",
        TaskMapping.of(Signature.of(method, java, List.of("n")), types),
        options,
        new RemoteTask.Code(
            codeKey,
            EntryPoint.parse("Cell_1#" + method + "(long)"),
            25,
            "the jar".getBytes(StandardCharsets.UTF_8),
            List.of(libraries),
            List.of(),
            new TreeMap<>()));
  }
}
