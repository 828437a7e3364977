package dev.updraft.types.wire;

import dev.updraft.types.Literal;
import dev.updraft.types.graph.Binding;
import dev.updraft.types.graph.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code core.Binding}, {@code core.BindingData} and what they are made of. */
final class BindingForm {
  /** No binding that is read has an empty node. */
  private static final Binding NOTHING = Binding.Promise.of("", "");

  private BindingForm() {}

  /** A {@code core.Binding} of whatever {@code where} names. */
  static void readInto(In in, Map<String, Binding> bindings, String where) {
    in.message(
        binding -> {
          String variable = "";
          Binding data = NOTHING;
          for (int tag; (tag = binding.tag()) != 0; ) {
            switch (tag) {
              case 1 << 3 | 2 -> variable = binding.text();
              case 2 << 3 | 2 -> data = binding.message(BindingForm::read);
              default -> binding.skip(tag);
            }
          }
          if (data == NOTHING) {
            throw new Malformed("%s binds '%s' to nothing.".formatted(where, variable));
          }
          if (bindings.put(variable, data) != null) {
            throw new Malformed("%s binds '%s' twice. Bind it once.".formatted(where, variable));
          }
          return bindings;
        });
  }

  static void writeAll(Out out, int field, Map<String, Binding> bindings) {
    bindings.forEach(
        (variable, binding) ->
            out.message(
                field,
                () -> {
                  out.text(1, variable);
                  out.message(2, () -> write(out, binding));
                }));
  }

  private static Binding read(In in) {
    Binding binding = NOTHING;
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> binding = value(in, in.<@Nullable Literal>message(ScalarForm::read));
        case 2 << 3 | 2 -> binding = new Binding.Items(in.message(BindingForm::items));
        case 3 << 3 | 2 -> binding = in.message(BindingForm::promise);
        case 4 << 3 | 2 -> binding = new Binding.Entries(in.message(BindingForm::entries));
        case 6 << 3 | 2 -> throw in.malformed("an offloaded literal in a binding");
        default -> in.skip(tag);
      }
    }
    if (binding == NOTHING) {
      throw in.malformed("a binding without a value");
    }
    return binding;
  }

  private static Binding value(In in, @Nullable Literal literal) {
    if (literal == null) {
      throw in.malformed("a scalar of a kind that Updraft does not know, in a binding");
    }
    return new Binding.Value(literal);
  }

  private static List<Binding> items(In in) {
    var items = new ArrayList<Binding>();
    for (int tag; (tag = in.tag()) != 0; ) {
      if (tag == (1 << 3 | 2)) {
        items.add(in.message(BindingForm::read));
      } else {
        in.skip(tag);
      }
    }
    return items;
  }

  private static Map<String, Binding> entries(In in) {
    var entries = new LinkedHashMap<String, Binding>();
    for (int tag; (tag = in.tag()) != 0; ) {
      if (tag == (1 << 3 | 2)) {
        in.entry(entries, BindingForm::read, NOTHING);
      } else {
        in.skip(tag);
      }
    }
    if (entries.containsValue(NOTHING)) {
      throw in.malformed("an entry of a map that is bound to nothing");
    }
    return entries;
  }

  private static Binding promise(In in) {
    String node = "";
    String variable = "";
    var path = new ArrayList<Binding.Step>();
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> node = in.text();
        case 2 << 3 | 2 -> variable = in.text();
        case 3 << 3 | 2 -> path.add(in.message(BindingForm::step));
        default -> in.skip(tag);
      }
    }
    // Empty is how a client may name the inputs of the workflow (contract 2.4).
    return new Binding.Promise(node.isEmpty() ? Workflow.START_NODE : node, variable, path);
  }

  private static Binding.Step step(In in) {
    Binding.@Nullable Step step = null;
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> step = new Binding.Step.Field(in.text());
        case 2 << 3 -> step = new Binding.Step.Index((int) in.varint());
        default -> in.skip(tag);
      }
    }
    if (step == null) {
      throw in.malformed("a step into a value that is neither a name nor a number");
    }
    return step;
  }

  private static void write(Out out, Binding binding) {
    switch (binding) {
      case Binding.Value(Literal literal) -> value(out, literal);
      case Binding.Promise promise -> out.message(3, () -> promise(out, promise));
      case Binding.Items(var elements) ->
          out.message(2, () -> elements.forEach(each -> out.message(1, () -> write(out, each))));
      case Binding.Entries(var entries) ->
          out.message(4, () -> entries.forEach((key, each) -> entry(out, key, each)));
    }
  }

  /** Only scalars have a place of their own here; lists and maps are bound part by part. */
  private static void value(Out out, Literal literal) {
    switch (literal) {
      case Literal.Collection(var elements) ->
          write(
              out, new Binding.Items(elements.stream().<Binding>map(Binding.Value::new).toList()));
      case Literal.MapOf(var entries) -> {
        var bound = new LinkedHashMap<String, Binding>();
        entries.forEach((key, each) -> bound.put(key, new Binding.Value(each)));
        write(out, new Binding.Entries(bound));
      }
      case Literal.Hashed(Literal value, String hash) -> value(out, value);
      case Literal.Foreign foreign ->
          throw new IllegalArgumentException(
              "A workflow cannot bind " + foreign.inWords() + ": bindings have no form for it.");
      default -> out.message(1, () -> ScalarForm.write(out, literal));
    }
  }

  private static void entry(Out out, String key, Binding binding) {
    out.message(
        1,
        () -> {
          out.text(1, key);
          out.message(2, () -> write(out, binding));
        });
  }

  private static void promise(Out out, Binding.Promise promise) {
    out.text(1, promise.node());
    out.text(2, promise.variable());
    for (var step : promise.path()) {
      out.message(
          3,
          () -> {
            switch (step) {
              case Binding.Step.Field(String name) -> out.setText(1, name);
              case Binding.Step.Index(int at) -> out.setVarint(2, at);
            }
          });
    }
  }
}
