package dev.updraft.runner;

/**
 * What every task sees beneath its own jars: the JDK and {@code dev.updraft.api}, nothing of ours
 * beyond. So the user's Avro, Arrow or protobuf are the user's, whatever versions we use.
 */
final class PlatformAndApi extends ClassLoader {
  private static final String API = "dev.updraft.api.";
  private final ClassLoader ours;

  PlatformAndApi(ClassLoader ours) {
    super("updraft-api", ClassLoader.getPlatformClassLoader());
    this.ours = ours;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.startsWith(API)) {
      return ours.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }
}
