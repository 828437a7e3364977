package dev.updraft.service;

import com.flyteidl.admin.ExecutionState;
import com.flyteidl.admin.NamedEntityState;
import com.flyteidl.admin.Project.ProjectState;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.State;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Flyte's enums of states, one for each kind of thing, and ours. */
final class States {
  private static final Pattern KIND = Pattern.compile("^(EXECUTION|NAMED_ENTITY)_");

  private States() {}

  static ExecutionState execution(State state) {
    return switch (state) {
      case ACTIVE, SYSTEM_GENERATED -> ExecutionState.EXECUTION_ACTIVE;
      case ARCHIVED, SYSTEM_ARCHIVED -> ExecutionState.EXECUTION_ARCHIVED;
    };
  }

  static State fromWire(ExecutionState state) {
    return switch (state) {
      case EXECUTION_ACTIVE -> State.ACTIVE;
      case EXECUTION_ARCHIVED -> State.ARCHIVED;
      case UNRECOGNIZED -> throw unknown("an execution", "EXECUTION_ACTIVE, EXECUTION_ARCHIVED");
    };
  }

  static NamedEntityState named(State state) {
    return switch (state) {
      case ACTIVE -> NamedEntityState.NAMED_ENTITY_ACTIVE;
      case ARCHIVED, SYSTEM_ARCHIVED -> NamedEntityState.NAMED_ENTITY_ARCHIVED;
      case SYSTEM_GENERATED -> NamedEntityState.SYSTEM_GENERATED;
    };
  }

  static State fromWire(NamedEntityState state) {
    return switch (state) {
      case NAMED_ENTITY_ACTIVE -> State.ACTIVE;
      case NAMED_ENTITY_ARCHIVED -> State.ARCHIVED;
      case SYSTEM_GENERATED -> State.SYSTEM_GENERATED;
      case UNRECOGNIZED ->
          throw unknown(
              "a named entity", "NAMED_ENTITY_ACTIVE, NAMED_ENTITY_ARCHIVED, SYSTEM_GENERATED");
    };
  }

  static ProjectState project(State state) {
    return switch (state) {
      case ACTIVE -> ProjectState.ACTIVE;
      case ARCHIVED -> ProjectState.ARCHIVED;
      case SYSTEM_GENERATED -> ProjectState.SYSTEM_GENERATED;
      case SYSTEM_ARCHIVED -> ProjectState.SYSTEM_ARCHIVED;
    };
  }

  static State fromWire(ProjectState state) {
    return switch (state) {
      case ACTIVE -> State.ACTIVE;
      case ARCHIVED -> State.ARCHIVED;
      case SYSTEM_GENERATED -> State.SYSTEM_GENERATED;
      case SYSTEM_ARCHIVED -> State.SYSTEM_ARCHIVED;
      case UNRECOGNIZED ->
          throw unknown("a project", "ACTIVE, ARCHIVED, SYSTEM_GENERATED, SYSTEM_ARCHIVED");
    };
  }

  /**
   * A state in a filter: by its number, as Flyte's console writes it, or by its name on the wire.
   * Ours stand in the order of Flyte's numbers.
   */
  static State inFilter(String text) {
    var name = KIND.matcher(text).replaceFirst("");
    return Arrays.stream(State.values())
        .filter(
            state -> state.name().equals(name) || Integer.toString(state.ordinal()).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRequest(
                    "'%s' is no state. Write 0 or ACTIVE, 1 or ARCHIVED, 2 or SYSTEM_GENERATED, 3 or SYSTEM_ARCHIVED."
                        .formatted(text)));
  }

  private static InvalidRequest unknown(String of, String names) {
    return new InvalidRequest(
        "The state is none that %s can have. Send one of %s.".formatted(of, names));
  }
}
