package dev.updraft.task.closure;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the parser found in a text, at which offsets.
 *
 * @param start where the declaration begins, after comments
 * @param end where it ends
 * @param bare the declaration, as long as it is, with the modifiers blanked that JShell ignores at
 *     the top level
 * @param names what it mentions
 * @param documentation its Javadoc, if any
 */
record Parsed(
    String name,
    int start,
    int end,
    String bare,
    Names names,
    Shape shape,
    Optional<String> documentation) {

  /** The declaration in the text that was parsed. */
  Declaration in(CellText text) {
    return new Declaration(this, text.part(start, end));
  }

  /**
   * Identifiers in a declaration.
   *
   * @param called those that stand before an argument list without a qualifier: they can mean
   *     methods only
   * @param other the rest of them: types, variables, constants, locals
   */
  record Names(Set<String> called, Set<String> other) {
    Names {
      called = Set.copyOf(called);
      other = Set.copyOf(other);
    }

    boolean mentions(String name) {
      return called.contains(name) || other.contains(name);
    }
  }

  /** What else the parser saw, by kind. */
  sealed interface Shape {
    /**
     * A method, its types as written; {@code returns} is {@code void} for one that returns nothing.
     */
    record Method(
        List<String> typeParameters,
        List<Parameter> parameters,
        String returns,
        List<String> exceptions)
        implements Shape {
      public Method {
        typeParameters = List.copyOf(typeParameters);
        parameters = List.copyOf(parameters);
        exceptions = List.copyOf(exceptions);
      }

      /**
       * The erased simple names of the parameters' types: two methods that agree in name and these
       * replace each other.
       */
      String erasure() {
        return parameters.stream().map(Parameter::erasure).collect(Collectors.joining(","));
      }
    }

    /**
     * A type: {@code record}, {@code enum} and so on; the supertypes as written; whether it is
     * sealed without a list; where a record's canonical constructor begins that says nothing about
     * its access.
     */
    record Type(
        String keyword,
        Set<String> supertypes,
        boolean sealedWithoutPermits,
        List<Integer> closedConstructors)
        implements Shape {
      public Type {
        supertypes = Set.copyOf(supertypes);
        closedConstructors = List.copyOf(closedConstructors);
      }
    }

    /**
     * A variable; the initializer is a range of the text that was parsed, empty when there is none.
     */
    record Variable(boolean isFinal, int initializerStart, int initializerEnd) implements Shape {}
  }

  /** A parameter as written, the dots of varargs as {@code []}. */
  record Parameter(String type, String name, boolean varargs) {
    String erasure() {
      return type.replaceAll("@\\w+(\\([^)]*\\))?\\s*", "")
          .replaceAll("<.*>", "")
          .replaceAll("\\w+\\.", "")
          .strip();
    }
  }
}
