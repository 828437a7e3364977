package dev.updraft.runner;

import dev.updraft.types.StructValue;
import dev.updraft.types.bundle.Bundle;
import dev.updraft.types.bundle.InvalidBundle;
import dev.updraft.types.wire.TaskDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A task's code, fetched, verified and loaded: the closure in a loader of its own, above it the
 * user's jars, above those the JDK and our API alone.
 */
record Code(Method method, ClassLoader loader, CodeNames names) {

  /**
   * @param verified whether somebody compared the contents with their hashes already: a fresh JVM
   *     pays 10 ms for its first hash
   */
  static Code load(TaskDocument task, UserJars userJars, boolean verified) {
    Reference reference = Reference.of(task);
    Bundle bundle = readBundle(reference, verified);
    List<Path> jars = new ArrayList<>();
    for (Bundle.Library jar : bundle.jars()) {
      Path path = LocalFiles.path(jar.uri());
      if (!verified) {
        verify("The library " + jar.name(), path, jar.sha256());
      }
      jars.add(path);
    }
    byte[] closure = LocalFiles.read(bundle.closure().uri());
    if (!verified) {
      verify("The task's code", bundle.closure().uri(), closure, bundle.closure().sha256());
    }
    ClassLoader loader = new ClosureLoader(classes(closure), userJars.loader(jars));
    try {
      return new Code(bundle.entry().in(loader), loader, new CodeNames(bundle));
    } catch (ClassNotFoundException | InvalidBundle e) {
      throw new AttemptFailed(
          TaskError.refused(
              "InvalidBundle",
              "The task's code has no method " + bundle.entry() + ": declare the task again."),
          e);
    } catch (LinkageError e) {
      throw new AttemptFailed(
          TaskError.refused(
              "LinkageError",
              "The task's code does not fit its libraries (" + e + "): check the %maven lines."),
          e);
    }
  }

  /** What the task template says about its code. */
  private record Reference(String bundle, String sha256) {
    static Reference of(TaskDocument task) {
      if (task.custom().values().get("updraft") instanceof StructValue.Fields(var fields)
          && fields.get("bundle") instanceof StructValue.Text(var bundle)
          && fields.get("sha256") instanceof StructValue.Text(var sha256)) {
        return new Reference(bundle, sha256);
      }
      throw new AttemptFailed(
          TaskError.refused(
              "InvalidTask",
              "The template of task '"
                  + task.name()
                  + "' has no custom.updraft with bundle and sha256: this runner runs tasks that an Updraft notebook registered."));
    }
  }

  private static Bundle readBundle(Reference reference, boolean verified) {
    byte[] json = LocalFiles.read(reference.bundle());
    if (!verified) {
      verify("The task's bundle", reference.bundle(), json, reference.sha256());
    }
    try {
      return Bundle.fromJson(json);
    } catch (InvalidBundle e) {
      throw new AttemptFailed(
          TaskError.refused("InvalidBundle", e.getMessage() + " (" + reference.bundle() + ")"), e);
    }
  }

  private static Map<String, byte[]> classes(byte[] jar) {
    Map<String, byte[]> classes = new HashMap<>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        if (name.endsWith(".class")) {
          classes.put(
              name.substring(0, name.length() - ".class".length()).replace('/', '.'),
              zip.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new AttemptFailed(
          TaskError.refused("InvalidBundle", "The task's code is not a jar: " + e.getMessage()), e);
    }
    return classes;
  }

  private static void verify(String what, String uri, byte[] bytes, String sha256) {
    compare(what, uri, Sha256.of(bytes), sha256);
  }

  private static void verify(String what, Path path, String sha256) {
    try {
      compare(what, path.toString(), Sha256.of(path), sha256);
    } catch (NoSuchFileException e) {
      throw new AttemptFailed(
          TaskError.platform(
              "BlobNotFound",
              what + " is not at '" + path + "': it was never stored, or was deleted since."),
          e);
    } catch (IOException e) {
      throw new AttemptFailed(
          TaskError.platform("StoreUnavailable", "Could not read '" + path + "': " + e), e);
    }
  }

  private static void compare(String what, String where, String found, String expected) {
    if (!found.equals(expected)) {
      throw new AttemptFailed(
          TaskError.platform(
              "WrongHash",
              what
                  + " at '"
                  + where
                  + "' has the SHA-256 "
                  + found
                  + ", but should have "
                  + expected
                  + "."));
    }
  }
}
