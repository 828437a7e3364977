package dev.updraft.kernel.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes warnings and errors to the process's log file. */
final class FileLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;
  private final transient LogFile file;

  FileLogger(String name, LogFile file) {
    this.name = name;
    this.file = file;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return false;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String pattern,
      @Nullable Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    file.add(level.name(), name, MessageFormatter.basicArrayFormat(pattern, arguments), thrown);
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return FileLogger.class.getName();
  }
}
