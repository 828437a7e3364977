package dev.updraft.types.mapping;

import dev.updraft.types.Literal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes that a result has. */
sealed interface Output {
  /** In the order of the declaration. */
  List<Named> named();

  Map<String, Literal> write(@Nullable Object result, Place at, Transfers transfers);

  @Nullable Object read(Map<String, Literal> literals, Place at, Transfers transfers);

  /** Of a method that returns nothing. */
  record Nothing() implements Output {
    @Override
    public List<Named> named() {
      return List.of();
    }

    @Override
    public Map<String, Literal> write(@Nullable Object result, Place at, Transfers transfers) {
      return Map.of();
    }

    @Override
    public @Nullable Object read(Map<String, Literal> literals, Place at, Transfers transfers) {
      return null;
    }
  }

  /** One value. */
  record One(Form form) implements Output {
    private static final String NAME = "o0";

    @Override
    public List<Named> named() {
      return List.of(new Named(NAME, form));
    }

    @Override
    public Map<String, Literal> write(@Nullable Object result, Place at, Transfers transfers) {
      return Map.of(NAME, form.literal(result, at, transfers));
    }

    @Override
    public Object read(Map<String, Literal> literals, Place at, Transfers transfers) {
      return form.value(literals.get(NAME), at, transfers);
    }
  }

  /** A record that holds data: each component is an output. */
  record Components(RecordForm form) implements Output {
    @Override
    public List<Named> named() {
      var named = new ArrayList<Named>();
      for (var component : form.components()) {
        named.add(new Named(component.name(), component.form()));
      }
      return named;
    }

    @Override
    public Map<String, Literal> write(@Nullable Object result, Place at, Transfers transfers) {
      if (result == null) {
        throw new ValueRefused(at, "null cannot travel. Return " + form.article() + ".");
      }
      var literals = new LinkedHashMap<String, Literal>();
      for (var component : form.components()) {
        var place = at.component(component.name());
        var value = RecordForm.get(result, component, place);
        literals.put(component.name(), component.form().literal(value, place, transfers));
      }
      return literals;
    }

    @Override
    public Object read(Map<String, Literal> literals, Place at, Transfers transfers) {
      return form.make(
          at,
          (component, place) ->
              component.form().value(literals.get(component.name()), place, transfers));
    }
  }
}
