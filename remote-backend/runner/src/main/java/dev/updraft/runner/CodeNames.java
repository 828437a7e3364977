package dev.updraft.runner;

import dev.updraft.types.bundle.Bundle;
import dev.updraft.types.failure.StackLine;

/**
 * The names of the closure's classes and lines as their author knows them: {@code Cell_ab12$Point}
 * is {@code Point}, and line 31 of the unit is line 3 of {@code delays}.
 */
final class CodeNames {
  private final Bundle bundle;
  private final String unit;

  CodeNames(Bundle bundle) {
    this.bundle = bundle;
    this.unit = bundle.entry().type();
  }

  boolean inClosure(String className) {
    return className.equals(unit) || className.startsWith(unit + "$");
  }

  /** A class as its author named it; nested ones with dots. */
  String type(String className) {
    if (className.equals(unit)) {
      return unit;
    }
    return inClosure(className)
        ? className.substring(unit.length() + 1).replace('$', '.')
        : className;
  }

  /** Puts the author's names in place of the unit's, wherever they stand in a text. */
  String inText(String text) {
    return text.contains(unit) ? text.replace(unit + "$", "").replace(unit + ".", "") : text;
  }

  StackLine line(StackTraceElement frame) {
    String className = frame.getClassName();
    if (!inClosure(className)) {
      String file = frame.isNativeMethod() ? "Native Method" : frame.getFileName();
      return new StackLine.InLibrary(
          className + "." + frame.getMethodName(),
          file == null ? "Unknown Source" : file,
          Math.max(0, frame.getLineNumber()));
    }
    String method = className.equals(unit) ? method(frame) : type(className) + "." + method(frame);
    return bundle
        .locate(frame.getLineNumber())
        .map(at -> new StackLine.InCell(method, at.member(), at.line()))
        .orElseGet(() -> new StackLine.InCell(method, method, 0));
  }

  private static String method(StackTraceElement frame) {
    String name = frame.getMethodName();
    if (name.startsWith("lambda$")) {
      return "lambda in "
          + name.substring("lambda$".length(), Math.max("lambda$".length(), name.lastIndexOf('$')));
    }
    return name.equals("<init>") ? "new" : name;
  }
}
