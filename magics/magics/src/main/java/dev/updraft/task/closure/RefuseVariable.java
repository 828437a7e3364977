package dev.updraft.task.closure;

import dev.updraft.task.closure.Attribution.Node;
import dev.updraft.task.closure.References.Use;
import dev.updraft.task.closure.Refusal.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * A task cannot read the notebook's variables; a constant that still holds its value is the one
 * exception.
 */
final class RefuseVariable {
  private static final Set<String> RESOURCES =
      Set.of(
          "java.lang.AutoCloseable",
          "java.lang.Thread",
          "java.util.concurrent.Executor",
          "java.util.concurrent.Future",
          "java.util.concurrent.locks.Lock",
          "java.lang.Process");

  private final Attribution attribution;
  private final NotebookCode notebook;

  RefuseVariable(Attribution attribution, NotebookCode notebook) {
    this.attribution = attribution;
    this.notebook = notebook;
  }

  /** Whether a variable that is declared {@code final} is no constant after all. */
  Optional<Refusal> constant(
      Member.Constant member, Node target, Use use, Node from, List<String> chain) {
    var constant = attribution.constant(target);
    var parameter = member.type() + " " + member.name();
    if (constant.isEmpty()) {
      return Optional.of(
          refusal(
              Reason.NOT_CONSTANT,
              "'"
                  + member.name()
                  + "' "
                  + described(member)
                  + " is final, but its value is computed when the cell runs; a task cannot read it.",
              use,
              from,
              chain,
              "make it a parameter (" + parameter + "), or a method that returns it."));
    }
    var present = notebook.presentValue(member.name());
    var holds = present.map(value -> isPrinted(constant.get(), value)).orElse(!notebook.hasRun());
    if (holds) {
      return Optional.empty();
    }
    return Optional.of(
        refusal(
            Reason.NOT_CONSTANT,
            "'"
                + member.name()
                + "' "
                + described(member)
                + " is declared final as "
                + printed(constant.get())
                + ", but holds "
                + present.orElse("no value")
                + " now: JShell lets final variables be assigned.",
            use,
            from,
            chain,
            "run its cell again, or make it a parameter (" + parameter + ")."));
  }

  /** Why a variable cannot be read. */
  Refusal stub(Member.Stub member, Node target, Use use, Node from, List<String> chain) {
    var type = target.element().asType();
    if (is(type, "java.util.stream.BaseStream")) {
      return refusal(
          Reason.LIVE_RESOURCE,
          "'"
              + member.name()
              + "' "
              + described(member)
              + " is a stream, which can be read once and lives in this kernel only.",
          use,
          from,
          chain,
          "collect it into a List, and make that a parameter.");
    }
    if (RESOURCES.stream().anyMatch(name -> is(type, name))) {
      return refusal(
          Reason.LIVE_RESOURCE,
          "'"
              + member.name()
              + "' "
              + described(member)
              + " is an open resource, which lives in this kernel only.",
          use,
          from,
          chain,
          "open it inside the task, from a parameter that says which (a Path, a String).");
    }
    var readable =
        "'"
            + member.name()
            + "' "
            + described(member)
            + " is a notebook variable; a task cannot read it.";
    if (!member.isExact()) {
      return refusal(
          Reason.NOTEBOOK_VARIABLE,
          readable,
          use,
          from,
          chain,
          "give its class a name (a record, say), and make it a parameter.");
    }
    if (isFunction(type)) {
      return refusal(
          Reason.NOTEBOOK_VARIABLE,
          readable,
          use,
          from,
          chain,
          "declare a method instead of it: methods travel with a task.");
    }
    if (member.name().startsWith("$")) {
      return refusal(
          Reason.NOTEBOOK_VARIABLE,
          readable,
          use,
          from,
          chain,
          "give it a name, and make it a parameter (" + member.type() + " value).");
    }
    return refusal(
        Reason.NOTEBOOK_VARIABLE,
        readable,
        use,
        from,
        chain,
        "make it a parameter ("
            + member.type()
            + " "
            + member.name()
            + ")"
            + (isConstantType(type)
                ? ", or, if it never changes, declare it final with a constant value."
                : "."));
  }

  private static Refusal refusal(
      Reason reason, String what, Use use, Node from, List<String> chain, String wayOut) {
    return new Refusal(
        reason,
        what,
        from.placed().at(use.offset()),
        from.placed().excerpt(use.offset()),
        chain,
        wayOut);
  }

  private static String described(Member member) {
    var type =
        switch (member) {
          case Member.Constant constant -> constant.type();
          case Member.Stub stub -> stub.type();
          case Member.Code ignored -> "";
        };
    return "(" + type + ", " + member.declaration().text().start().cell() + ")";
  }

  private boolean is(TypeMirror type, String name) {
    var element = attribution.task().getElements().getTypeElement(name);
    var types = attribution.task().getTypes();
    return element != null
        && type.getKind() == TypeKind.DECLARED
        && types.isSubtype(types.erasure(type), types.erasure(element.asType()));
  }

  private static boolean isFunction(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.asElement().getAnnotation(FunctionalInterface.class) != null;
  }

  private static boolean isConstantType(TypeMirror type) {
    return type.getKind().isPrimitive() || type.toString().equals("java.lang.String");
  }

  private static boolean isPrinted(Object constant, String present) {
    if (constant instanceof String text && present.length() >= 2) {
      return isQuoted(text, present);
    }
    if (constant instanceof Character character && present.length() >= 3) {
      return isQuoted(character.toString(), present);
    }
    return constant.toString().equals(present);
  }

  /** JShell escapes what it prints; a text that is no valid escape was printed as it is. */
  private static boolean isQuoted(String text, String present) {
    var content = present.substring(1, present.length() - 1);
    if (content.equals(text)) {
      return true;
    }
    try {
      return content.translateEscapes().equals(text);
    } catch (IllegalArgumentException notEscaped) {
      return false;
    }
  }

  private static String printed(Object constant) {
    return switch (constant) {
      case String text -> "\"" + text + "\"";
      case Character character -> "'" + character + "'";
      default -> constant.toString();
    };
  }
}
