package dev.updraft.task.closure;

import dev.updraft.task.closure.Parsed.Shape;

/** A declaration as it stands in the synthetic class. */
sealed interface Member {
  /** The declaration in the notebook. */
  Declaration declaration();

  /** What the class holds for it. */
  String source();

  /**
   * The offset in {@link #source()} at which text of the declaration begins, and which offset of
   * the declaration that is.
   */
  int copiedAt();

  int copiedFrom();

  default String name() {
    return declaration().name();
  }

  /** A method or a type, word for word. */
  record Code(Declaration declaration) implements Member {
    private static final String PREFIX = "public static\n";

    @Override
    public String source() {
      return PREFIX + declaration.parsed().bare();
    }

    @Override
    public int copiedAt() {
      return PREFIX.length();
    }

    @Override
    public int copiedFrom() {
      return 0;
    }
  }

  /**
   * A variable declared {@code final} with an initializer: a constant of the closure, if the
   * compiler agrees.
   */
  record Constant(Declaration declaration, String type) implements Member {
    @Override
    public String source() {
      var text = declaration.text().text();
      var shape = (Shape.Variable) declaration.parsed().shape();
      int offset = declaration.parsed().start();
      return prefix()
          + text.substring(shape.initializerStart() - offset, shape.initializerEnd() - offset)
          + ";";
    }

    @Override
    public int copiedAt() {
      return prefix().length();
    }

    @Override
    public int copiedFrom() {
      return ((Shape.Variable) declaration.parsed().shape()).initializerStart()
          - declaration.parsed().start();
    }

    private String prefix() {
      return "public static final " + type + " " + name() + " =\n";
    }
  }

  /** Any other variable: it stands there only so that its uses are found. */
  record Stub(Declaration declaration, String type) implements Member {
    @Override
    public String source() {
      return "public static\n" + javaType() + " " + name() + ";";
    }

    /**
     * Not every type that JShell prints can be written: anonymous, captured and intersection types
     * cannot.
     */
    boolean isExact() {
      return !type.matches(".*[&#].*|.*\\b(anonymous|capture)\\b.*");
    }

    private String javaType() {
      return isExact() ? type : "Object";
    }

    @Override
    public int copiedAt() {
      return source().length();
    }

    @Override
    public int copiedFrom() {
      return 0;
    }
  }
}
